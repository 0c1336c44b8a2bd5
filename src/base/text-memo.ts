/** Texts of numbers that come again, bounded: each number has one place, where the latest of several that share it stays. */
export class TextMemo {
  readonly #format: (count: number) => string
  readonly #mask: number
  readonly #counts: Float64Array
  readonly #texts: string[]

  /** `bits`: it holds 2^bits texts. */
  constructor(format: (count: number) => string, bits: number) {
    this.#format = format
    this.#mask = 2 ** bits - 1
    this.#counts = new Float64Array(2 ** bits)
    this.#texts = new Array<string>(2 ** bits).fill(format(0))
  }

  get(count: number): string {
    const at = count & this.#mask
    if (this.#counts[at] === count) return this.#texts[at] as string
    const text = this.#format(count)
    this.#counts[at] = count
    this.#texts[at] = text
    return text
  }
}
