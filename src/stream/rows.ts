import { formatDecimal, formatRatio } from '../base/decimal.ts'

const WORD = 4
const ZERO = 48
const POINT = 46
const FIRST_BYTES = 1 << 16
/** More than any number or mark that is written takes. */
const NUMBER_BYTES = 32
/** Amounts below it are small integers, which are divided at no cost. */
const SMALL = 1e9

/** A text that rows have in common, as bytes and as words of four bytes, the last filled up. */
export interface Mark {
  readonly length: number
  readonly words: Int32Array
}

export function markOf(text: string): Mark {
  const bytes = new TextEncoder().encode(text)
  const words = Int32Array.from({ length: Math.ceil(bytes.length / WORD) }, (_, i) =>
    [0, 1, 2, 3].reduce((word, at) => word | ((bytes[i * WORD + at] ?? 0) << (8 * at)), 0),
  )
  return { length: bytes.length, words }
}

/** Rows of bytes, one after the other. */
export class Rows {
  /** Replaced when it grows. */
  bytes = new Uint8Array(FIRST_BYTES)
  length = 0
  #view = new DataView(this.bytes.buffer)
  readonly #encoder = new TextEncoder()

  /** Makes room for so many bytes beside those of `numbers` numbers. */
  reserve(bytes: number, numbers: number): void {
    const wanted = this.length + bytes + numbers * NUMBER_BYTES + WORD
    if (wanted <= this.bytes.length) return
    const longer = new Uint8Array(wanted * 2)
    longer.set(this.bytes)
    this.bytes = longer
    this.#view = new DataView(longer.buffer)
  }

  /** Of these and the methods below the room is reserved. */
  copy(from: Uint8Array, start: number, end: number): void {
    const { bytes } = this
    let at = this.length
    for (let i = start; i < end; i++) bytes[at++] = from[i] as number
    this.length = at
  }

  /** Whole words: what is written after overwrites what stands beyond the end. */
  mark({ length, words }: Mark): void {
    const view = this.#view
    let at = this.length
    for (let i = 0; i < words.length; i++, at += WORD) view.setInt32(at, words[i] as number, true)
    this.length += length
  }

  /** A whole number, not negative. */
  count(number: number): void {
    if (number < SMALL) this.#digits(number)
    else this.#ascii(String(number))
  }

  /** Fen as yuan. */
  money(fen: number): void {
    if (!(fen >= 0 && fen < SMALL)) {
      this.#ascii(formatDecimal(fen, 2))
      return
    }
    const count = fen | 0
    const yuan = (count / 100) | 0
    const cents = count - yuan * 100
    const tens = (cents / 10) | 0
    this.#digits(yuan)
    const { bytes, length } = this
    bytes[length] = POINT
    bytes[length + 1] = ZERO + tens
    bytes[length + 2] = ZERO + cents - tens * 10
    this.length = length + 3
  }

  /** Ten-thousandths as a ratio. */
  ratio(tenThousandths: number): void {
    this.#ascii(formatRatio(tenThousandths))
  }

  /** Any text, for which it makes room itself. */
  text(text: string): void {
    // A code unit takes three bytes at most.
    this.reserve(text.length * 3, 0)
    const { written } = this.#encoder.encodeInto(text, this.bytes.subarray(this.length))
    this.length += written
  }

  /** The rows so far are done with. */
  clear(): void {
    this.length = 0
  }

  #ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i)
  }

  #digits(number: number): void {
    let end = this.length + 1
    for (let rest = (number / 10) | 0; rest !== 0; rest = (rest / 10) | 0) end++
    this.length = end
    const { bytes } = this
    let rest = number
    do {
      const next = (rest / 10) | 0
      bytes[--end] = ZERO + rest - next * 10
      rest = next
    } while (rest !== 0)
  }
}
