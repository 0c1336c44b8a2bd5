import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import type { FullPolicy } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { YearFold } from '../../src/year/fold.ts'
import { isSettled, type YearEntry } from '../../src/year/year.ts'
import { PACKS } from '../support/packs.ts'
import { claimsOf, policyOf, type ClaimJson } from './years.ts'

const lakeside = policyOf('lakeside')

const STAY = {
  version: 1,
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '990100', county: '990101', enrolled: true },
  institution: {
    id: 'h1',
    type: 'hospital',
    tier: 'level2',
    adminLevel: 'county',
    ownership: 'government',
    city: '990100',
    county: '990101',
    designated: true,
  },
  encounter: { kind: 'inpatient', admitDate: '2024-03-01', dischargeDate: '2024-03-09', settleDate: '2024-03-09' },
  cost: { total: '5000.00' },
} as const

/** A stay of 5000.00 discharged and settled on these days. */
const stay = (id: string, discharge: string, settle = discharge, more: object = {}): ClaimJson => ({
  ...STAY,
  id,
  encounter: { ...STAY.encounter, admitDate: discharge, dischargeDate: discharge, settleDate: settle },
  ...more,
})

const ids = (entries: readonly YearEntry[]): readonly string[] => entries.map(entry => entry.claimId)

const issuesOf = (entry: YearEntry): readonly Issue[] => ('issues' in entry ? entry.issues : [])

function codesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => `${issue.code} ${issue.path}`)
    throw error
  }
  return []
}

describe('a year', () => {
  it.each(PACKS.map(pack => pack.name))('of %s is what settling claim after claim gives, whatever order they come in', name => {
    const policy = policyOf(name)
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 12 }), fc.nat(), (seed, count, turn) => {
        const claims = claimsOf(seed, count)
        const states = new Map<number, YearStateJson>()
        const expected = claims.map(claim => {
          const year = benefitYear(policy, claim)
          const result = policy.trySettle(claim, states.get(year))
          if (result.ok) states.set(result.settlement.state.year, result.settlement.state)
          return [claim.id, result.ok ? result.settlement : result.issues] as const
        })
        const at = turn % claims.length
        const year = policy.settleYear(
          [...claims.slice(at), ...claims.slice(0, at)].map((claim, i, all) => ({ claim, sequence: (i + at) % all.length })),
        )
        expect(year.entries.map(entry => [entry.claimId, isSettled(entry) ? entry.settlement : issuesOf(entry)])).toEqual(expected)
        expect(year.states).toEqual(Object.fromEntries([...states].map(([key, state]) => [String(key), state])))
      }),
      { numRuns: 40 },
    )
  })
})

/** By the days of the claim as the policy opens it; -1: it opens none. */
function benefitYear(policy: FullPolicy, claim: ClaimJson): number {
  try {
    return policy.open(claim).days.year
  } catch {
    return -1
  }
}

describe('settleYear', () => {
  it('settles by the day of settlement, then by sequence, then by id in code units', () => {
    const claims = [
      { claim: stay('b', '2024-05-01'), sequence: 1 },
      stay('b10', '2024-05-01'),
      stay('b9', '2024-05-01'),
      stay('B', '2024-05-01'),
      stay('z', '2024-04-30'),
      stay('a', '2024-03-01', '2024-05-02'),
    ]
    expect(ids(lakeside.settleYear(claims).entries)).toEqual(['z', 'B', 'b10', 'b9', 'b', 'a'])
  })

  it.each([
    ['jining', 2024, [2024, 2025]],
    ['lakeside', 2025, [2025]],
  ])('keeps one state for each benefit year, by the day that the pack dates it with: %s', (name, december, years) => {
    const year = policyOf(name).settleYear([stay('december', '2024-12-20', '2025-02-10'), stay('january', '2025-01-05')])
    expect(year.entries.map(({ claimId, on, year: benefit }) => [claimId, on, benefit])).toEqual([
      ['january', '2025-01-05', 2025],
      ['december', '2025-02-10', december],
    ])
    expect(Object.values(year.states).map(state => state.year)).toEqual(years)
    expect(Object.values(year.states).map(state => state.applied)).toEqual(years.length === 2 ? [1, 1] : [2])
  })

  it('leaves the state as it was after a claim that is refused, and settles those after it', () => {
    const broken = stay('b', '2024-04-01', '2024-04-01', { cost: {} })
    const year = lakeside.settleYear([stay('a', '2024-03-01'), broken, stay('c', '2024-05-01')])
    expect(
      year.entries.map(entry => (isSettled(entry) ? entry.settlement.state.applied : issuesOf(entry).map(issue => issue.code))),
    ).toEqual([1, ['missingFact'], 2])
    const without = lakeside.settleYear([stay('a', '2024-03-01'), stay('c', '2024-05-01')])
    expect(year.states).toEqual(without.states)
  })

  it('goes on from a state, and lists it as what the year began with', () => {
    const before = lakeside.settle(stay('a', '2024-03-01')).state
    const year = lakeside.settleYear([stay('c', '2024-05-01')], before)
    expect(year.opening).toEqual({ 2024: before })
    expect(year.states['2024']?.applied).toBe(2)
    expect(lakeside.settleYear([stay('c', '2024-05-01')], { 2024: before })).toEqual(year)
  })

  it('lets a late claim follow those that are settled, and leaves them alone', () => {
    const settled = lakeside.settleYear([stay('a', '2024-03-01'), stay('c', '2024-05-01')])
    const late = lakeside.settleYear([stay('b', '2024-04-01', '2024-04-02')], settled)
    expect(ids(late.entries)).toEqual(['a', 'c', 'b'])
    expect(late.entries.slice(0, 2)).toEqual(settled.entries)
    expect(late.states['2024']?.applied).toBe(3)
  })

  it('takes a claim that was refused again when it comes mended', () => {
    const first = lakeside.settleYear([stay('a', '2024-03-01', '2024-03-01', { cost: {} })])
    const mended = lakeside.settleYear([stay('a', '2024-03-01')], first)
    expect(ids(mended.entries)).toEqual(['a'])
    expect(mended.entries.every(isSettled)).toBe(true)
  })

  it('names every fault of a call at once', () => {
    const claims = [
      stay('a', '2024-03-01'),
      stay('a', '2024-03-02'),
      stay('b', '2024-03-03', '2024-03-03', { person: { id: 'p2' } }),
      { ...STAY },
    ]
    expect(codesOf(() => lakeside.settleYear([...claims, { claim: stay('d', '2024-03-04'), sequence: -1, more: 1 }]))).toEqual([
      'unknownKey /claims/4/more',
      'outOfRange /claims/4/sequence',
      'duplicateId /claims/1/id',
      'missingField /claims/3/id',
      'otherPerson /claims/2/person/id',
    ])
  })

  it('refuses a claim that the year has settled already', () => {
    const year = lakeside.settleYear([stay('a', '2024-03-01')])
    expect(codesOf(() => lakeside.settleYear([stay('a', '2024-03-01')], year))).toEqual(['settledTwice /claims/0/id'])
  })

  it('refuses a claim with a state of its own', () => {
    expect(codesOf(() => lakeside.settleYear([{ ...stay('a', '2024-03-01'), state: { year: 2024 } }]))).toEqual([
      'stateInYear /claims/0/state',
    ])
  })

  it('refuses states that are not this policy’s, and years that were altered', () => {
    const year = lakeside.settleYear([stay('a', '2024-03-01')])
    expect(codesOf(() => lakeside.settleYear([], { year: 2024, buckets: { other: {} } } as never))).toEqual([
      'unknownKey /state/buckets/other',
    ])
    expect(codesOf(() => lakeside.settleYear([], { 2023: year.states['2024'] } as never))).toEqual(['damagedYear /state/2023'])
    expect(codesOf(() => lakeside.settleYear([], { ...year, entries: [{}] } as never))).toEqual(['damagedYear /year/entries/0'])
    expect(codesOf(() => lakeside.settleYear([], { ...year, version: 2 } as never))).toEqual(['unknownVersion /year/version'])
    expect(codesOf(() => lakeside.settleYear([], { ...year, policyHash: 'x' }))).toEqual(['otherPolicy /year/policyHash'])
  })

  it('runs nothing of the caller’s while it settles: claims are copied first', () => {
    const trap = Object.defineProperty({ ...stay('a', '2024-03-01') }, 'cost', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(codesOf(() => lakeside.settleYear([stay('b', '2024-03-02'), trap]))).toEqual(['unreadable /claims/1/cost'])
  })

  it('gives frozen plain JSON', () => {
    const year = lakeside.settleYear([stay('a', '2024-03-01')])
    expect(JSON.parse(JSON.stringify(year))).toEqual(year)
    const open: string[] = []
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) open.push(path)
      for (const [key, part] of Object.entries(value)) visit(part, `${path}/${key}`)
    }
    visit(year, '')
    expect(open).toEqual([])
  })
})

describe('a fold of years', () => {
  it('refuses to settle a claim as one of another year', () => {
    expect(() => new YearFold(lakeside).settle(stay('a', '2024-03-01'), 2025)).toThrow(RangeError)
  })
})
