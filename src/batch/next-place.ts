/**
 * Finds the next place of one text in bytes that are searched from front to back: each byte is looked at once, however short the parts asked for.
 * The host finds texts of less than eight bytes by their first byte, several times as fast as longer ones: it should be a rare one.
 */
export class NextPlace {
  readonly #text: Buffer
  #bytes: Buffer | undefined
  #asked = 0
  #found = 0

  constructor(text: string) {
    this.#text = Buffer.from(text)
  }

  /** The first place from `from` on, -1 if there is none before `to`. */
  within(bytes: Buffer, from: number, to: number): number {
    if (bytes !== this.#bytes || from < this.#asked || this.#found < from) {
      const found = bytes.indexOf(this.#text, from)
      this.#bytes = bytes
      this.#found = found < 0 ? bytes.length : found
    }
    this.#asked = from
    return this.#found < to ? this.#found : -1
  }
}
