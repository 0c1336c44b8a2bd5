import { bytesOf, textOf, wideLength } from '../accelerated/bytes/byte-text.ts'
import { isSame } from '../accelerated/bytes/byte-codes.ts'
import { isPlainObject } from '../base/plain.ts'

/** What places a claim among those of its batch; '' for what it does not give as a text. */
export interface LineKey {
  readonly person: string
  /** The day of settlement as given, else of discharge, service or admission: the first that is a text. */
  readonly day: string
  readonly claimId: string
}

const [QUOTE, BACKSLASH, COMMA] = [34, 92, 44]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93]

const DAYS = ['settleDate', 'dischargeDate', 'serviceDate', 'admitDate'] as const
/** The keys asked for, each with a place of its own. */
const [CLAIM_ID, PERSON, ENCOUNTER] = [0, 1, 2]
const PERSON_ID = 3
const FIRST_DAY = 4
const PLACES = FIRST_DAY + DAYS.length

const NONE = -1

type Key = readonly [name: Uint8Array, place: number]

const keysOf = (names: readonly string[], first: number): readonly Key[] => names.map((name, i) => [bytesOf(name), first + i])
const CLAIM_KEYS = keysOf(['id', 'person', 'encounter'], CLAIM_ID)
const PERSON_KEYS = keysOf(['id'], PERSON_ID)
const ENCOUNTER_KEYS = keysOf(DAYS, FIRST_DAY)

/** Bytes that say something outside of texts, and those that texts of one byte a character may not hold as they are. */
const MARKS = Uint8Array.from({ length: 256 }, (_, byte) => Number([QUOTE, COMMA, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST].includes(byte)))
const STOPS = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte < 32 || byte === QUOTE || byte === BACKSLASH || byte >= 128))

/**
 * Reads the keys of lines without parsing them. Exact for every line that is JSON, as `JSON.parse` would have it: where an escape, a key that comes
 * twice or a value that is no text leaves a doubt, it is asked. Undefined for most lines that are none or hold no object; of the others the keys may be any.
 */
export class LineKeys {
  readonly #from = new Int32Array(PLACES)
  readonly #to = new Int32Array(PLACES)
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  /** Of the line in `bytes` from `start` up to `end`. */
  read(bytes: Uint8Array, start = 0, end = bytes.length): LineKey | undefined {
    if (!this.#scan(bytes, start, end)) return this.#parsed(bytes.subarray(start, end))
    const text = (place: number): string => textOf(bytes, this.#from[place] as number, this.#to[place] as number)
    let day = FIRST_DAY
    while (day < PLACES - 1 && this.#from[day] === 0) day++
    return { person: text(PERSON_ID), day: text(day), claimId: text(CLAIM_ID) }
  }

  /** Finds the texts of all keys; false where there is a doubt. */
  #scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#from.fill(0)
    this.#to.fill(0)
    let depth = 0
    /** The part of depth 2 that is open, PERSON or ENCOUNTER. */
    let part = NONE
    /** The key of which the value comes next. */
    let key = NONE
    let isKeyNext = false
    let seen = 0
    let isObject = false
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number
      if (MARKS[byte] === 0) continue
      switch (byte) {
        case QUOTE: {
          const from = at + 1
          at = textEnd(bytes, from, end)
          if (at < 0) return false
          if (isKeyNext) {
            key = keyOf(bytes, from, at, part)
            isKeyNext = false
          } else if (key !== NONE) {
            if (key === PERSON || key === ENCOUNTER || this.#from[key] !== 0) return false
            this.#from[key] = from
            this.#to[key] = at
            key = NONE
          }
          break
        }
        case OPEN:
        case OPEN_LIST:
          if (key !== NONE) {
            if (byte === OPEN_LIST || (key !== PERSON && key !== ENCOUNTER) || (seen & (1 << key)) !== 0) return false
            seen |= 1 << key
            part = key
            key = NONE
          }
          depth++
          isKeyNext = byte === OPEN && (depth === 1 || (depth === 2 && part !== NONE))
          if (depth === 1) {
            if (byte !== OPEN) return false
            isObject = true
          }
          break
        case CLOSE:
        case CLOSE_LIST:
          if (key !== NONE) return false
          depth--
          if (depth === 1) part = NONE
          isKeyNext = false
          break
        case COMMA:
          if (key !== NONE) return false
          isKeyNext = depth === 1 || (depth === 2 && part !== NONE)
          break
      }
    }
    return depth === 0 && isObject
  }

  #parsed(line: Uint8Array): LineKey | undefined {
    let value: unknown
    try {
      value = JSON.parse(this.#decoder.decode(line))
    } catch {
      return undefined
    }
    if (!isPlainObject(value)) return undefined
    const encounter = partOf(value, 'encounter')
    const days = DAYS.map(name => partOf(encounter, name))
    const day = days.find(one => typeof one === 'string')
    return { person: textValue(partOf(partOf(value, 'person'), 'id')), day: textValue(day), claimId: textValue(partOf(value, 'id')) }
  }
}

/** The end of a text that begins at `from`; NONE if it has none, or an escape, or is no UTF-8. */
function textEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (STOPS[byte] === 0) continue
    if (byte === QUOTE) return at
    const size = byte < 128 ? 0 : wideLength(bytes, at)
    if (size === 0) return NONE
    at += size - 1
  }
  return NONE
}

function keyOf(bytes: Uint8Array, from: number, to: number, part: number): number {
  const keys = part === NONE ? CLAIM_KEYS : part === PERSON ? PERSON_KEYS : ENCOUNTER_KEYS
  for (const [name, place] of keys) if (isSame(name, bytes, from, to)) return place
  return NONE
}

const partOf = (value: unknown, key: string): unknown => (isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

const textValue = (value: unknown): string => (typeof value === 'string' ? value : '')
