import { bytesOf } from './byte-text.ts'

interface Entry {
  readonly bytes: Uint8Array
  readonly hash: number
  readonly value: number
}

/** Values of texts that are looked up as bytes. */
export class ByteCodes {
  readonly #places: readonly (readonly Entry[])[]
  readonly #mask: number

  constructor(values: ReadonlyMap<string, number>) {
    let size = 1
    while (size < values.size * 4) size *= 2
    this.#mask = size - 1
    const places: Entry[][] = Array.from({ length: size }, () => [])
    for (const [text, value] of values) {
      const bytes = bytesOf(text)
      const hash = hashOf(bytes)
      places[hash & this.#mask]?.push({ bytes, hash, value })
    }
    this.#places = places
  }

  /** The value of the bytes from `from` up to `to`, whose hash is given; 0 if they have none. */
  get(bytes: Uint8Array, from: number, to: number, hash: number): number {
    for (const entry of this.#places[hash & this.#mask] as readonly Entry[])
      if (entry.hash === hash && isSame(entry.bytes, bytes, from, to)) return entry.value
    return 0
  }
}

/** The hash by which texts are looked up. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 0
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash ^ (hash >>> 15)
}

export function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false
  return true
}
