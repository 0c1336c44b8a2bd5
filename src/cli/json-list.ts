import type { Host } from './host.ts'

/** So many characters are written at once: more than a text can hold may be in a list. */
const PIECE = 1 << 20

/** Writes a list as `JSON.stringify(list, null, 2)` has it, without ever having its whole text. */
export class JsonList {
  readonly #host: Host
  #text = '['
  #isEmpty = true

  constructor(host: Host) {
    this.#host = host
  }

  async add(value: unknown): Promise<void> {
    const text = JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
    this.#text += `${this.#isEmpty ? '' : ','}\n  ${text}`
    this.#isEmpty = false
    if (this.#text.length < PIECE) return
    await this.#host.out(this.#text)
    this.#text = ''
  }

  async end(): Promise<void> {
    await this.#host.out(`${this.#text}${this.#isEmpty ? '' : '\n'}]\n`)
  }
}
