/** What was made of a whole number before, bounded: when it is full it starts anew. */
export class Recent<T> {
  readonly #make: (key: number) => T
  readonly #made = new Map<number, T>()
  #lastKey = NaN
  #last: T | undefined

  constructor(make: (key: number) => T) {
    this.#make = make
  }

  get(key: number): T {
    if (key === this.#lastKey) return this.#last as T
    let found = this.#made.get(key)
    if (found === undefined) {
      found = this.#make(key)
      if (this.#made.size >= MOST) this.#made.clear()
      this.#made.set(key, found)
    }
    this.#lastKey = key
    this.#last = found
    return found
  }
}

const MOST = 1024
