import { describe, expect, it } from 'vitest'
import { fileClauses, readFixtures } from '../../src/fixtures/read.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { accountClauses, countAccount } from '../../src/pack/coverage.ts'
import type { SchemeJson } from '../../src/pack/schema.ts'
import { openParameters } from '../support/open-parameters.ts'

const PLACES = [
  { place: 'luan', clauses: 70 },
  { place: 'changde', clauses: 76 },
]

const folder = (place: string) => readPackFolder(new URL(`../../rules/${place}`, import.meta.url).pathname)
const schemes = (place: string) => folder(place)['schemes'] as Readonly<Record<string, SchemeJson>>

describe.each(PLACES)('the document of $place', ({ place, clauses: count }) => {
  const { clauses } = openPolicy(place).pack.json

  it('is registered clause by clause, in our own words, in both languages', () => {
    expect(clauses).toHaveLength(count)
    for (const { id, text, kind, disposition, locator } of clauses)
      expect([id, text?.zh, text?.en, kind, disposition, locator]).not.toContain(undefined)
  })

  it('has every clause accounted for', () => {
    const { packs, findings } = accountClauses([{ id: place, json: folder(place), clauses }])
    expect(findings).toEqual([])
    expect(packs.map(countAccount)).toMatchObject([{ clauses: count, unaccounted: 0 }])
  })

  it('says why nothing computes a clause, and only then', () => {
    for (const { id, disposition, reason } of clauses) expect(reason !== undefined, id).toBe(disposition === 'notComputable')
  })

  it('has at least two fixtures for each clause of payout, eligibility, scope and force that is encoded', () => {
    const told = readFixtures([place]).flatMap(fileClauses)
    const few = clauses
      .filter(({ kind, disposition, later }) => {
        const computed = disposition !== 'notComputable' && later === undefined
        return computed && ['payout', 'eligibility', 'scope', 'effective'].includes(kind ?? '')
      })
      .filter(({ id }) => told.filter(clause => clause === id).length < 2)
    expect(few.map(clause => clause.id)).toEqual([])
  })
})

describe.each(PLACES)('the schemes of $place', ({ place }) => {
  it('give, where illustrative, every number that the document leaves open, and no other', () => {
    const { illustrative } = schemes(place)
    expect(illustrative?.source).toBe('illustrative')
    expect(Object.keys(illustrative?.parameters ?? {}).sort()).toEqual(openParameters(place))
  })

  it('name, where published, the source of each value', () => {
    const { published } = schemes(place)
    expect(published?.source).toBe('published')
    const unnamed = Object.entries(published?.parameters ?? {}).filter(([, value]) => typeof value !== 'object' || !('note' in value))
    expect(unnamed).toEqual([])
  })
})
