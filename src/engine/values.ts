import { parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import type { FactSpec, FactType, FactValue } from '../facts/spec.ts'
import type { Parameter } from '../pack/pack.ts'

/** Integers, texts and flags are all the engine ever compares: its operators are those of JavaScript, so never decimals or amounts as text. */
export type EngineLiteral = string | number | boolean

/**
 * What an absent id, area, code or day is to the engine: NaN equals nothing, itself included, is in no list and before or after nothing,
 * under every stock operator and on either side of it. A text of its own for each fact would still equal itself.
 */
export const ABSENT = Number.NaN

const MAX_FEN_LITERAL = 1e13

/** A fact's value for the engine: flags, integers, fen, days since 1970-01-01, six-digit areas, codes and ids, arrays of codes. */
export function engineValue(type: FactType, value: FactValue | undefined): FactValue {
  if (type === 'set') return Array.isArray(value) ? value : []
  if (value === undefined) return ABSENT
  const canLack = type === 'id' || type === 'code' || type === 'area' || type === 'day'
  return canLack && (value === '' || value === 0) ? ABSENT : value
}

/** A literal of a condition in the unit of its fact. The pack is checked: a wrong one here is a fault of ours. */
export function literalOf(spec: FactSpec, raw: unknown): EngineLiteral {
  switch (spec.type) {
    case 'flag':
      return raw === true
    case 'int':
    case 'area':
      return Number(raw)
    case 'money':
      return count(raw, 2)
    case 'day':
      return parseDay(String(raw)) ?? ABSENT
    default:
      return String(raw)
  }
}

/** A parameter's value in the unit of the facts it is compared with; none: 0 or false. */
export function parameterValueOf(type: Parameter['type'], raw: unknown): EngineLiteral {
  if (type === 'flag') return raw === true
  return raw === undefined ? 0 : count(raw, type === 'int' ? 0 : 2)
}

function count(raw: unknown, places: number): number {
  const read = readDecimal(raw, places, -MAX_FEN_LITERAL, MAX_FEN_LITERAL)
  if (typeof read !== 'number') throw new TypeError(`${String(raw)} is no number of ${String(places)} decimals: ${read}`)
  return read
}
