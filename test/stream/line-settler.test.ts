import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf, type Random } from '../../src/facts/random.ts'
import { lowered } from '../../src/lower-pack.ts'
import { createEvaluator } from '../../src/expression/readings/evaluator.ts'
import { openPack } from '../../src/full-policy.ts'
import { Policy } from '../../src/policy.ts'
import { LineSettler } from '../../src/stream/line-settler.ts'
import { LineFold, type FoldedLine } from '../support/line-fold.ts'
import { PACKS } from '../support/packs.ts'

type Json = Record<string, unknown>

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Keys of all objects in another order. */
const shuffled = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value)) return value.map(one => shuffled(one, random))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  for (let i = entries.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[entries[i], entries[j]] = [entries[j]!, entries[i]!]
  }
  return Object.fromEntries(entries.map(([key, part]) => [key, shuffled(part, random)]))
}

/** Amounts as JSON numbers, as other systems write them. */
const numbered = (text: string): string => text.replace(/"(\d+\.\d\d)"/g, '$1')

/** The id of a person as such in every claim: some are Chinese, some need escapes. */
function named(claim: Json): Json {
  const person = claim['person'] as Json
  const n = Number(String(person['id']).slice(1))
  const id = n % 5 === 0 ? `张三${String(n)}` : n % 5 === 1 ? `"${String(n)}\\` : n % 5 === 2 ? `é😀${String(n)}` : person['id']
  return { ...claim, person: { ...person, id } }
}

function lineOf(claim: Json, random: Random): string {
  const order = random.chance(300) ? shuffled(claim, random) : claim
  switch (random.below(6)) {
    case 0:
      return JSON.stringify(order, null, 1).replaceAll('\n', ' ')
    case 1:
      return numbered(JSON.stringify(order))
    case 2:
      return ` ${JSON.stringify(order).replaceAll(',', ', ').replaceAll('":', '": ')}\t\r`
    case 3:
      return JSON.stringify(order).replaceAll('e', '\\u0065')
    default:
      return JSON.stringify(order)
  }
}

/** A policy that settles by its plain path alone, and its lines. */
function plainPolicy(json: unknown, scheme: string): { readonly plain: Policy; readonly lines: readonly string[] } {
  const plain = new Policy(lowered(openPack(json, { scheme }).pack), {}, { createEvaluator })
  return { plain, lines: plain.lines }
}

function pushed(settler: LineSettler, line: Uint8Array): FoldedLine {
  settler.rows.clear()
  const issues = settler.push(line)
  if (issues !== undefined)
    return { issues: issues.some(({ code }) => code === 'notJson') ? '["notJson"]' : JSON.stringify(issues) }
  const row = decoder.decode(settler.rows.bytes.subarray(0, settler.rows.length))
  expect(row.endsWith('\n')).toBe(true)
  return { row: row.slice(0, -1) }
}

describe.each(PACKS)('lines under $name', ({ json, scheme }) => {
  const { plain, lines } = plainPolicy(json, scheme)

  it('give what parsing and settling gives, line by line and slot by slot, and leave next to nothing to the plain path', { timeout: 600_000 }, () => {
    const settler = new LineSettler(plain, { lines })
    const fold = new LineFold(plain, lines)
    let [settled, refused] = [0, 0]
    for (const claim of generateClaims({ seed: 41, claims: 10_000, persons: 2000 })) {
      const line = JSON.stringify(claim)
      const expected = fold.push(line)
      const got = pushed(settler, encoder.encode(line))
      if (expected.row === undefined) refused++
      else settled++
      if (JSON.stringify(got) !== JSON.stringify(expected)) expect(got).toEqual(expected)
    }
    expect(settled).toBeGreaterThan(9000)
    expect((settler.slow - refused) / settled).toBeLessThan(0.01)
    for (const [key, state] of fold.states) {
      const [year = '', person = ''] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
      const got = settler.state(person, Number(year))
      if (JSON.stringify(got) !== JSON.stringify(state)) expect(got).toEqual(state)
    }
  })

  it('may be written in any way that JSON allows', { timeout: 600_000 }, () => {
    const settler = new LineSettler(plain, { lines })
    const fold = new LineFold(plain, lines)
    const random = randomOf(mixSeed(8, 1))
    let count = 0
    for (const claim of generateClaims({ seed: 42, claims: 3000, persons: 300 })) {
      const line = lineOf(named(claim), random)
      const expected = fold.push(line)
      const got = pushed(settler, encoder.encode(line))
      if (JSON.stringify(got) !== JSON.stringify(expected)) expect({ line, ...got }).toEqual({ line, ...expected })
      count++
    }
    expect(count).toBe(3000)
    // A sixth is escaped throughout, and one person in five has an id with escapes.
    expect(settler.slow).toBeLessThan(1500)
    for (const [key, state] of fold.states) {
      const got = settler.state(key.slice(key.indexOf(' ') + 1), Number(key.slice(0, key.indexOf(' '))))
      if (JSON.stringify(got) !== JSON.stringify(state)) expect(got).toEqual(state)
    }
  })
})
