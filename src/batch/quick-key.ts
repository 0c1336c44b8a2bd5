import { dayOfDate } from '../accelerated/bytes/byte-values.ts'

const WORD = Buffer.from('"settleDate":"')
/** How a claim begins whose id stands first. */
const BEGINNING = Buffer.from('{"id":"')
const DAY_BYTES = 10
const [QUOTE, BACKSLASH, ZERO, DASH] = [0x22, 0x5c, 0x30, 0x2d]

/**
 * Guesses the key of a row from where most producers write it, without reading the rest: its id at the beginning, the first day of settlement after its
 * person's id. It may be wrong: whoever reads the row whole is to confirm it.
 */
export class QuickKey {
  /** The day of settlement. */
  day = 0
  idTo = 0
  /** Of the id's bytes. */
  hash = 0

  /** Where a guessed id begins. */
  static readonly idFrom = BEGINNING.length

  /** False where there is nothing to go by; only ids in ASCII are guessed, whose bytes sort as their characters do. */
  read(row: Buffer, personTo: number): boolean {
    return this.#readId(row) && this.#readDay(row, personTo)
  }

  #readId(row: Buffer): boolean {
    for (let i = 0; i < BEGINNING.length; i++) if (row[i] !== BEGINNING[i]) return false
    let hash = 0
    let at = BEGINNING.length
    for (; at < row.length && row[at] !== QUOTE; at++) {
      const byte = row[at] as number
      if (byte >= 128 || byte === BACKSLASH) return false
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    this.idTo = at
    this.hash = hash
    return at > BEGINNING.length
  }

  #readDay(row: Buffer, personTo: number): boolean {
    const found = row.indexOf(WORD, personTo)
    const from = found + WORD.length
    if (found < 0 || row[from + 4] !== DASH || row[from + 7] !== DASH || row[from + DAY_BYTES] !== QUOTE) return false
    const year = digits(row, from) * 100 + digits(row, from + 2)
    this.day = dayOfDate(year, digits(row, from + 5), digits(row, from + 8))
    return this.day > 0
  }
}

/** A number of two digits; NaN if they are none. */
function digits(bytes: Buffer, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - ZERO, (bytes[at + 1] as number) - ZERO]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}
