const FIRST_SIZE = 1024

/** Names, as bytes, by number: the first is 0. */
export class NameTable {
  #count = 0
  /** By place: the number of a name, from 1; 0: none. At most half of the places are taken. */
  #places = new Int32Array(FIRST_SIZE)
  #hashes = new Int32Array(FIRST_SIZE)
  /** By number: where its bytes end; they begin where those of the one before end. */
  #ends = new Int32Array(FIRST_SIZE)
  #bytes = new Uint8Array(FIRST_SIZE * 8)

  /** The number of the name in `bytes` from `from` up to `to`; it is given one if it has none. */
  number(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.#places.length - 1
    let place = spread(hash) & mask
    for (let found = this.#places[place] as number; found !== 0; found = this.#places[place] as number) {
      if (this.#hashes[found - 1] === hash && this.#is(found - 1, bytes, from, to)) return found - 1
      place = (place + 1) & mask
    }
    this.#places[place] = this.#count + 1
    return this.#add(bytes, from, to, hash)
  }

  clear(): void {
    this.#count = 0
    this.#places.fill(0)
  }

  #is(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = number === 0 ? 0 : (this.#ends[number - 1] as number)
    const length = (this.#ends[number] as number) - start
    if (length !== to - from) return false
    for (let i = 0; i < length; i++) if (this.#bytes[start + i] !== bytes[from + i]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const number = this.#count++
    const start = number === 0 ? 0 : (this.#ends[number - 1] as number)
    while (start + to - from > this.#bytes.length) this.#bytes = longer(this.#bytes, new Uint8Array(this.#bytes.length * 2))
    for (let i = from; i < to; i++) this.#bytes[start + i - from] = bytes[i] as number
    this.#ends[number] = start + to - from
    this.#hashes[number] = hash
    if (this.#count * 2 >= this.#places.length) this.#grow()
    return number
  }

  #grow(): void {
    const size = this.#places.length * 2
    this.#hashes = longer(this.#hashes, new Int32Array(size))
    this.#ends = longer(this.#ends, new Int32Array(size))
    this.#places = new Int32Array(size)
    for (let number = 0; number < this.#count; number++) {
      let place = spread(this.#hashes[number] as number) & (size - 1)
      while (this.#places[place] !== 0) place = (place + 1) & (size - 1)
      this.#places[place] = number + 1
    }
  }
}

/** Names of one form (p1, p2 …) have hashes that lie close together. */
const spread = (hash: number): number => Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 8

function longer<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
