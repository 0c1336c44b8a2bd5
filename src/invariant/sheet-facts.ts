import { parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import type { ConditionScope } from '../condition/lower.ts'
import type { Literal } from '../condition/types.ts'
import type { Expressions } from '../expression/expressions.ts'
import { MAX_AMOUNT, type Node } from '../expression/node.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { nodesBelow } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import { CONSTRAINTS, type Constraint } from '../facts/constraints.ts'
import { resolveHistory } from '../facts/resolve-history.ts'
import { HELD_STAY } from '../facts/stay-ids.ts'
import type { FactSpec } from '../facts/spec.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { ParameterNodes } from '../pack/parameter-nodes.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import type { Pack } from '../pack/pack.ts'

/**
 * The facts of a finished sheet, for conditions that are about it and not part of it: an invariant reads a fact as the sheet's own rules leave it.
 * A fact that the sheet does not read is one more input.
 */
export class SheetFacts implements ConditionScope {
  readonly expressions: Expressions
  readonly #pack: Pack
  readonly #sheet: LiveSheet
  readonly #inputs: ReadonlyMap<string, Node>
  readonly #parameters: ParameterNodes

  constructor(pack: Pack, sheet: LiveSheet, options: { readonly free?: boolean } = {}) {
    const roots = [...sheet.lines, ...sheet.derived].map(each => each.node).concat(sheet.guards.map(guard => guard.when))
    this.expressions = sheet.expressions
    this.#pack = pack
    this.#sheet = sheet
    this.#inputs = new Map(nodesBelow(roots).flatMap(node => (node.op === 'fact' ? [[node.name, node] as const] : [])))
    const day = this.#inputs.get(RULES_DAY) ?? this.expressions.constant(0, 'day')
    this.#parameters = new ParameterNodes(this.expressions, pack.parameters, day, options)
  }

  fact(path: string): Node {
    return this.#sheet.derived.find(fact => fact.path === path)?.node ?? this.own(path)
  }

  /** The claim's own value of a fact. */
  own(path: string): Node {
    return this.#inputs.get(path) ?? this.#unread(this.spec(path))
  }

  /** Whether the sheet reads the fact. */
  reads(path: string): boolean {
    return this.#inputs.has(path)
  }

  spec(path: string): FactSpec {
    const spec = this.#pack.derived.get(path) ?? factSpec(path)
    if (spec === undefined) throw new RangeError(`no fact ${path}`)
    return spec
  }

  literal(path: string, literal: Literal): Node {
    const x = this.expressions
    const { type } = this.spec(path)
    const node = this.fact(path)
    if (type === 'flag') return x.flag(literal === true)
    if (type === 'set') return x.has(this.own(path), this.#code(path, node, literal))
    if (type === 'money') return x.constant(Number(readDecimal(literal, 2, 0, MAX_AMOUNT)), node.type)
    if (type === 'day') return x.constant(parseDay(String(literal)) ?? 0, node.type)
    if (type === 'int' || type === 'area') return x.constant(Number(literal), node.type)
    return x.constant(this.#code(path, node, literal), node.type)
  }

  parameter(id: string, path: string): ReturnType<ConditionScope['parameter']> {
    const { type } = this.spec(path)
    return type === 'flag' ? this.#parameters.flag(id) : this.#parameters.parameter(id, type === 'int' ? 'int' : 'money')
  }

  codes(id: string): ReturnType<ConditionScope['codes']> {
    return this.#parameters.codes(id)
  }

  /** The catalogue's constraints among the facts this sheet reads: what no claim breaks. */
  constraints(): readonly Node[] {
    return CONSTRAINTS.filter(constraint => factsOf(constraint).some(path => this.reads(path))).map(constraint =>
      this.#constraint(constraint),
    )
  }

  /** What makes a situation one claim that is easy to write down: totals, no earlier stays. */
  plain(): readonly Node[] {
    const x = this.expressions
    const fresh = [...resolveHistory([], new Map()), [HELD_STAY, ''] as const].flatMap(([path, value]) => {
      if (!this.reads(path)) return []
      const own = this.own(path)
      if (own.type === 'id') return [x.not(x.same(own, own))]
      const number = own.type.startsWith('code:') ? this.#code(path, own, String(value)) : Number(value)
      return [x.eq(own, x.constant(number, own.type))]
    })
    return this.reads(HAS_ITEMS) ? [...fresh, x.not(this.own(HAS_ITEMS))] : fresh
  }

  #constraint({ never = [], order, within }: Constraint): Node {
    const x = this.expressions
    if (within !== undefined) {
      const parts = within.parts.map(path => this.own(path))
      return x.le(x.addAll(parts, x.zero), this.own(within.of))
    }
    if (order !== undefined) {
      const [first, last] = order.map(path => this.own(path)) as [Node, Node]
      const absent = x.constant(0, 'day')
      return x.or(x.eq(first, absent), x.eq(last, absent), x.le(first, last))
    }
    const among = never.map(({ fact, codes }) => {
      const node = this.own(fact)
      return x.or(...codes.map(code => x.eq(node, x.constant(this.#code(fact, node, code), node.type))))
    })
    return x.not(x.and(...among))
  }

  /** The number of a code: in the sheet's list, or in the catalogue's for a fact that the sheet does not read. One the sheet does not know is "other". */
  #code(path: string, node: Node, literal: Literal): number {
    const [, list] = /^(?:code|set):(\d+)$/.exec(node.type) ?? []
    const codes = list === undefined ? (this.spec(path).codes ?? []) : (this.#sheet.codes[Number(list)] ?? [])
    const index = codes.indexOf(String(literal))
    if (index < 0) throw new RangeError(`the sheet of this pack does not tell ${String(literal)} of ${path} apart`)
    return index
  }

  #unread(spec: FactSpec): Node {
    const input = (type: Node['type'], lo: number, hi: number): Node => this.expressions.input('fact', spec.path, type, lo, hi)
    if (spec.type === 'flag') return input('flag', 0, 1)
    if (spec.type === 'money') return input('money', 0, MAX_AMOUNT)
    if (spec.type === 'day' || spec.type === 'id') return input(spec.type, 0, MAX_DAY)
    if (spec.type === 'enum') return input('int', 0, (spec.codes ?? []).length - 1)
    if (spec.type === 'int') return input('int', spec.min ?? 0, spec.max ?? 1e6)
    throw new RangeError(`the sheet of this pack does not read ${spec.path}`)
  }
}

const MAX_DAY = 4_000_000

const factsOf = ({ never = [], order, within }: Constraint): readonly string[] => [
  ...never.map(codes => codes.fact),
  ...(order ?? []),
  ...(within === undefined ? [] : [...within.parts, within.of]),
]
