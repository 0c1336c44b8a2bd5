import { isPlainObject } from '../base/plain.ts'
import { NextPlace } from './next-place.ts'

/** The word's last bytes, of which the first is rarer than a quote. */
const WORD = 'person"'
const [QUOTE, COLON, COMMA] = [0x22, 0x3a, 0x2c]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]

/** The id of a claim's person; undefined if it names none by a text. */
export function personOf(claim: unknown): string | undefined {
  const person = isPlainObject(claim) && Object.hasOwn(claim, 'person') ? claim['person'] : undefined
  const id = isPlainObject(person) && Object.hasOwn(person, 'id') ? person['id'] : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** From where up to where an id stands in some bytes; up to 0: it was not found. */
export interface PersonSpan {
  readonly from: number
  readonly to: number
}

/** Finds the persons of rows that follow each other in larger bytes. */
export class PersonFinder implements PersonSpan {
  /** Of the row last asked for, where its id stands in the bytes given; both 0 where it had to be parsed. */
  from = 0
  to = 0
  readonly #words = new NextPlace(WORD)
  readonly #escapes = new NextPlace('\\')

  /**
   * A number of 32 bits that is the same for all rows of one person, by the bytes of the person's id; undefined: the row names no person.
   * Of a row that no policy would settle (no JSON, a person below another key) it may be any.
   */
  hash(bytes: Buffer, from: number, to: number): number | undefined {
    this.from = 0
    this.to = 0
    if (this.#find(bytes, from, to)) return hashOf(bytes, this.from, this.to)
    const id = parsedId(bytes, from, to)
    if (id === undefined) return undefined
    const text = Buffer.from(id)
    return hashOf(text, 0, text.length)
  }

  /** Finds the id of `"person":{…}` in a row without escapes that has the word once; false: to be parsed. */
  #find(bytes: Buffer, from: number, to: number): boolean {
    if (this.#escapes.within(bytes, from, to) >= 0) return false
    const after = this.#word(bytes, from, to)
    if (after === 0 || this.#word(bytes, after, to) > 0) return false
    const colon = skipSpace(bytes, after, to)
    const open = skipSpace(bytes, colon + 1, to)
    return open < to && bytes[colon] === COLON && bytes[open] === OPEN && this.#findWithin(bytes, open + 1, to)
  }

  /** The place after the next `"person"`, 0 if there is none. */
  #word(bytes: Buffer, from: number, to: number): number {
    let at = this.#words.within(bytes, from, to)
    while (at >= 0 && bytes[at - 1] !== QUOTE) at = this.#words.within(bytes, at + WORD.length, to)
    return at < 0 ? 0 : at + WORD.length
  }

  /** The text `id` of an object that begins before `from`; of two the last, as JSON has it. */
  #findWithin(bytes: Buffer, from: number, to: number): boolean {
    let [idFrom, idTo] = [0, 0]
    let at = skipSpace(bytes, from, to)
    while (bytes[at] !== CLOSE) {
      if (bytes[at] !== QUOTE) return false
      const end = textEnd(bytes, at + 1, to)
      const colon = skipSpace(bytes, end + 1, to)
      if (colon >= to || bytes[colon] !== COLON) return false
      const value = skipSpace(bytes, colon + 1, to)
      const after = afterValue(bytes, value, to)
      if (end - at === 3 && bytes[at + 1] === 0x69 && bytes[at + 2] === 0x64) {
        if (bytes[value] !== QUOTE || after - value < 3) return false
        idFrom = value + 1
        idTo = after - 1
      }
      at = skipSpace(bytes, after, to)
      if (at >= to) return false
      if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1, to)
      else if (bytes[at] !== CLOSE) return false
    }
    this.from = idFrom
    this.to = idTo
    return idTo > 0
  }
}

function parsedId(bytes: Buffer, from: number, to: number): string | undefined {
  try {
    return personOf(JSON.parse(bytes.toString('utf8', from, to)))
  } catch {
    return undefined
  }
}

/** FNV-1a, then mixed so that the low bits depend on all. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
}

/** The place after a value without escapes; `to` if the value has no end. */
function afterValue(bytes: Buffer, from: number, to: number): number {
  let depth = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = textEnd(bytes, at + 1, to)
      if (depth === 0) return Math.min(at + 1, to)
    } else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      // Of a bare value, such as a number, this is the end of what holds it.
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (byte === COMMA && depth === 0) return at
  }
  return to
}

/** The quote that ends a text without escapes; `to` if there is none. */
function textEnd(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== QUOTE) at++
  return at
}

function skipSpace(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d || bytes[at] === 0x0a)) at++
  return at
}
