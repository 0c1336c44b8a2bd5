import type { init, Z3_ast, Z3_ast_vector, Z3_context, Z3_func_decl, Z3_model, Z3_sort } from 'z3-solver'
import type { Node } from '../../src/expression/node.ts'
import { factKey, type ClaimRecord } from '../../src/expression/readings/record.ts'
import { smtCopy, type SmtConstant, type SmtCopy, type SmtProducts } from '../../src/expression/readings/smt.ts'
import { nodesBelow } from '../../src/expression/sheet.ts'

export type Z3Module = Awaited<ReturnType<typeof init>>

interface Memory {
  readonly HEAPU8: Uint8Array
  readonly _malloc: (bytes: number) => number
  readonly _free: (address: number) => void
  readonly _Z3_parse_smtlib2_string: (context: unknown, text: number, ...none: readonly number[]) => Z3_ast_vector
}

type Value = (node: Node) => number

/** A constant of the text with the values it had. */
interface Pin {
  readonly constant: SmtConstant
  readonly decl: Z3_func_decl
  last: number | undefined
  least: number
  most: number
}

/** A quotient that the text names and describes: `2 x numerator + divisor = 2 x divisor x whole + rest`. */
interface Quotient {
  readonly node: Node
  readonly whole: Z3_func_decl
  readonly rest: Z3_func_decl
}

/**
 * The values of nodes as z3 works them out from the text that the library writes for the solver: z3 reads the text once and evaluates its terms
 * in a model that has a claim's facts and state, with nothing left open.
 */
export class SmtEvaluator {
  readonly #z3: Z3Module['Z3']
  readonly #context: Z3_context
  readonly #model: Z3_model
  readonly #int: Z3_sort
  readonly #flags: readonly [no: Z3_ast, yes: Z3_ast]
  readonly #pins: readonly Pin[]
  readonly #quotients: readonly Quotient[]
  readonly #roots: number
  /** `answer(root, root, …, what the text asserts of quotients)`: one term, so that what roots share is worked out once. */
  readonly #answer: Z3_ast
  readonly #ranges: Z3_ast

  constructor({ Z3, em }: Z3Module, roots: readonly Node[], products: SmtProducts) {
    this.#z3 = Z3
    const config = Z3.mk_config()
    this.#context = Z3.mk_context_rc(config)
    Z3.del_config(config)
    const context = this.#context
    const [int, bool] = [Z3.mk_int_sort(context), Z3.mk_bool_sort(context)]
    this.#int = int
    this.#flags = [this.#held(Z3.mk_false(context)), this.#held(Z3.mk_true(context))]
    this.#model = Z3.mk_model(context)
    Z3.model_inc_ref(context, this.#model)
    const copy = smtCopy(roots, { tag: 'a', shared: () => true, products })
    this.#pins = copy.constants.map(constant => ({
      constant,
      decl: this.#constant(constant.name, isFlag(constant) ? bool : int),
      last: undefined,
      least: Infinity,
      most: -Infinity,
    }))
    this.#quotients = this.#quotientsOf(copy, roots)
    this.#roots = roots.length
    const { ranges, quotients, terms } = readText(Z3, em as Memory, context, copy, roots)
    this.#ranges = this.#held(Z3.mk_and(context, ranges))
    const sorts = [...roots.map(root => (root.type === 'flag' ? bool : int)), bool]
    const described = this.#held(Z3.mk_and(context, quotients))
    const answer = this.#held(Z3.mk_func_decl(context, Z3.mk_string_symbol(context, 'answer'), sorts, bool))
    this.#answer = this.#held(Z3.mk_app(context, answer, [...terms, described]))
  }

  /**
   * The roots' values for a claim, flags as 0 or 1. `value` gives those of the inputs, and of quotients: the text does not compute these but says
   * what they are, so z3 is asked whether a value is it. Throws where it is not, and where z3 has no number.
   */
  values(record: ClaimRecord, value: Value): readonly number[] {
    const ids = new Map<unknown, number>([['', 0]])
    for (const pin of this.#pins) this.#set(pin, valueOf(pin.constant, record, value, ids))
    for (const { node, whole, rest } of this.#quotients) {
      const operands = node.args.map(arg => BigInt(value(arg)))
      const divisor = operands.at(-1) ?? 0n
      const numerator = operands.slice(0, -1).reduce((product, operand) => product * operand, 1n)
      const quotient = BigInt(value(node))
      this.#give(whole, quotient)
      this.#give(rest, 2n * numerator + divisor - 2n * divisor * quotient)
    }
    const answer = this.#evaluate(this.#answer)
    const parts = this.#z3.to_app(this.#context, answer)
    const values = Array.from({ length: this.#roots + 1 }, (_, i) => this.#read(this.#z3.get_app_arg(this.#context, parts, i)))
    this.#z3.dec_ref(this.#context, answer)
    if (values.pop() !== 1) throw new Error('a quotient is not the one that the text describes')
    return values
  }

  /** Whether all the claims so far are cases of the text: a range is an interval, so the least and the most of each constant tell. */
  areInRange(): boolean {
    return (['least', 'most'] as const).every(end => {
      for (const pin of this.#pins) this.#set(pin, pin[end])
      const held = this.#evaluate(this.#ranges)
      const isTrue = this.#read(held) === 1
      this.#z3.dec_ref(this.#context, held)
      return isTrue
    })
  }

  close(): void {
    this.#z3.model_dec_ref(this.#context, this.#model)
    this.#z3.del_context(this.#context)
  }

  #held<T extends Z3_ast>(term: T): T {
    this.#z3.inc_ref(this.#context, term)
    return term
  }

  #constant(name: string, sort: Z3_sort): Z3_func_decl {
    return this.#held(this.#z3.mk_func_decl(this.#context, this.#z3.mk_string_symbol(this.#context, name), [], sort))
  }

  #quotientsOf({ definitions }: SmtCopy, roots: readonly Node[]): readonly Quotient[] {
    const nodes = new Map(nodesBelow(roots).map(node => [`n${String(node.n)}a`, node]))
    return definitions.flatMap(definition => {
      const [, name = ''] = /^\(declare-const (n\d+a)q Int\)/.exec(definition) ?? []
      const node = nodes.get(name)
      return node === undefined ? [] : [{ node, whole: this.#constant(`${name}q`, this.#int), rest: this.#constant(`${name}r`, this.#int) }]
    })
  }

  #set(pin: Pin, value: number): void {
    if (value < pin.least) pin.least = value
    if (value > pin.most) pin.most = value
    if (value === pin.last) return
    pin.last = value
    if (isFlag(pin.constant)) this.#z3.add_const_interp(this.#context, this.#model, pin.decl, this.#flags[value === 1 ? 1 : 0])
    else this.#give(pin.decl, BigInt(value))
  }

  #give(decl: Z3_func_decl, value: bigint): void {
    this.#z3.add_const_interp(this.#context, this.#model, decl, this.#z3.mk_int64(this.#context, value, this.#int))
  }

  /** Held: to be let go. A constant that got no value would stay in it. */
  #evaluate(term: Z3_ast): Z3_ast {
    // A model keeps what it worked out of earlier values until it is asked in another way.
    this.#z3.model_eval(this.#context, this.#model, this.#flags[1], true)
    const result = this.#z3.model_eval(this.#context, this.#model, term, false)
    if (result === null) throw new Error('z3 has no value')
    return this.#held(result)
  }

  #read(term: Z3_ast): number {
    const truth = this.#z3.get_bool_value(this.#context, term)
    if (Number(truth) !== 0) return Number(truth) === 1 ? 1 : 0
    const value = this.#z3.get_numeral_int64(this.#context, term)
    if (value === null) throw new Error(`no number: ${this.#z3.ast_to_string(this.#context, term).slice(0, 200)}`)
    return Number(value)
  }
}

const isFlag = ({ node, bit }: SmtConstant): boolean => bit !== undefined || node.type === 'flag'

/** A record's value of a constant; equal ids have equal numbers, 0 is absent. */
function valueOf({ node, bit }: SmtConstant, record: ClaimRecord, value: Value, ids: Map<unknown, number>): number {
  if (node.type !== 'id') return bit === undefined ? value(node) : Math.floor(value(node) / 2 ** bit) % 2
  const id = record.facts[factKey(node.name)] ?? ''
  const known = ids.get(id) ?? ids.size
  ids.set(id, known)
  return known
}

/** The text of a copy as z3 reads it: what it asserts of constants and of quotients, and the roots' terms. */
function readText(z3: Z3Module['Z3'], memory: Memory, context: Z3_context, copy: SmtCopy, roots: readonly Node[]) {
  const declarations = [...copy.declarations.values()]
  const named = roots.map((root, i) => {
    const sort = root.type === 'flag' ? 'Bool' : 'Int'
    return `(declare-const root${String(i)} ${sort})\n(assert (= root${String(i)} ${copy.ref(root)}))`
  })
  const text = [...declarations, ...copy.definitions, ...named].join('\n')
  const address = memory._malloc(text.length + 1)
  for (let i = 0; i < text.length; i += 1) memory.HEAPU8[address + i] = text.charCodeAt(i)
  memory.HEAPU8[address + text.length] = 0
  const vector = memory._Z3_parse_smtlib2_string(context, address, 0, 0, 0, 0, 0, 0)
  memory._free(address)
  z3.ast_vector_inc_ref(context, vector)
  const assertions = Array.from({ length: z3.ast_vector_size(context, vector) }, (_, i) => z3.ast_vector_get(context, vector, i))
  const ranges = declarations.filter(declaration => declaration.includes('(assert')).length
  const equations = assertions.length - roots.length
  if (equations < ranges) throw new Error(`z3 did not accept the text: ${z3.get_error_msg(context, z3.get_error_code(context))}`)
  return {
    ranges: assertions.slice(0, ranges),
    quotients: assertions.slice(ranges, equations),
    terms: assertions.slice(equations).map(equation => z3.get_app_arg(context, z3.to_app(context, equation), 1)),
  }
}
