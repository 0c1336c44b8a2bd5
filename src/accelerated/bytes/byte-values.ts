import { daysInMonth, FIRST_DAY } from '../../base/date.ts'
import { MAX_SET, MAX_TEXT } from '../../facts/read-value.ts'
import { FULL_SHARE } from '../../facts/items.ts'
import { BAD, BEFORE_MONTH, FIRST_YEAR, LAST_YEAR, YEAR_STARTS } from '../parse.ts'
import { textOf, wideLength } from './byte-text.ts'
import type { ByteCodes } from './byte-codes.ts'

const QUOTE = 34
const COMMA = 44
const POINT = 46
const ZERO = 48
const DASH = 45
const OPEN_LIST = 91
const CLOSE_LIST = 93

/** Bytes at which the reading of a text stops: its end, an escape, what no text may hold, and characters of more bytes. */
const STOPS = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte < 32 || byte === QUOTE || byte === 92 || byte >= 128))

/** By two bytes, the second the higher one: the number that their digits are, or BAD. */
const PAIRS = new Int8Array(2 ** 16).fill(BAD)
for (let tens = 0; tens < 10; tens++) for (let ones = 0; ones < 10; ones++) PAIRS[(ones + ZERO) * 256 + tens + ZERO] = tens * 10 + ones

/** Digits before the point of a number that is read here. */
const MOST_DIGITS = 9

/** Texts of ids that come again, bounded: each has one place, where the latest of several that share it stays. */
const TEXTS = 4096

/** A day by its parts, which may be any: BAD where there is no such day. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || dayOfMonth < 1) return BAD
  if (dayOfMonth > 28 && dayOfMonth > daysInMonth(year, month)) return BAD
  const leap = month > 2 && year % 4 === 0 && daysInMonth(year, 2) === 29 ? 1 : 0
  const day = (YEAR_STARTS[year - FIRST_YEAR] as number) + (BEFORE_MONTH[month] as number) + leap + dayOfMonth - 1
  return day >= FIRST_DAY ? day : BAD
}

/**
 * Reads the values of compact JSON at a place of `bytes`, after which something that ends a text must stand. Where a value is not certain to be
 * right, because it is wrong or written in a rare way, the answer is BAD; else `at` is the place after it, for those of no fixed length.
 */
export class ByteValues {
  at = 0
  /** Of the text last read. */
  hash = 0
  readonly bytes: Uint8Array
  readonly view: DataView
  /** ASCII alone: `#says` takes a byte for a character. */
  readonly #texts = new Array<string>(TEXTS).fill('')
  /** Whether the text last read has characters of more than one byte. */
  #isWide = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Passes over a text as `readText` takes it, without escapes: the place after it, or BAD. */
  skip(from: number): number {
    const { bytes } = this
    if (bytes[from] !== QUOTE) return BAD
    let hash = 0
    let at = from + 1
    let byte = bytes[at] as number
    while (STOPS[byte] === 0) {
      hash = Math.imul(hash ^ byte, 0x01000193)
      byte = bytes[++at] as number
    }
    if (byte !== QUOTE) return byte >= 128 ? this.#skipWide(from) : BAD
    this.hash = hash ^ (hash >>> 15)
    this.#isWide = false
    const length = at - from - 1
    return length > 0 && length <= MAX_TEXT ? at + 1 : BAD
  }

  /** The text at `from`, '' where there is none. */
  text(from: number): string {
    const end = this.skip(from)
    if (end === BAD) return ''
    this.at = end
    if (this.#isWide) return textOf(this.bytes, from + 1, end - 1)
    const place = this.hash & (TEXTS - 1)
    const known = this.#texts[place] as string
    if (this.#says(known, from + 1, end - 1)) return known
    const text = textOf(this.bytes, from + 1, end - 1)
    this.#texts[place] = text
    return text
  }

  /** The number of an open code, 0 for one without. */
  code(from: number, codes: ByteCodes): number {
    const end = this.skip(from)
    if (end === BAD) return BAD
    this.at = end
    return codes.get(this.bytes, from + 1, end - 1, this.hash)
  }

  /** The bits of a list of open codes. */
  codes(from: number, codes: ByteCodes): number {
    const { bytes } = this
    if (bytes[from] !== OPEN_LIST) return BAD
    let set = 0
    let at = from + 1
    if (bytes[at] !== CLOSE_LIST)
      for (let count = 1; ; count++, at++) {
        const bit = this.code(at, codes)
        if (bit === BAD || count > MAX_SET) return BAD
        set |= bit
        at = this.at
        if (bytes[at] === CLOSE_LIST) break
        if (bytes[at] !== COMMA) return BAD
      }
    this.at = at + 1
    return set
  }

  /** Fen of an amount: a text, or a number without exponent. */
  money(from: number, max: number): number {
    return this.#decimal(from, 2, max)
  }

  /** Ten-thousandths of a share. */
  share(from: number): number {
    return this.#decimal(from, 4, FULL_SHARE)
  }

  /** A whole number of few digits. */
  count(from: number, min: number, max: number): number {
    if (this.bytes[from] === QUOTE) return BAD
    const count = this.#decimal(from, 0, max)
    return count >= min ? count : BAD
  }

  /** A day; its text takes 12 bytes. */
  day(from: number): number {
    const { bytes, view } = this
    if (bytes[from] !== QUOTE || bytes[from + 5] !== DASH || bytes[from + 8] !== DASH || bytes[from + 11] !== QUOTE) return BAD
    const century = PAIRS[view.getUint16(from + 1, true)] as number
    const rest = PAIRS[view.getUint16(from + 3, true)] as number
    const month = PAIRS[view.getUint16(from + 6, true)] as number
    const dayOfMonth = PAIRS[view.getUint16(from + 9, true)] as number
    const year = century * 100 + rest
    return century < 0 || rest < 0 ? BAD : dayOfDate(year, month, dayOfMonth)
  }

  /** An area; its text takes 8 bytes. */
  area(from: number): number {
    const { bytes, view } = this
    if (bytes[from] !== QUOTE || bytes[from + 7] !== QUOTE) return BAD
    const province = PAIRS[view.getUint16(from + 1, true)] as number
    const city = PAIRS[view.getUint16(from + 3, true)] as number
    const county = PAIRS[view.getUint16(from + 5, true)] as number
    if (province < 10 || city < 0 || county < 0) return BAD
    return province * 10000 + city * 100 + county
  }

  /** Digits without a needless zero before them, and up to `places` after a point. */
  #decimal(from: number, places: number, max: number): number {
    const { bytes } = this
    const isText = bytes[from] === QUOTE
    const first = isText ? from + 1 : from
    let value = (bytes[first] as number) - ZERO
    if (!(value >= 0 && value <= 9)) return BAD
    let at = first + 1
    let digit = (bytes[at] as number) - ZERO
    for (; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - ZERO) value = value * 10 + digit
    if (at - first > MOST_DIGITS || (at - first > 1 && bytes[first] === ZERO)) return BAD
    let left = places
    if (digit === POINT - ZERO) {
      digit = (bytes[++at] as number) - ZERO
      if (!(digit >= 0 && digit <= 9)) return BAD
      for (; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - ZERO) {
        if (--left < 0) return BAD
        value = value * 10 + digit
      }
    }
    for (; left > 0; left--) value *= 10
    if (isText && bytes[at] !== QUOTE) return BAD
    this.at = isText ? at + 1 : at
    return value <= max ? value : BAD
  }

  #skipWide(from: number): number {
    const { bytes } = this
    let hash = 0
    let at = from + 1
    let units = 0
    for (;;) {
      const byte = bytes[at] as number
      if (byte === QUOTE) break
      const size = byte < 128 && STOPS[byte] === 0 ? 1 : wideLength(bytes, at)
      if (size === 0) return BAD
      for (let end = at + size; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
      units += size === 4 ? 2 : 1
    }
    this.hash = hash ^ (hash >>> 15)
    this.#isWide = true
    return units <= MAX_TEXT ? at + 1 : BAD
  }

  /** Whether an ASCII text is these bytes. */
  #says(text: string, from: number, to: number): boolean {
    if (text.length !== to - from) return false
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== this.bytes[from + i]) return false
    return true
  }
}
