import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdentityReader } from '../../src/accelerated/identities.ts'
import { formatDay, parseDay } from '../../src/base/date.ts'
import { codesOf } from '../../src/facts/domain.ts'
import { openPack } from '../../src/full-policy.ts'
import { categoryPack, RANK, stayOf } from '../support/identity-cases.ts'
import { PACKS } from '../support/packs.ts'
import { plainText, settlersOf } from '../support/settlers.ts'

const CATEGORIES = codesOf('person.lowIncomeCategory')
const DISCHARGED = parseDay('2024-03-09') ?? 0

/** Days around the discharge, so that every boundary is met often. */
const day = fc.integer({ min: -3, max: 3 }).map(days => formatDay(DISCHARGED + days))
const identity = fc.record(
  { category: fc.constantFrom(...CATEGORIES), from: day, to: day, recognisedOn: day, markedOn: day },
  { requiredKeys: ['category', 'from'] },
)
const person = fc.record(
  {
    identities: fc.array(identity, { maxLength: 4 }),
    lowIncomeCategory: fc.constantFrom(...CATEGORIES),
    lowIncomeRecognisedOn: day,
    lowIncomeMarkedOn: day,
  },
  { requiredKeys: ['identities'] },
)

const RANKS: readonly (readonly string[])[] = [[], ['extremePoverty', 'otherHardship'], RANK, CATEGORIES.filter(code => code !== 'none')]

describe.each([
  ...RANKS.map(rank => ({ name: `small, ranked ${rank.join()}`, json: categoryPack(rank.length > 0 ? { identityRank: rank } : {}) })),
  { name: 'small, by the day of admission', json: categoryPack({ identityRank: RANK, dateBasis: { identity: 'admit' } }) },
  ...PACKS.filter(one => ['luan', 'jining'].includes(one.name)),
])('the settler of $name', ({ json }) => {
  const { plain, fast } = settlersOf(json, {})

  it('says of a person with identities what the plain path says, and is silent where that refuses', () => {
    let taken = 0
    fc.assert(
      fc.property(person, given => {
        const claim = stayOf(given)
        const got = fast(claim)
        if (got !== undefined) taken++
        const result = plain.trySettle(claim)
        expect(got === undefined).toBe(!result.ok)
        if (result.ok) expect(JSON.stringify(got)).toBe(plainText(plain, claim))
      }),
      { numRuns: 1000 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  it('keeps nothing of the person before', () => {
    const poor = stayOf({ identities: [{ category: 'extremePoverty', from: '2024-01-01', recognisedOn: '2024-04-01' }] })
    const plainPerson = stayOf({})
    const text = JSON.stringify(fast(plainPerson))
    expect(text).toBe(plainText(plain, plainPerson))
    expect(JSON.stringify(fast(poor))).toBe(plainText(plain, poor))
    expect(JSON.stringify(fast(plainPerson))).toBe(text)
    expect(JSON.stringify(fast(stayOf({ identities: [] })))).toBe(text)
  })
})

describe('a reader of identities', () => {
  const reader = new IdentityReader(openPack(categoryPack({ identityRank: RANK })).pack)
  const one = { category: 'extremePoverty', from: '2024-03-09' }

  it.each([
    ['no list', {}],
    ['a category that is none of the catalogue', [{ ...one, category: 'rich' }]],
    ['no category', [{ from: '2024-03-09' }]],
    ['no first day', [{ category: 'extremePoverty' }]],
    ['a day that does not exist', [{ ...one, to: '2025-02-29' }]],
    ['an end before its beginning', [{ ...one, to: '2024-03-08' }]],
    ['a field of another name', [{ ...one, until: '2024-03-10' }]],
    ['201 of them', Array.from({ length: 201 }, () => one)],
  ])('leaves to the plain path %s', (_, list) => {
    expect(reader.read(list)).toBe(false)
  })

  it('reads up to 200, and the end on the day of the beginning', () => {
    expect(reader.read(Array.from({ length: 200 }, () => one))).toBe(true)
    expect(reader.read([{ ...one, to: '2024-03-09' }])).toBe(true)
  })
})
