import { isPlainObject } from '../base/plain.ts'

const NEEDLE = Buffer.from('"person"')
const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]

/** The id of a claim's person; undefined if it names none by a text. */
export function personOf(claim: unknown): string | undefined {
  const person = isPlainObject(claim) && Object.hasOwn(claim, 'person') ? claim['person'] : undefined
  const id = isPlainObject(person) && Object.hasOwn(person, 'id') ? person['id'] : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}

/**
 * A number of 32 bits that is the same for all rows of one person, by the bytes of the person's id; undefined: the row names no person.
 * Of a row that no policy would settle (no JSON, a person below another key) it may be any.
 */
export function personHash(line: Buffer): number | undefined {
  const found = quickId(line)
  if (found !== undefined) return hashOf(line, found.from, found.to)
  const id = parsedId(line)
  if (id === undefined) return undefined
  const bytes = Buffer.from(id)
  return hashOf(bytes, 0, bytes.length)
}

function parsedId(line: Buffer): string | undefined {
  try {
    return personOf(JSON.parse(line.toString()))
  } catch {
    return undefined
  }
}

/** FNV-1a, then mixed so that the low bits depend on all. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Where the id of `"person":{…}` stands in a line without escapes that has the word once; undefined: to be parsed. */
function quickId(line: Buffer): Span | undefined {
  const at = line.indexOf(NEEDLE)
  if (at < 0 || line.includes(BACKSLASH) || line.indexOf(NEEDLE, at + NEEDLE.length) >= 0) return undefined
  const colon = skipSpace(line, at + NEEDLE.length)
  const open = skipSpace(line, colon + 1)
  return line[colon] === COLON && line[open] === OPEN ? idWithin(line, open + 1) : undefined
}

/** The text `id` of an object that begins before `from`; of two the last, as JSON has it. */
function idWithin(line: Buffer, from: number): Span | undefined {
  let id: Span | undefined
  for (let at = skipSpace(line, from); line[at] !== CLOSE; at = skipSpace(line, at)) {
    if (line[at] !== QUOTE) return undefined
    const end = line.indexOf(QUOTE, at + 1)
    const colon = skipSpace(line, end + 1)
    if (end < 0 || line[colon] !== COLON) return undefined
    const value = skipSpace(line, colon + 1)
    const after = afterValue(line, value)
    if (end - at === 3 && line[at + 1] === 0x69 && line[at + 2] === 0x64) {
      if (line[value] !== QUOTE || after - value < 3) return undefined
      id = { from: value + 1, to: after - 1 }
    }
    at = skipSpace(line, after)
    if (line[at] === COMMA) at++
    else if (line[at] !== CLOSE) return undefined
  }
  return id
}

/** The place after a value without escapes; the end of the line if the value has none. */
function afterValue(line: Buffer, from: number): number {
  let depth = 0
  for (let at = from; at < line.length; at++) {
    const byte = line[at]
    if (byte === QUOTE) {
      const end = line.indexOf(QUOTE, at + 1)
      if (end < 0) return line.length
      at = end
      if (depth === 0) return at + 1
    } else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      // Of a bare value, such as a number, this is the end of what holds it.
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (byte === COMMA && depth === 0) return at
  }
  return line.length
}

function skipSpace(line: Buffer, from: number): number {
  let at = from
  while (line[at] === 0x20 || line[at] === 0x09 || line[at] === 0x0d || line[at] === 0x0a) at++
  return at
}
