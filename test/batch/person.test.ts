import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PersonFinder, personOf } from '../../src/batch/person.ts'
import { generateClaims } from '../../src/facts/generate.ts'

/** The row stands between others, whose bytes are not its own. */
function hash(text: string): number | undefined {
  const [before, bytes] = ['{"person":{"id":"x"}}\n', Buffer.from(text)]
  const all = Buffer.concat([Buffer.from(before), bytes, Buffer.from('\n"id":"y"}}\n{"person":{"id":"z"}}')])
  const finder = new PersonFinder()
  const found = finder.hash(all, before.length, before.length + bytes.length)
  expect(finder.hash(bytes, 0, bytes.length)).toBe(found)
  return found
}
const hashOfId = (id: string): number | undefined => hash(`{"person":{"id":${JSON.stringify(id)}}}`)

/** JSON of a value as other producers write it: spaces anywhere, keys in any order and, if wanted, any character of a text escaped. */
function written(value: unknown, pick: () => number, isEscaped: boolean): string {
  const space = (): string => ['', '', ' ', '\t', '  '][pick() % 5] ?? ''
  const text = (plain: string): string =>
    !isEscaped || pick() % 4 > 0
      ? JSON.stringify(plain)
      : `"${[...plain].map(char => (char.length === 1 && pick() % 2 > 0 ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : JSON.stringify(char).slice(1, -1))).join('')}"`
  const list = (parts: readonly string[], [open, close]: readonly [string, string]): string =>
    `${open}${space()}${parts.join(`${space()},${space()}`)}${space()}${close}`
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value))
    return list(
      value.map(one => written(one, pick, isEscaped)),
      ['[', ']'],
    )
  const entries = Object.entries(value)
  if (pick() % 2 > 0) entries.reverse()
  return list(
    entries.map(([key, part]) => `${text(key)}${space()}:${space()}${written(part, pick, isEscaped)}`),
    ['{', '}'],
  )
}

describe('the person of a row', () => {
  it('has one hash, however the claim is written', () => {
    const claims = [...generateClaims({ seed: 3, claims: 40, persons: 10 })]
    const texts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(
        fc.constantFrom(...claims),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        texts,
        fc.boolean(),
        (claim, id, picks, isEscaped) => {
          let at = 0
          const pick = (): number => picks[at++ % picks.length] ?? 0
          const renamed = {
            ...claim,
            person: { ...(claim['person'] as object), id, identities: [{ id: 'x', category: isEscaped ? '}{"id":"y"' : '}{id:y,],' }] },
          }
          const text = written(renamed, pick, isEscaped)
          expect(personOf(JSON.parse(text))).toBe(id)
          expect(hash(text)).toBe(hashOfId(id))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is that of the last of two keys, as JSON has it', () => {
    expect(hash('{"person":{"id":"a"},"person":{"id":"b"}}')).toBe(hashOfId('b'))
    expect(hash('{"person":{"id":"a","id":"b"}}')).toBe(hashOfId('b'))
    expect(hash('{"person":{"id":"a","\\u0069d":"b"}}')).toBe(hashOfId('b'))
    expect(hashOfId('a')).not.toBe(hashOfId('b'))
  })

  it.each([
    '{}',
    '{"person":{}}',
    '{"person":{"id":""}}',
    '{"person":{"id":7}}',
    '{"person":{"id":null}}',
    '{"person":"id"}',
    '["person"]',
    'null',
    '{"id":"person"}',
  ])('is nobody in %s', text => {
    expect(personOf(JSON.parse(text))).toBeUndefined()
    expect(hash(text)).toBeUndefined()
  })

  it.each([
    '',
    '{',
    '{"person"',
    '{"person":',
    '{"person":{',
    '{"person":{"id',
    '{"person":{"id"',
    '{"person":{"id":',
    '{"person":{"id":"',
    '{"person":{"a":"b',
  ])('does not go astray in the broken row %s', text => {
    expect(() => hash(text)).not.toThrow()
  })

  it('spreads persons of consecutive numbers over partitions', () => {
    const counts = new Array<number>(8).fill(0)
    for (let i = 0; i < 8000; i++) counts[(hashOfId(`p${i}`) ?? 0) % 8]! += 1
    expect(Math.min(...counts)).toBeGreaterThan(800)
  })
})
