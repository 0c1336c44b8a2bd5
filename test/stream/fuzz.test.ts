import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf, type Random } from '../../src/facts/random.ts'
import { isPlainObject } from '../../src/base/plain.ts'
import { LineKeys } from '../../src/stream/line-key.ts'
import { LineSettler } from '../../src/stream/line-settler.ts'
import { LineFold, plainPolicy, pushed } from '../support/line-fold.ts'
import { lineOf, named } from '../support/line-texts.ts'
import { PACKS } from '../support/packs.ts'

/** Inputs of each pack; `FUZZ=1000000` for more. */
const RUNS = Number(process.env['FUZZ'] ?? 21_000) / PACKS.length
const SEED = Number(process.env['FUZZ_SEED'] ?? 20240229)

const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes that mean something in JSON, to its numbers and texts, and to UTF-8. */
const BYTES = [...encoder.encode('{}[]:,"\\/ \t\r\n0159.-+eEtfnula_'), 0, 1, 31, 127, 128, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xf0, 0xf4, 0xff]
const TOKENS = [
  ...['true', 'false', 'null', '0', '-0', '1e3', '1E-2', '01', '1.', '.5', '0.10', '12.345', '100000000000', '1000000000.00', '""', '"x"'],
  ...['"\\u0069d"', '"\\ud800"', '[]', '{}', '[null]', '{"id":"x"}', '"2024-02-30"', '"2024-02-29"', '"9999999999.99"', '"1.5"', '"07"'],
  ...[
    '"A"',
    '"B"',
    '"C"',
    '"level1"',
    '"inpatient"',
    '"sameCounty"',
    '"id"',
    '"person"',
    '"cost"',
    '"state"',
    '"__proto__"',
    ',"id":"again"',
  ],
]

/** A line with one to three places changed. */
function mutated(line: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes = [...line]
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(bytes.length + 1)
    const length = random.below(random.pick([2, 12, 200]))
    switch (random.below(8)) {
      case 0:
        bytes[Math.min(at, bytes.length - 1)] = random.pick(BYTES as unknown as readonly [number, ...number[]])
        break
      case 1:
        bytes.splice(at, 0, random.pick(BYTES as unknown as readonly [number, ...number[]]))
        break
      case 2:
        bytes.splice(at, length)
        break
      case 3:
        // A part of it once more: keys that come twice.
        bytes.splice(at, 0, ...bytes.slice(at, at + length))
        break
      case 4: {
        const from = random.below(other.length)
        bytes.splice(at, random.below(length + 1), ...other.slice(from, from + length))
        break
      }
      case 5:
        bytes = bytes.slice(0, at)
        break
      default:
        bytes = valueReplaced(bytes, at, random)
    }
    if (bytes.length === 0) bytes = [32]
  }
  return Uint8Array.from(bytes)
}

/** The value after the next colon replaced by another token, or kept with a token before it. */
function valueReplaced(bytes: readonly number[], at: number, random: Random): number[] {
  const colon = bytes.indexOf(58, at)
  if (colon < 0) return [...bytes]
  let end = colon + 1
  while (end < bytes.length && bytes[end] !== 44 && bytes[end] !== 125) end++
  const token = [...encoder.encode(random.pick(TOKENS as unknown as readonly [string, ...string[]]))]
  return [...bytes.slice(0, colon + 1), ...token, ...bytes.slice(random.chance(900) ? end : colon + 1)]
}

const textOf = (line: Uint8Array): string | undefined => {
  try {
    return strict.decode(line)
  } catch {
    return undefined
  }
}

const part = (value: unknown, key: string): unknown => (isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

/** The key of a line by `JSON.parse`; undefined for what is no object. */
function keyOf(text: string): unknown {
  try {
    const claim = JSON.parse(text) as unknown
    if (!isPlainObject(claim)) return undefined
    const said = (value: unknown): string => (typeof value === 'string' ? value : '')
    const encounter = part(claim, 'encounter')
    const days = ['settleDate', 'dischargeDate', 'serviceDate', 'admitDate'].map(name => part(encounter, name))
    return {
      person: said(part(part(claim, 'person'), 'id')),
      day: said(days.find(day => typeof day === 'string')),
      claimId: said(part(claim, 'id')),
    }
  } catch {
    return undefined
  }
}

describe.each(PACKS)('mutated lines under $name', ({ json, scheme }) => {
  const { plain, lines } = plainPolicy(json, scheme)

  it(`give what parsing and settling gives, row or issues (seed ${String(SEED)})`, { timeout: 3_600_000 }, () => {
    const settler = new LineSettler(plain, { lines })
    const fold = new LineFold(plain, lines)
    const keys = new LineKeys()
    const random = randomOf(mixSeed(SEED, 1))
    const claims = [...generateClaims({ seed: SEED, claims: 400, persons: 40 })].map(claim => encoder.encode(lineOf(named(claim), random)))
    const seen = { rows: 0, refused: 0, broken: 0, notUtf8: 0 }
    for (let i = 0; i < RUNS; i++) {
      const line = claims[i % claims.length]!
      const bytes = random.chance(50) ? line : mutated(line, claims[random.below(claims.length)]!, random)
      const text = textOf(bytes)
      // Beside it in the same memory stands what must not be read.
      const room = Uint8Array.from([...encoder.encode('"'), ...bytes, ...encoder.encode('"}')])
      const got = pushed(settler, room.subarray(1, 1 + bytes.length))
      if (text === undefined) {
        seen.notUtf8++
        expect(got.issues).toContain('rowNotUtf8')
        continue
      }
      const expected = fold.push(text)
      if (JSON.stringify(got) !== JSON.stringify(expected)) expect({ text, ...got }).toEqual({ text, ...expected })
      if (expected.row !== undefined) seen.rows++
      else if (expected.issues === '["rowNotJson"]') seen.broken++
      else seen.refused++
      const key = keyOf(text)
      if (key !== undefined) expect({ text, key: keys.read(room, 1, 1 + bytes.length) }).toEqual({ text, key })
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 100)
    for (const [key, state] of fold.states) {
      const end = key.indexOf(' ')
      expect(settler.state(key.slice(end + 1), Number(key.slice(0, end)))).toEqual(state)
    }
  })
})
