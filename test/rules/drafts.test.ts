import { describe, expect, it } from 'vitest'
import { fileClauses, readFixtures } from '../../src/fixtures/read.ts'
import { isYear } from '../../src/fixtures/year-parse.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { openParameters } from '../support/open-parameters.ts'

interface SchemeJson {
  readonly source: string
  readonly parameters: Readonly<Record<string, { readonly note?: unknown }>>
}

const schemesOf = (name: string): Readonly<Record<string, SchemeJson>> =>
  readPackFolder(new URL(`../../rules/${name}`, import.meta.url).pathname)['schemes'] as Readonly<Record<string, SchemeJson>>

describe.each([
  { name: 'wenzhou', count: 83 },
  { name: 'shanwei', count: 69 },
])('the draft of $name', ({ name, count }) => {
  const policy = openPolicy(name)
  const { clauses } = policy.pack.json

  it('is registered clause by clause, in our own words, in both languages', () => {
    expect(clauses).toHaveLength(count)
    for (const { id, text, kind, disposition, locator } of clauses)
      expect([id, text?.zh, text?.en, kind, disposition, locator]).not.toContain(undefined)
  })

  it('has a reason where nothing computes a clause, and only there', () => {
    for (const { id, disposition, reason } of clauses) expect(reason === undefined, id).toBe(disposition !== 'notComputable')
  })

  it('has at least two fixtures for each clause of payout and scope, and of rights that rules decide', () => {
    const told = readFixtures([name]).flatMap(fileClauses)
    const few = clauses
      .filter(({ kind, disposition }) => ['payout', 'eligibility', 'scope'].includes(kind ?? '') && disposition !== 'notComputable')
      .filter(({ id }) => told.filter(clause => clause === id).length < 2)
    expect(few.map(clause => clause.id)).toEqual([])
  })

  it('is a draft, and every result says so', () => {
    expect(policy.pack.json.status).toBe('draft')
    const results = readFixtures([name]).flatMap(({ fixture }) => {
      const settled = policy.trySettle(fixture === undefined || isYear(fixture) ? undefined : fixture.claim)
      return settled.ok ? [settled.settlement.findings.map(({ code }) => code)] : []
    })
    expect(results.length).toBeGreaterThan(40)
    expect(results.filter(codes => !codes.includes('draftPolicy'))).toEqual([])
  })

  it('has an illustrative scheme that gives every number left open, and no other', () => {
    const { illustrative } = schemesOf(name)
    expect(illustrative?.source).toBe('illustrative')
    expect(Object.keys(illustrative?.parameters ?? {}).sort()).toEqual(openParameters(name))
  })

  it('names the source of every published value', () => {
    for (const { source, parameters } of Object.values(schemesOf(name)))
      if (source === 'published') for (const [id, value] of Object.entries(parameters)) expect(value.note, id).toBeDefined()
  })
})
