import { parseDay, type DayNumber } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import type { ConditionScope } from '../condition/lower.ts'
import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import type { Valued } from '../expression/scope.ts'
import type { FactDomain, FactValue } from '../facts/spec.ts'
import type { Pack, ParameterValue } from '../pack/pack.ts'

/** What is known of the facts that rules read: a value, a flag that rules make, or nothing. */
export interface KnownFacts {
  domain(path: string): FactDomain | undefined
  value(path: string): FactValue | undefined
  /** A flag that rules of the policy set, where the fact is not given itself. */
  set(path: string): Node | undefined
}

/** The value of a parameter on a day. */
export const inForce = (pack: Pack, id: string, day: DayNumber): ParameterValue | undefined =>
  pack.parameters
    .get(id)
    ?.values.filter(({ from }) => from === undefined || from <= day)
    .at(-1)

/** Bound of an input whose value nobody knows: any number of its kind. */
const ANY = 1e12

/**
 * Conditions over known facts: what is known is a constant, so that a lowered condition folds to true or false; what is not stays an input, and with it all that
 * hangs on it. Codes and ids are numbered as they are met.
 */
export class KnownScope implements ConditionScope {
  readonly expressions: Expressions
  readonly #pack: Pack
  readonly #day: DayNumber
  readonly #facts: KnownFacts
  readonly #codes = new Map<string, number>()
  #absent = 0

  constructor(expressions: Expressions, pack: Pack, day: DayNumber, facts: KnownFacts) {
    this.expressions = expressions
    this.#pack = pack
    this.#day = day
    this.#facts = facts
  }

  fact(path: string): Node {
    const domain = this.#domain(path)
    const value = this.#facts.value(path)
    if (value !== undefined) return this.#constant(domain, value)
    const set = this.#facts.set(path)
    if (set !== undefined) return set
    const isFlag = domain.type === 'flag'
    return this.expressions.input('fact', path, NODE_TYPES[domain.type], isFlag ? 0 : -ANY, isFlag ? 1 : ANY)
  }

  literal(path: string, literal: string | number | boolean): Node {
    const domain = this.#domain(path)
    if (domain.type !== 'set')
      return this.#constant(domain, domain.type === 'day' ? (parseDay(String(literal)) ?? 0) : this.#plain(domain, literal))
    const value = this.#facts.value(path)
    if (value !== undefined) return this.expressions.flag((value as readonly string[]).includes(String(literal)))
    return this.expressions.input('fact', path, 'flag', 0, 1)
  }

  parameter(id: string, path: string): Valued {
    const domain = this.#domain(path)
    const value = inForce(this.#pack, id, this.#day)?.value
    if (value !== undefined)
      return { node: this.#constant(domain, this.#plain(domain, value as string | number | boolean)), parameters: [id], missing: [] }
    const isFlag = domain.type === 'flag'
    const node = this.expressions.input('parameter', id, NODE_TYPES[domain.type], isFlag ? 0 : -ANY, isFlag ? 1 : ANY)
    return { node, parameters: [id], missing: [] }
  }

  codes(id: string): ReturnType<ConditionScope['codes']> {
    const value = inForce(this.#pack, id, this.#day)?.value
    if (Array.isArray(value)) return { codes: value as readonly string[], missing: [] }
    return { codes: [], missing: [{ parameter: id, when: this.expressions.yes }] }
  }

  #domain(path: string): FactDomain {
    const domain = this.#facts.domain(path)
    if (domain === undefined) throw new RangeError(`no fact ${path}`)
    return domain
  }

  /** A number as conditions write it, in internal units. */
  #plain(domain: FactDomain, value: string | number | boolean): FactValue {
    return domain.type === 'money' ? Number(readDecimal(value, 2, 0, ANY)) : value
  }

  #constant({ type }: FactDomain, value: FactValue): Node {
    if (type === 'flag') return this.expressions.flag(value === true)
    if (typeof value === 'number') return this.expressions.constant(value, NODE_TYPES[type])
    // An absent id is the same as none, itself included.
    if (type === 'id' && value === '') return this.expressions.constant(--this.#absent, 'int')
    const key = String(value)
    const known = this.#codes.get(key) ?? this.#codes.size
    this.#codes.set(key, known)
    return this.expressions.constant(known, 'int')
  }
}

const NODE_TYPES = {
  flag: 'flag',
  int: 'int',
  money: 'money',
  day: 'day',
  id: 'int',
  area: 'area',
  enum: 'int',
  set: 'int',
  code: 'int',
} as const
