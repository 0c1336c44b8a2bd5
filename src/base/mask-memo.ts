/**
 * What was made of a row of masks before, bounded: each row has one place, where the latest of several that share it stays. Write the masks to
 * `words`, then `get`.
 */
export class MaskMemo<T> {
  readonly words: Int32Array
  readonly #make: (words: Int32Array) => T
  readonly #keys: Int32Array
  readonly #made: (T | undefined)[]

  constructor(count: number, make: (words: Int32Array) => T, bits = 11) {
    this.words = new Int32Array(count)
    this.#make = make
    this.#keys = new Int32Array(count << bits)
    this.#made = new Array<T | undefined>(1 << bits).fill(undefined)
  }

  get(): T {
    const { words } = this
    let hash = 0
    for (const word of words) hash = Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15)
    const at = (hash ^ (hash >>> 13)) & (this.#made.length - 1)
    const first = Math.imul(at, words.length)
    const known = this.#made[at]
    if (known !== undefined) {
      let i = 0
      while (i < words.length && this.#keys[first + i] === words[i]) i++
      if (i === words.length) return known
    }
    const made = this.#make(words)
    this.#keys.set(words, first)
    this.#made[at] = made
    return made
  }
}
