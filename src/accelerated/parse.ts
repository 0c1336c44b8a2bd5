import { civilDay, dayNumber, daysInMonth, FIRST_DAY, LAST_DAY } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import { FULL_SHARE } from '../facts/items.ts'
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

/** Ten-thousandths of a share of at most 1, or BAD. Texts of four decimals below 1 are read here. */
export function parseShare(value: unknown): number {
  if (typeof value !== 'string' || value.length !== 6 || value.charCodeAt(0) !== ZERO || value.charCodeAt(1) !== POINT)
    return parseDecimal(value, 4, FULL_SHARE)
  const share = twoDigits(value, 2) * 100 + twoDigits(value, 4)
  return share >= 0 ? share : BAD
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

const DASH = 45
export const FIRST_YEAR = civilDay(FIRST_DAY).year
export const LAST_YEAR = civilDay(LAST_DAY).year

/** By month from 1: the days of a common year before it. */
export const BEFORE_MONTH = [0, ...Array.from({ length: 12 }, (_, month) => dayNumber(1970, month + 1, 1))] as const
/** The first day of each year from FIRST_YEAR. */
export const YEAR_STARTS = Int32Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, year) => dayNumber(FIRST_YEAR + year, 1, 1))

/** The day number of `YYYY-MM-DD`, as `parseDay` has it, or BAD. */
export function parseCivilDay(value: unknown): number {
  if (typeof value !== 'string' || value.length !== 10 || value.charCodeAt(4) !== DASH || value.charCodeAt(7) !== DASH) return BAD
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2)
  const month = twoDigits(value, 5)
  const dayOfMonth = twoDigits(value, 8)
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && dayOfMonth >= 1)) return BAD
  if (dayOfMonth > 28 && dayOfMonth > daysInMonth(year, month)) return BAD
  const leap = month > 2 && year % 4 === 0 && daysInMonth(year, 2) === 29 ? 1 : 0
  const day = (YEAR_STARTS[year - FIRST_YEAR] as number) + (BEFORE_MONTH[month] as number) + leap + dayOfMonth - 1
  return day >= FIRST_DAY ? day : BAD
}

/** Two digits as a number; NaN if they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
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
  let i = 0
  while (i < value.length) {
    const code: unknown = value[i++]
    const bit = bits.get(code as string)
    if (bit !== undefined) set |= bit
    else if (!open || !isText(code)) return BAD
  }
  return set
}
