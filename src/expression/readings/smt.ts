import { ONE } from '../node.ts'
import type { Node } from '../node.ts'
import { nodesBelow } from '../sheet.ts'
import { byValue, finiteValues, smtInt } from './smt-terms.ts'

/**
 * How a product or a quotient of two unknowns is said. `raw`: as it is, non-linear. `cases`: one constant product per value where a ratio has few
 * values, raw otherwise. `named`: an uninterpreted function of both, listed in `products` and `quotients`, so that a proof can state just what it needs of it.
 */
export type SmtProducts = 'raw' | 'cases' | 'named'

export interface SmtOptions {
  /** Ends the names of all that is this copy's own: lower-case letters. */
  readonly tag: string
  /** Whether an input has one value in all copies. */
  readonly shared: (input: Node) => boolean
  /** Nodes that become free constants within their range, by the name to use; nothing below them is written. Copies that name one alike share it. */
  readonly cuts?: ReadonlyMap<Node, string>
  readonly products?: SmtProducts
  /** Nodes taken to have one value: that they do is asserted, and the value is written where they are used, so that products with them are linear. */
  readonly pins?: ReadonlyMap<Node, number>
}

/** A declared constant and what it stands for: an input or a cut, or one bit of a set. */
export interface SmtConstant {
  readonly name: string
  readonly node: Node
  readonly bit?: number
}

/** An operation on two unknowns under `named`: `result` = f(money or product, ratio). */
export interface SmtOperation {
  readonly result: string
  readonly operand: string
  readonly ratio: string
}

/** A part of a sheet as SMT-LIB text. Declarations are by name, so that copies with shared constants can be put together. */
export interface SmtCopy {
  readonly declarations: ReadonlyMap<string, string>
  readonly definitions: readonly string[]
  readonly constants: readonly SmtConstant[]
  readonly products: readonly SmtOperation[]
  readonly quotients: readonly SmtOperation[]
  /** The term of a root, or of any node below the roots. */
  readonly ref: (node: Node) => string
}

export const PRODUCT = 'product'
export const QUOTIENT = 'quotient'

/**
 * The nodes below the roots as SMT-LIB: inputs are constants within lo..hi (flags Bool, a set one Bool per bit, ids Int with 0 for absent), every other
 * node is a `define-fun`. Names are counters only: no text of a pack, no path of a fact is written. Tables are refused: this reads a sheet as lowered.
 */
export function smtCopy(roots: readonly Node[], options: SmtOptions): SmtCopy {
  const writer = new Writer(options)
  for (const node of nodesToCuts(roots, options.cuts)) writer.write(node)
  return writer
}

function nodesToCuts(roots: readonly Node[], cuts: ReadonlyMap<Node, string> | undefined): readonly Node[] {
  if (cuts === undefined) return nodesBelow(roots)
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    if (!cuts.has(node)) node.args.forEach(visit)
    seen.add(node)
  }
  roots.forEach(visit)
  return [...seen]
}

class Writer implements SmtCopy {
  readonly declarations = new Map<string, string>()
  readonly definitions: string[] = []
  readonly constants: SmtConstant[] = []
  readonly products: SmtOperation[] = []
  readonly quotients: SmtOperation[] = []
  readonly #names = new Map<Node, string>()
  readonly #values = new Map<Node, readonly number[] | null>()
  readonly #options: SmtOptions
  readonly #mode: SmtProducts

  constructor(options: SmtOptions) {
    this.#options = options
    this.#mode = options.products ?? 'raw'
    for (const [node, value] of options.pins ?? []) this.#values.set(node, [value])
    if (this.#mode !== 'named') return
    for (const name of [PRODUCT, QUOTIENT]) this.declarations.set(name, `(declare-fun ${name} (Int Int) Int)`)
  }

  readonly ref = (node: Node): string => {
    const name = this.#names.get(node)
    if (name === undefined) throw new RangeError(`node ${String(node.n)} (${node.op}) is not in this copy`)
    return name
  }

  write(node: Node): void {
    const cut = this.#options.cuts?.get(node)
    if (cut !== undefined) this.#declare(cut, node)
    else if (node.op === 'const') this.#names.set(node, node.type === 'flag' ? String(node.value === 1) : smtInt(node.value))
    else if (isInput(node)) this.#declare(`i${String(node.n)}${this.#options.shared(node) ? '' : this.#options.tag}`, node)
    else if (node.type.startsWith('set:')) this.#names.set(node, '')
    else {
      const name = `n${String(node.n)}${this.#options.tag}`
      this.definitions.push(`(define-fun ${name} () ${node.type === 'flag' ? 'Bool' : 'Int'} ${this.#term(node, name)})`)
      this.#names.set(node, this.#pinned(node, name))
    }
  }

  #pinned(node: Node, name: string): string {
    const value = this.#value(node)
    if (value === undefined || node.op === 'const') return name
    const literal = node.type === 'flag' ? String(value === 1) : smtInt(value)
    this.definitions.push(`(assert (= ${name} ${literal}))`)
    return literal
  }

  /** The value of a constant, or of a node that is pinned. */
  #value(node: Node): number | undefined {
    return node.op === 'const' ? node.value : this.#options.pins?.get(node)
  }

  #declare(name: string, node: Node): void {
    this.#names.set(node, name)
    // The bits of a set are declared where they are asked for: most are not.
    if (node.type.startsWith('set:')) return
    const sort = node.type === 'flag' ? 'Bool' : 'Int'
    // An id has no range: 0 is absent, any other number is some id.
    const within = node.type === 'id' ? `(<= 0 ${name})` : `(<= ${smtInt(node.lo)} ${name} ${smtInt(node.hi)})`
    const range = node.type === 'flag' ? '' : `\n(assert ${within})`
    this.declarations.set(name, `(declare-const ${name} ${sort})${range}`)
    this.constants.push({ name, node })
    this.#names.set(node, this.#pinned(node, name))
  }

  #bit(set: Node, bit: number): string {
    if (set.op === 'const') return String(Math.floor(set.value / 2 ** bit) % 2 === 1)
    const [flag, a, b] = set.args
    if (set.op === 'select' && flag !== undefined && a !== undefined && b !== undefined)
      return `(ite ${this.ref(flag)} ${this.#bit(a, bit)} ${this.#bit(b, bit)})`
    const name = `${this.ref(set)}b${String(bit)}`
    if (!this.declarations.has(name)) {
      this.declarations.set(name, `(declare-const ${name} Bool)`)
      this.constants.push({ name, node: set, bit })
    }
    return name
  }

  #term(node: Node, name: string): string {
    const args = node.op === 'has' ? [] : node.args.map(this.ref)
    const [a = '', b = '', c = ''] = args
    switch (node.op) {
      case 'add':
        return `(+ ${a} ${b})`
      case 'subtract':
        return `(- ${a} ${b})`
      case 'less':
        return `(ite (<= ${a} ${b}) 0 (- ${a} ${b}))`
      case 'min':
        return `(ite (<= ${a} ${b}) ${a} ${b})`
      case 'max':
        return `(ite (>= ${a} ${b}) ${a} ${b})`
      case 'round':
        return `(div (+ ${a} ${String(ONE / 2)}) ${String(ONE)})`
      case 'le':
        return `(<= ${a} ${b})`
      case 'eq':
        return `(= ${a} ${b})`
      case 'same':
        return `(and (= ${a} ${b}) (not (= ${a} 0)))`
      case 'not':
      case 'and':
      case 'or':
        return `(${node.op} ${args.join(' ')})`
      case 'select':
        return `(ite ${a} ${b} ${c})`
      case 'has':
        return this.#bit(operand(node, 0), node.value)
      case 'times':
        return this.#product(operand(node, 0), operand(node, 1), name)
      case 'divide':
        return this.#quotient(a, operand(node, 1), name)
      case 'scale':
        return this.#quotient(this.#product(operand(node, 0), operand(node, 1), `${name}p`), operand(node, 2), name)
      default:
        throw new RangeError(`${node.op} (${node.type}) cannot be said in SMT`)
    }
  }

  #product(money: Node, ratio: Node, name: string): string {
    const [a, b] = [this.ref(money), this.ref(ratio)]
    if (this.#value(money) !== undefined || this.#value(ratio) !== undefined) return `(* ${a} ${b})`
    if (this.#mode === 'named') {
      this.products.push({ result: name, operand: a, ratio: b })
      if (!name.endsWith('p')) return `(${PRODUCT} ${a} ${b})`
      // The inner product of a `scale` is no node of its own: it gets a name here, for the list.
      this.definitions.push(`(define-fun ${name} () Int (${PRODUCT} ${a} ${b}))`)
      return name
    }
    const values = this.#mode === 'cases' ? finiteValues(ratio, this.#values) : null
    return values === null ? `(* ${a} ${b})` : byValue(b, values, value => `(* ${smtInt(value)} ${a})`)
  }

  /** Half-up of numerator ÷ ratio. `raw` gives the quotient a name and says what it is: solvers like that better than `div` by an unknown. */
  #quotient(numerator: string, ratio: Node, name: string): string {
    const by = (value: number): string => (value === 0 ? '0' : `(div (+ (* 2 ${numerator}) ${smtInt(value)}) ${smtInt(2 * value)})`)
    const known = this.#value(ratio)
    if (known !== undefined) return by(known)
    const values = this.#mode === 'cases' ? finiteValues(ratio, this.#values) : null
    const divisor = this.ref(ratio)
    if (values !== null) return byValue(divisor, values, by)
    if (this.#mode === 'named') {
      const result = `(${QUOTIENT} ${numerator} ${divisor})`
      this.quotients.push({ result, operand: numerator, ratio: divisor })
      return `(ite (= ${divisor} 0) 0 ${result})`
    }
    const [whole, rest] = [`${name}q`, `${name}r`]
    this.definitions.push(
      `(declare-const ${whole} Int)\n(declare-const ${rest} Int)`,
      `(assert (=> (not (= ${divisor} 0)) (and (= (+ (* 2 ${numerator}) ${divisor}) (+ (* 2 ${divisor} ${whole}) ${rest})) (<= 0 ${rest}) (< ${rest} (* 2 ${divisor})))))`,
    )
    return `(ite (= ${divisor} 0) 0 ${whole})`
  }
}

const isInput = (node: Node): boolean => node.op === 'fact' || node.op === 'parameter' || node.op === 'slot' || node.op === 'sum'

function operand(node: Node, index: number): Node {
  const arg = node.args[index]
  if (arg === undefined) throw new RangeError(`${node.op} lacks an operand`)
  return arg
}
