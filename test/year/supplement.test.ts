import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import type { SupplementRequest } from '../../src/correction/read-request.ts'
import { isSupplement } from '../../src/year/year.ts'

// The inventory's example assumes a ratio of 0.7.
const luan = openPolicy('luan', { parameters: { assistanceRatioAllowance: '0.7000' } })

/** A resident's stay at a county hospital: deductible 500, then 80 %. `location` moves it. */
const stay = (id: string, day: string, total: string, more: object = {}) => ({
  id,
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '341500', county: '341525' },
  institution: { id: `h-${id}`, type: 'hospital', tier: 'level2', adminLevel: 'county', city: '341500', county: '341525' },
  encounter: { kind: 'inpatient', admitDate: day, dischargeDate: day, settleDate: day },
  cost: { total },
  ...more,
})

const RECOGNISED = { lowIncomeCategory: 'minimumLivingAllowance', lowIncomeRecognisedOn: '2025-09-10' }
const REQUEST: SupplementRequest = { id: 'application', on: '2025-09-20', person: RECOGNISED }

/** 13000: (13000 − 500) × 0.8 = 10000 are paid and 3000 left. 8000 leave 2000, 3000 leave 1000. */
const CLAIMS = [
  stay('march', '2025-03-01', '13000.00'),
  stay('december', '2024-12-20', '8000.00'),
  stay('later', '2025-09-15', '3000.00', { person: { id: 'p1', ...RECOGNISED } }),
]

function issuesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => `${issue.code} ${issue.path}`)
    throw error
  }
  return []
}

describe('a supplement', () => {
  const year = luan.settleYear(CLAIMS)
  const given = luan.supplement(year, REQUEST)

  it('pays what the layer would have paid, for the claims before the recognition in its year only', () => {
    // 3000 × 0.7
    expect(given.supplement).toMatchObject({ id: 'beforeRecognition', layer: 'assistance', clause: 'luan/4.6', total: '2100.00' })
    expect(given.supplement.claims).toMatchObject([{ claimId: 'march', base: '3000.00', deductible: '0.00', paid: '2100.00' }])
  })

  it('says so in words, with the clause', () => {
    expect(given.supplement.text).toEqual({
      zh: '认定前自付费用追溯救助（luan/4.6）：1份单据，医疗救助支付2100.00元。',
      en: 'assistance for cost borne before the recognition (luan/4.6): Medical assistance pays 2100.00 yuan for 1 claim.',
    })
    const paid = given.supplement.claims[0]?.lines.find(line => line.id === 'assistance.paid')
    expect(paid?.value).toBe('2100.00')
    expect(paid?.text.zh).toContain('2100.00')
    expect(given.supplement.claims[0]?.clauses).toContain('luan/4.6')
  })

  it('draws on the year of the claims: one more is applied, only the layer’s bucket grows', () => {
    const [before, after] = [year.states['2025'], given.year.states['2025']]
    expect(after?.applied).toBe((before?.applied ?? 0) + 1)
    // 700 of the stay after the recognition, and 2100
    expect(before?.buckets['assistanceYear']?.paid).toBe('700.00')
    expect(after?.buckets['assistanceYear']?.paid).toBe('2800.00')
    expect({ ...after?.buckets, assistanceYear: 0 }).toEqual({ ...before?.buckets, assistanceYear: 0 })
    expect(after?.stays).toEqual(before?.stays)
    expect(given.year.states['2024']).toEqual(year.states['2024'])
    expect(given.year.entries.filter(isSupplement).map(entry => entry.claimId)).toEqual(['application'])
  })

  it('stops where the limit of the year does', () => {
    const small = openPolicy('luan', { parameters: { assistanceRatioAllowance: '0.7000', assistanceLimit: '2000.00' } })
    // 2000 − 700
    expect(small.supplement(small.settleYear(CLAIMS), REQUEST).supplement.total).toBe('1300.00')
  })

  it('takes the threshold off once a year, over all its claims', () => {
    const policy = openPolicy('luan', { parameters: { assistanceThresholdOther: '4000.00' } })
    const claims = [stay('a', '2025-02-01', '13000.00'), stay('b', '2025-03-01', '13000.00')]
    const person = { ...RECOGNISED, lowIncomeCategory: 'marginalLowIncome' }
    const { supplement } = policy.supplement(policy.settleYear(claims), { ...REQUEST, person })
    // a: 3000 below the threshold of 4000; b: 1000 more, and (3000 − 1000) × 0.5
    expect(supplement.claims.map(({ deductible, paid }) => [deductible, paid])).toEqual([
      ['3000.00', '0.00'],
      ['1000.00', '1000.00'],
    ])
  })

  it('keeps what other layers paid, also where they would have paid more to a person who was recognised', () => {
    // Within the pilot a stay after a referral down has no deductible; this one had one: 500, and (5500 − 500) × 0.8 = 4000 were paid.
    const township = { id: 'h-t', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '341500', county: '341525' }
    const referral = { direction: 'down', compliant: true, from: { id: 'h-a', adminLevel: 'county', county: '341525' } }
    const claims = [stay('a', '2025-02-01', '13000.00'), stay('b', '2025-02-03', '1200.00', { institution: township, referral })]
    const year = luan.settleYear(claims)
    const { supplement } = luan.supplement(year, REQUEST)
    // b: deductible 200, (1200 − 200) × 0.85 = 850 paid, 350 left; 350 × 0.7
    expect(supplement.claims.map(({ base, paid }) => [base, paid])).toEqual([
      ['3000.00', '2100.00'],
      ['350.00', '245.00'],
    ])
    const recognised = { ...claims[1], person: { id: 'p1', lowIncomeCategory: 'minimumLivingAllowance' } }
    const asRecognised = luan.settleYear([claims[0] ?? {}, recognised]).entries[1]
    expect(
      asRecognised !== undefined && 'settlement' in asRecognised
        ? asRecognised.settlement.lines.find(line => line.id === 'basic.deductible')
        : 0,
    ).toMatchObject({ amount: '0.00' })
  })

  it('does not pay where the layer’s rules deny it', () => {
    const away = { institution: { id: 'h6', type: 'hospital', tier: 'level3', adminLevel: 'city', city: '320100', county: '320106' } }
    const year = luan.settleYear([stay('a', '2025-02-01', '20000.00', away)])
    expect(issuesOf(() => luan.supplement(year, REQUEST))).toEqual(['nothingToSupplement /request'])
  })

  it('is given once', () => {
    expect(issuesOf(() => luan.supplement(given.year, REQUEST))).toEqual(['settledTwice /request/id'])
    expect(issuesOf(() => luan.supplement(given.year, { ...REQUEST, id: 'second' }))).toEqual(['nothingToSupplement /request'])
  })

  it('is settled anew with its year, and can be reversed; a claim that it rests on cannot before', () => {
    expect(luan.resettle(given.year)).toEqual({
      version: 1,
      year: { ...given.year, entries: sorted(given.year.entries) },
      differences: { claims: [], funds: [], clauses: [] },
    })
    expect(luan.reverse(given.year, 'march')).toMatchObject({ reversed: false, first: ['application'] })
    const reversal = luan.reverse(given.year, 'application')
    expect(reversal).toMatchObject({ reversed: true, year: { states: year.states } })
    expect(reversal.differences.funds).toEqual([
      { fund: 'assistance', change: '-2100.00' },
      { fund: 'personal', change: '2100.00' },
    ])
  })

  it('says everything that is wrong with an application', () => {
    const wrong = {
      on: '2025-09-01',
      more: 1,
      supplement: 'beforeRecogniton',
      person: { lowIncomeRecognisedOn: '2025-09-10', identities: [] },
    }
    expect(issuesOf(() => luan.supplement(year, wrong as never))).toEqual([
      'unknownKey /request/more',
      'missingField /request/id',
      'unknownKey /request/person/identities',
      'unknownSupplement /request/supplement',
    ])
    expect(issuesOf(() => luan.supplement(year, { ...REQUEST, on: '2025-09-09' }))).toEqual(['daysOutOfOrder /request/on'])
    expect(issuesOf(() => luan.supplement(year, { ...REQUEST, on: '2025-09-10' }))).toEqual([])
    expect(issuesOf(() => luan.supplement(year, { ...REQUEST, person: { lowIncomeCategory: 'none' } }))).toEqual([
      'missingField /request/person/lowIncomeRecognisedOn',
    ])
    expect(issuesOf(() => openPolicy('jining').supplement(year, REQUEST))).toEqual(
      expect.arrayContaining(['unknownSupplement /request/supplement']),
    )
  })

  it('asks for the numbers that it needs and nobody gave, by name', () => {
    const { schemes } = readPackFolder(new URL('../../rules/luan', import.meta.url).pathname) as {
      schemes: { illustrative: { parameters: object } }
    }
    const parameters = Object.fromEntries(
      Object.entries(schemes.illustrative.parameters).filter(([id]) => id !== 'assistanceRatioAllowance'),
    )
    const policy = openPolicy('luan', { scheme: { ...schemes.illustrative, parameters } })
    const year = policy.settleYear([stay('a', '2025-02-01', '13000.00')])
    expect(told(() => policy.supplement(year, REQUEST))).toEqual([
      '/claims/a: Parameter "assistance ratio, minimum living allowance" (assistanceRatioAllowance) has no value, and this claim needs it. Give it in a scheme, or with --param assistanceRatioAllowance=VALUE.',
    ])
  })
})

function told(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => formatIssue(issue, 'en'))
    throw error
  }
  return []
}

const sorted = <T extends { readonly on: string | null }>(entries: readonly T[]): readonly T[] =>
  [...entries].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1))
