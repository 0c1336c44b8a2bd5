import { parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import { MAX_SET, MAX_TEXT } from '../facts/read-value.ts'

/** What readers of ordinary values give for one that is not: the plain path then says what is wrong with it. */
export const BAD = -1

const ZERO = 48
const POINT = 46

/** Fen of an amount, or BAD. Texts of the usual form, two decimals, are read here; `readDecimal` decides on all others. */
export function parseMoney(value: unknown, max: number): number {
  if (typeof value !== 'string') return parseDecimal(value, 2, max)
  const point = value.length - 3
  if (point < 1 || point > 11 || value.charCodeAt(point) !== POINT) return parseDecimal(value, 2, max)
  let fen = value.charCodeAt(0) - ZERO
  if (fen < 0 || fen > 9 || (fen === 0 && point > 1)) return BAD
  for (let i = 1; i < point; i++) {
    const digit = value.charCodeAt(i) - ZERO
    if (digit < 0 || digit > 9) return BAD
    fen = fen * 10 + digit
  }
  const tens = value.charCodeAt(point + 1) - ZERO
  const ones = value.charCodeAt(point + 2) - ZERO
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return BAD
  fen = fen * 100 + tens * 10 + ones
  return fen <= max ? fen : BAD
}

/** A decimal as a count of 10^-places, or BAD. */
export const parseDecimal = (value: unknown, places: number, max: number): number => {
  const read = readDecimal(value, places, 0, max)
  return typeof read === 'number' ? read : BAD
}

/** Whether it is a text as `readText` takes it. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT

/** A whole JSON number within bounds, or BAD. */
export const parseCount = (value: unknown, min: number, max: number): number =>
  // -0 + 0 is 0.
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max ? value + 0 : BAD

/** An area of six digits as a number, or BAD. */
export function parseArea(value: unknown): number {
  if (typeof value !== 'string' || value.length !== 6) return BAD
  let area = 0
  for (let i = 0; i < 6; i++) {
    const digit = value.charCodeAt(i) - ZERO
    if (digit < 0 || digit > 9) return BAD
    area = area * 10 + digit
  }
  return area >= 100000 ? area : BAD
}

const MOST_DAYS = 4096

/** Reads days; the same few hundred come again and again. */
export class DayReader {
  readonly #known = new Map<string, number>()

  /** The day number, or BAD. */
  parse(value: unknown): number {
    const known = this.#known.get(value as string)
    if (known !== undefined) return known
    if (typeof value !== 'string') return BAD
    const day = parseDay(value)
    if (day === undefined) return BAD
    if (this.#known.size >= MOST_DAYS) this.#known.clear()
    this.#known.set(value, day)
    return day
  }
}

/** Whether it is an object made by a literal or by JSON in this realm; those of another realm go the plain way. */
export function isOwnPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Checks a list of codes and gives their bits, or BAD; an open list may have codes without a bit. */
export function parseSet(value: unknown, bits: ReadonlyMap<string, number>, open: boolean): number {
  if (!Array.isArray(value) || value.length > MAX_SET) return BAD
  let set = 0
  for (let i = 0; i < value.length; i++) {
    const code: unknown = value[i]
    const bit = bits.get(code as string)
    if (bit !== undefined) set |= bit
    else if (!open || !isText(code)) return BAD
  }
  return set
}
