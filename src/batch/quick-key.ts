import { dayOfDate } from '../accelerated/bytes/byte-values.ts'
import { NextPlace } from './next-place.ts'

/** How a day begins, and the rest of the name before it. */
const DAY = 'Date":"'
const NAME = Buffer.from('"settle')
const [KEY_END, VALUE] = [Buffer.from('Date"'), Buffer.from(':"')]
/** How a claim begins whose id stands first. */
const BEGINNING = Buffer.from('{"id":"')
const DAY_BYTES = 10
const [QUOTE, BACKSLASH, ZERO, DASH, COMMA] = [0x22, 0x5c, 0x30, 0x2d, 0x2c]

/**
 * Guesses the key of a row from where most producers write it, without reading the rest: its id at the beginning, the first day of settlement after its
 * person's id. It may be wrong: whoever reads the row whole is to confirm it.
 */
export class QuickKey {
  /** The day of settlement. */
  day = 0
  /** Where in its row the id ends. */
  idTo = 0
  /** Of the id's bytes. */
  hash = 0

  /** Where in its row a guessed id begins. */
  static readonly idFrom = BEGINNING.length
  readonly #days = new NextPlace(DAY)

  /** Of the row in `bytes` from `from` up to `to`. False where there is nothing to go by; only ids in ASCII are guessed, whose bytes sort as their characters do. */
  read(bytes: Buffer, from: number, to: number, personTo: number): boolean {
    return this.#readId(bytes, from, to) && this.#readDay(bytes, personTo, to)
  }

  #readId(bytes: Buffer, from: number, to: number): boolean {
    if (!stands(BEGINNING, bytes, from)) return false
    const start = from + BEGINNING.length
    let hash = 0
    let at = start
    for (; at < to && bytes[at] !== QUOTE; at++) {
      const byte = bytes[at] as number
      if (byte >= 128 || byte === BACKSLASH) return false
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    this.idTo = at - from
    this.hash = hash
    return at > start
  }

  #readDay(bytes: Buffer, from: number, to: number): boolean {
    let found = this.#days.within(bytes, from, to)
    while (found >= 0 && !stands(NAME, bytes, found - NAME.length)) {
      const after = found + DAY.length + DAY_BYTES
      const next = dayAfter(bytes, after, to)
      found = next > 0 ? next : this.#days.within(bytes, after, to)
    }
    const at = found + DAY.length
    if (found < 0 || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH || bytes[at + DAY_BYTES] !== QUOTE) return false
    const year = digits(bytes, at) * 100 + digits(bytes, at + 2)
    this.day = dayOfDate(year, digits(bytes, at + 5), digits(bytes, at + 8))
    return this.day > 0
  }
}

/** Days mostly stand beside each other: where the next one begins if it is what comes after the quote at `from`, else 0. */
function dayAfter(bytes: Buffer, from: number, to: number): number {
  if (bytes[from] !== QUOTE || bytes[from + 1] !== COMMA || bytes[from + 2] !== QUOTE) return 0
  let at = from + 3
  while (at < to && bytes[at] !== QUOTE) at++
  const found = at + 1 - KEY_END.length
  return stands(KEY_END, bytes, found) && stands(VALUE, bytes, at + 1) ? found : 0
}

function stands(text: Buffer, bytes: Buffer, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}

/** A number of two digits; NaN if they are none. */
function digits(bytes: Buffer, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - ZERO, (bytes[at + 1] as number) - ZERO]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}
