import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import { acceptSettlement } from '../../src/year/accept.ts'
import { isSettled, type PersonYear, type SettledEntry } from '../../src/year/year.ts'
import { PACKS } from '../support/packs.ts'
import { claimsOf, policyOf } from './years.ts'

const jining = openPolicy('jining')

/** A resident's stay at a county hospital of level 2: deductible 500 a stay, then 70 %. */
const stay = (id: string, day: string, total: string, settle = day) => ({
  id,
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: `h-${id}`, type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
  encounter: { kind: 'inpatient', admitDate: day, dischargeDate: day, settleDate: settle },
  cost: { total },
})

/** A visit to a township centre: 60 %, up to 3000 a year. */
const visit = (id: string, day: string, total: string, settle = day) => ({
  ...stay(id, day, total),
  institution: { id: 'h9', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '370800', county: '370829' },
  encounter: { kind: 'outpatient', serviceDate: day, settleDate: settle },
})

function codesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => `${issue.code} ${issue.path}`)
    throw error
  }
  return []
}

const paidBy = (year: PersonYear): Readonly<Record<string, string>> =>
  Object.fromEntries(year.entries.filter(isSettled).map(entry => [entry.claimId, entry.settlement.fund.total]))

describe('resettle', () => {
  it.each(PACKS.map(pack => pack.name))('of a year of %s is settling its claims from scratch', name => {
    const policy = policyOf(name)
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 10 }), fc.nat(), (seed, count, cut) => {
        const claims = claimsOf(seed, count)
        const at = cut % (claims.length + 1)
        // The later part is settled first, so that the earlier part comes late.
        const late = policy.settleYear(claims.slice(0, at), policy.settleYear(claims.slice(at)))
        const scratch = policy.settleYear(claims)
        expect(policy.resettle(late).year).toEqual(scratch)
        expect(policy.resettle(scratch)).toEqual({ version: 1, year: scratch, differences: { claims: [], funds: [], clauses: [] } })
      }),
      // 7 packs: 1,001 years in all.
      { numRuns: 143 },
    )
  })

  it('tells by claim, fund and clause what a late claim would have changed', () => {
    // A visit to a township centre is paid 60 % (its deductible is dropped), up to 3000 a year: june takes 2400, and 600 are left for may.
    const settled = jining.settleYear([visit('june', '2024-06-01', '4000.00')])
    const late = jining.settleYear([visit('may', '2024-05-01', '2000.00', '2024-05-02')], settled)
    expect(paidBy(late)).toEqual({ june: '2400.00', may: '600.00' })
    const { year, differences } = jining.resettle(late)
    // In order may takes 2000 × 0.6 = 1200, and 1800 are left for june.
    expect(paidBy(year)).toEqual({ may: '1200.00', june: '1800.00' })
    const changes = differences.claims.map(({ claimId, lines }) => [claimId, lines.find(({ line }) => line === 'basic.paid')?.change])
    expect(changes).toEqual([
      ['june', '-600.00'],
      ['may', '600.00'],
    ])
    // Together the fund pays as much as before.
    expect(differences.funds).toEqual([])
  })

  it('takes a year over to another version of the policy, which reverse does not', () => {
    const before = jining.settleYear([stay('a', '2024-03-01', '5000.00')])
    const lower = openPolicy('jining', { parameters: { deductibleLevel2: '400.00' } })
    const { year, differences } = lower.resettle(before)
    expect(year).toEqual(lower.settleYear([stay('a', '2024-03-01', '5000.00')]))
    // 100 less below the deductible: 100 × 0.7
    expect(differences.funds).toEqual([
      { fund: 'basic', change: '70.00' },
      { fund: 'personal', change: '-70.00' },
    ])
    expect(codesOf(() => lower.reverse(before, 'a'))).toEqual(['otherPolicy /year/policyHash'])
  })

  it('tries claims that were refused again', () => {
    const strict = openPolicy('jining', { parameters: {}, scheme: null })
    const refused = strict.settleYear([stay('a', '2024-03-01', '5000.00')])
    expect(refused.entries.every(isSettled)).toBe(false)
    const { year, differences } = jining.resettle(refused)
    // (5000 − 500) × 0.7
    expect(paidBy(year)).toEqual({ a: '3150.00' })
    expect(differences.claims.map(({ claimId, before, after }) => [claimId, before, after])).toEqual([['a', 'refused', 'settled']])
    expect(differences.funds).toEqual([
      { fund: 'basic', change: '3150.00' },
      { fund: 'personal', change: '1850.00' },
    ])
  })
})

describe('reverse', () => {
  const claims = [visit('a', '2024-03-01', '4000.00'), visit('b', '2024-04-01', '2000.00'), visit('c', '2024-05-01', '1000.00')]

  it('names what must be reversed first, the last first, where later claims rest on it', () => {
    // a takes 4000 × 0.6 = 2400 of the 3000 of the year, b the 600 that are left of its 1200, c nothing.
    const year = jining.settleYear(claims)
    const reversal = jining.reverse(year, 'a')
    expect(reversal).toMatchObject({ reversed: false, first: ['c', 'b'], unchanged: [] })
    expect('year' in reversal).toBe(false)
  })

  it('can be done in the order that it names', () => {
    let year = jining.settleYear(claims)
    for (const id of ['c', 'b', 'a']) {
      const reversal = jining.reverse(year, id)
      if (!reversal.reversed) throw new Error(`${id} should be reversed`)
      year = reversal.year
    }
    expect(year.entries).toEqual([])
    expect(year.states['2024']).toBeUndefined()
  })

  it('says what it takes back by claim, fund and clause', () => {
    const year = jining.settleYear([stay('a', '2024-03-01', '5000.00')])
    const reversal = jining.reverse(year, 'a')
    expect(reversal.reversed).toBe(true)
    expect(reversal.differences.claims.map(({ claimId, before, after }) => [claimId, before, after])).toEqual([['a', 'settled', 'absent']])
    const paid = reversal.differences.claims[0]?.lines.find(({ line }) => line === 'basic.paid')
    // (5000 − 500) × 0.7
    expect(paid).toMatchObject({ before: '3150.00', after: null, change: '-3150.00' })
    expect(reversal.differences.funds).toEqual([
      { fund: 'basic', change: '-3150.00' },
      { fund: 'personal', change: '-1850.00' },
    ])
    expect(reversal.differences.clauses.every(({ change }) => change === '-3150.00')).toBe(true)
    expect(reversal.differences.clauses.length).toBeGreaterThan(0)
  })

  it('leaves later claims whose outcome does not rest on it, with states made anew', () => {
    const year = jining.settleYear([stay('a', '2024-03-01', '5000.00'), visit('b', '2024-04-01', '150.00')])
    const reversal = jining.reverse(year, 'a')
    if (!reversal.reversed) throw new Error('a should be reversed')
    expect(reversal.unchanged).toEqual(['b'])
    expect(reversal.year.states).toEqual(jining.settleYear([visit('b', '2024-04-01', '150.00')]).states)
  })

  it('does not ask claims of another benefit year', () => {
    const year = jining.settleYear([visit('a', '2024-12-01', '6000.00'), visit('b', '2025-01-02', '6000.00')])
    expect(jining.reverse(year, 'a')).toMatchObject({ reversed: true, unchanged: [] })
  })

  it('refuses a claim that is not there, one that was never settled, and a year that is none', () => {
    const year = jining.settleYear([visit('first', '2024-03-01', '100.00'), { ...visit('bad', '2024-03-02', '1.00'), cost: {} }])
    expect(codesOf(() => jining.reverse(year, 'frist'))).toEqual(['noSuchClaim /claimId'])
    expect(codesOf(() => jining.reverse(year, 'bad'))).toEqual(['neverSettled /claimId'])
    expect(codesOf(() => jining.reverse({ ...year, entries: [...year.entries, ...year.entries] }, 'first'))).toEqual([
      'damagedYear /year/entries/2',
      'damagedYear /year/entries/3',
    ])
    expect(codesOf(() => jining.reverse(null as never, 'first'))).toEqual(['damagedYear /year'])
    const [entry, ...others] = year.entries
    const damaged = [{ settlement: {} }, { settlement: { ...(entry as SettledEntry).settlement, fund: {} } }, { settlement: undefined }]
    for (const part of damaged)
      expect(codesOf(() => jining.reverse({ ...year, entries: [{ ...entry, ...part } as never, ...others] }, 'first'))).toEqual([
        'damagedYear /year/entries/0',
      ])
  })

  it.each(['lakeside', 'wenzhou', 'luan'])(
    'of any claim of %s ends with the year that never had it, once what it names is reversed',
    name => {
      const policy = policyOf(name)
      fc.assert(
        fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 7 }), fc.nat(), (seed, count, pick) => {
          const claims = claimsOf(seed, count)
          let year = policy.settleYear(claims)
          const settled = year.entries.filter(isSettled)
          const target = settled[pick % Math.max(1, settled.length)]
          if (target === undefined) return
          const first = policy.reverse(year, target.claimId)
          const gone = [...(first.reversed ? [] : first.first), target.claimId]
          for (const id of gone) {
            const reversal = policy.reverse(year, id)
            if (!reversal.reversed) throw new Error(`${id} should be reversed`)
            year = reversal.year
          }
          const kept = year.entries.filter(isSettled).map(entry => entry.claim as object)
          const anew = policy.settleYear(kept)
          expect(year.states).toEqual(anew.states)
          expect(year.entries.filter(isSettled).map(({ settlement }) => money(settlement))).toEqual(
            anew.entries.filter(isSettled).map(({ settlement }) => money(settlement)),
          )
        }),
        { numRuns: 60 },
      )
    },
  )
})

const money = ({ claimId, fund, personal }: Settlement): unknown => [claimId, fund, personal]

describe('a state kept for several counters', () => {
  const [first, second] = [visit('a', '2024-03-01', '500.00'), visit('b', '2024-04-01', '500.00')]

  it('takes a settlement made from it', () => {
    const state = acceptSettlement(undefined, jining.settle(first))
    expect(acceptSettlement(state, jining.settle(second, state)).applied).toBe(2)
  })

  it('refuses one made from the state of before, by a second counter', () => {
    const kept = acceptSettlement(undefined, jining.settle(first))
    expect(codesOf(() => acceptSettlement(kept, jining.settle(second)))).toEqual(['staleState /state/applied'])
    expect(codesOf(() => acceptSettlement(undefined, jining.settle(second, kept)))).toEqual(['staleState /state/applied'])
  })

  it('refuses one of another year, and a stay that it holds already', () => {
    const kept = jining.settle(stay('a', '2024-03-01', '5000.00')).state
    expect(codesOf(() => acceptSettlement(kept, jining.settle(stay('b', '2025-03-01', '5000.00'))))).toEqual(['wrongYear /state/year'])
    const twice = { ...jining.settle(visit('x', '2024-05-01', '10.00'), kept), claimId: 'a' }
    expect(codesOf(() => acceptSettlement(kept, twice))).toEqual(['settledTwice /claimId'])
  })
})
