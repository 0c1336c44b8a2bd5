import type { Rows } from '../stream/rows.ts'

/** What became of the rows of a partition: each has a text in the output or among the rejected rows. */
export class Results {
  /** All texts, in whatever order they were made. */
  readonly texts: Rows
  readonly #from: Float64Array
  readonly #to: Float64Array
  readonly #isRejected: Uint8Array

  /** `texts`: where those of `rows` rows are put. */
  constructor(rows: number, texts: Rows) {
    this.texts = texts
    this.#from = new Float64Array(rows)
    this.#to = new Float64Array(rows)
    this.#isRejected = new Uint8Array(rows)
  }

  get count(): number {
    return this.#from.length
  }

  /** The text of a row is what was added to `texts` from `from` on; it takes the place of an earlier one. */
  took(index: number, from: number): void {
    this.#put(index, from, 0)
  }

  settled(index: number, text: string): void {
    const from = this.texts.length
    this.texts.text(text)
    this.#put(index, from, 0)
  }

  rejected(index: number, text: string): void {
    const from = this.texts.length
    this.texts.text(text)
    this.#put(index, from, 1)
  }

  /** Takes over what became of row `other` of other results. */
  copy(index: number, results: Results, other: number): void {
    const [start, end] = [results.from(other), results.to(other)]
    const from = this.texts.length
    this.texts.reserve(end - start, 0)
    this.texts.copy(results.texts.bytes, start, end)
    this.#put(index, from, Number(results.isRejected(other)))
  }

  isRejected(index: number): boolean {
    return this.#isRejected[index] === 1
  }

  from(index: number): number {
    return this.#from[index] as number
  }

  to(index: number): number {
    return this.#to[index] as number
  }

  #put(index: number, from: number, isRejected: number): void {
    this.#from[index] = from
    this.#to[index] = this.texts.length
    this.#isRejected[index] = isRejected
  }
}
