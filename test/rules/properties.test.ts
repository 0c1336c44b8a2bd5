import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PolicyError } from '../../src/base/issue.ts'
import { formatDecimal, readDecimal } from '../../src/base/decimal.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { limitLine } from '../../src/pack/pack.ts'
import type { Policy } from '../../src/policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { foldYears, type YearStep } from '../support/year-fold.ts'

type Json = Readonly<Record<string, unknown>>

const REAL = [...PACKS, ...PUBLISHED].filter(pack => pack.name !== 'lakeside')
const CLAIMS = 2_000
const YEARS = { seed: 23, claims: CLAIMS, persons: CLAIMS / 10, diseases: ['J45', 'I10'] }

const fen = (text: unknown): number => Number(readDecimal(text ?? '0.00', 2, 0, 1e13))

/** The limits of a step that have a bucket: what they allow and what it held before and holds after. */
function limitsOf(policy: Policy, { run, stateBefore, stateAfter }: YearStep) {
  const held = (state: YearStateJson | undefined, bucket: string, role: string): number =>
    fen((state?.buckets?.[bucket] as Json | undefined)?.[role])
  return policy.pack.layers.flatMap(layer =>
    (layer.limits ?? []).flatMap(({ id, bucket, counts }) => {
      if (bucket === undefined) return []
      const role = counts === 'payment' ? 'paid' : 'cost'
      const line = limitLine(layer.id, id)
      const limit = Number(run?.[`l${String(policy.lines.indexOf(line))}`])
      return [{ line, limit, before: held(stateBefore, bucket, role), after: held(stateAfter, bucket, role) }]
    }),
  )
}

/** Every parameter that is the amount of a limit. */
function limitParameters({ pack }: Policy): readonly string[] {
  const amounts = [
    ...pack.layers.flatMap(layer => (layer.limits ?? []).map(limit => limit.amount as unknown)),
    ...pack.rules.filter(rule => rule.type === 'setLimit').map(rule => rule.params['amount']),
  ]
  return [...new Set(amounts.flatMap(one => (typeof one === 'object' && one !== null && 'parameter' in one ? [String(one.parameter)] : [])))]
}

describe.each(REAL)('on $name, in generated years', ({ json, scheme }) => {
  it.each([
    ['as they are', undefined],
    ['of 3000 yuan, which a year soon meets', '3000.00'],
  ])('no bucket passes a limit, with limits %s', (_, amount) => {
    const limits = amount === undefined ? [] : limitParameters(openPack(json, { scheme }))
    const policy = openPack(json, { scheme, parameters: Object.fromEntries(limits.map(id => [id, amount])) })
    const passed: unknown[] = []
    let met = 0
    for (const step of foldYears(policy, YEARS)) {
      if (step.run === undefined) continue
      for (const { line, limit, before, after } of limitsOf(policy, step)) {
        // A person whose limit falls within the year keeps what was paid.
        if (after > Math.max(limit, before)) passed.push([step.open.claim.id, line, limit, before, after])
        if (after === limit && after > before) met++
      }
    }
    expect(passed.slice(0, 5)).toEqual([])
    if (amount !== undefined) expect(met).toBeGreaterThan(0)
  })

  it('a compliant referral is never paid less than the same claim against the rules, while the yearly limit is not met', () => {
    const policy = openPack(json, { scheme })
    const worse: unknown[] = []
    let more = 0
    for (const [referred, alone] of referralPairs(policy)) {
      const gain = fen(referred.fund.total) - fen(alone.fund.total)
      const basic = amountOf(referred, 'basic.paid') - amountOf(alone, 'basic.paid')
      if (basic < 0 || (gain < 0 && amountOf(referred, 'basic.capExcess') === 0)) worse.push([referred.claimId, gain, basic])
      if (gain > 0) more++
    }
    expect(worse.slice(0, 5)).toEqual([])
    // A document that pays nothing by referrals pays both the same.
    expect(more > 0).toBe(JSON.stringify(policy.pack.rules).includes('referral.compliant'))
  })
})

const amountOf = ({ lines }: Settlement, id: string): number => {
  const line = lines.find(one => one.id === id)
  return fen(line !== undefined && 'amount' in line ? line.amount : undefined)
}

/** Generated claims twice, with their referral according to the rules and against them, all else equal, in the same year. */
function* referralPairs(policy: Policy): Generator<readonly [Settlement, Settlement]> {
  const states = new Map<string, YearStateJson>()
  for (const claim of generateClaims(YEARS)) {
    const { id } = claim['person'] as { readonly id: string }
    const as = (compliant: boolean): Json => ({ ...claim, referral: { ...(claim['referral'] as Json), compliant } })
    const state = states.get(id)
    try {
      const pair = [policy.settle(as(true), state), policy.settle(as(false), state)] as const
      states.set(id, pair[0].state)
      yield pair
    } catch (error) {
      // Another year than the one before, or a claim that the policy does not answer.
      if (!(error instanceof PolicyError)) throw error
      states.delete(id)
    }
  }
}

const TOWNSHIP_STAY = {
  id: 'c1',
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '370800', county: '370829' },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09' },
  cost: { total: '5000.00' },
}

describe('a referral in Shandong once the yearly limit is met', () => {
  const parameters = {
    deductibleLevel2: '500.00',
    basicLimit: '150000.00',
    seriousThreshold: '14000.00',
    seriousStep1: '100000.00',
    seriousRatio1: '0.6000',
    continuousDeductible: true,
    continuousGapDays: 15,
  }
  const state: YearStateJson = {
    version: 1,
    year: 2023,
    applied: 1,
    buckets: {
      basicYear: { paid: '150000.00' },
      seriousYear: { base: '14000.00', thresholdPaid: '14000.00', paid: '0.00' },
      referralChain: { thresholdPaid: '200.00' },
    },
    stays: [
      {
        stayId: 's1',
        claimIds: ['s1'],
        institution: 'h1',
        tier: 'level1',
        admitDate: '2023-05-20',
        dischargeDate: '2023-06-01',
        compliant: false,
        chainId: 's1',
        deductible: '200.00',
      },
    ],
  }
  const settle = (compliant: boolean) =>
    openPolicy('shandong', { parameters }).settle(
      {
        ...TOWNSHIP_STAY,
        institution: { id: 'h2', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829', allianceId: 'C1' },
        referral: { direction: 'up', compliant, from: { id: 'h1', allianceId: 'C1' } },
        cost: { total: '10000.00' },
      },
      state,
    )

  it('loses what serious illness insurance would pay of the deductible: it counts that, and not what exceeds the limit', () => {
    // 500 − 200 = 300 of deductible, × 0.6 = 180; alone 500 × 0.6 = 300; all else exceeds the limit
    expect([settle(true).fund.total, settle(false).fund.total]).toEqual(['180.00', '300.00'])
  })
})

const bounded = (settlement: Settlement): readonly unknown[] =>
  settlement.findings.filter(one => one.code === 'ratioOutOfBounds').map(one => one.params['subject'] ?? one.params['rule'])

const ratioText = (count: number): string => formatDecimal(count, 4)

describe('the band of 85 to 90 percent that the province sets for the city (shandong/2.1)', () => {
  const findings = (ratio: number) =>
    bounded(openPolicy('jining', { parameters: { primaryInpatientRatio: ratioText(ratio) } }).settle(TOWNSHIP_STAY))

  it.each([8499, 9001])('is left by %d ten-thousandths', ratio => {
    expect(findings(ratio)).not.toEqual([])
  })

  it.each([8500, 9000])('holds %d ten-thousandths', ratio => {
    expect(findings(ratio)).toEqual([])
  })

  it('is kept or left by any ratio as the clause says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8300, max: 9200 }), ratio => {
        expect(findings(ratio).length > 0).toBe(ratio < 8500 || ratio > 9000)
      }),
      { numRuns: 60 },
    )
  })
})

const WENZHOU = { scheme: 'resident', poolCity: '330300', county: '330324' }
const WENZHOU_PLACE = { city: '330300', county: '330324' }

describe('the change for care in another county of Wenzhou (wenzhou/4.9)', () => {
  const checked = (points: number) =>
    openPolicy('wenzhou', { parameters: { crossCountyPoints: formatDecimal(points, 2) } })
      .check({ asOf: '2022-06-01', limit: 1 })
      .findings.filter(one => one.code === 'parameterOutOfBounds')
      .map(one => one.params['parameter'])

  it.each([-1001, 1001])('of %d hundredths of a point is reported', points => {
    expect(checked(points)).toEqual(['crossCountyPoints'])
  })

  it.each([-1000, 1000])('of %d hundredths of a point is within', points => {
    expect(checked(points)).toEqual([])
  })

  it('moves the ratio by just the points of the plan, ten at most', () => {
    const stay = (county: string) => ({
      ...TOWNSHIP_STAY,
      insurance: WENZHOU,
      institution: { id: 'h5', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '330300', county },
      encounter: { ...TOWNSHIP_STAY.encounter, admitDate: '2022-06-01', dischargeDate: '2022-06-09', settleDate: '2022-06-09' },
    })
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), points => {
        const policy = openPolicy('wenzhou', { parameters: { crossCountyPoints: formatDecimal(points, 2) } })
        const ratio = (county: string): number => {
          const line = policy.settle(stay(county)).lines.find(one => one.id === 'basic.ratio')
          return Number(readDecimal(line !== undefined && 'ratio' in line ? line.ratio : '', 4, 0, 10_000))
        }
        expect(ratio('330381') - ratio('330324')).toBe(points)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the floors of chronic visits at primary institutions in Wenzhou', () => {
  const visit = (conditions: readonly string[]) => ({
    id: 'c1',
    person: { id: 'p1', conditions },
    insurance: WENZHOU,
    institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', ...WENZHOU_PLACE },
    encounter: { kind: 'outpatientChronic', serviceDate: '2022-06-01', settleDate: '2022-06-01' },
    cost: { total: '1000.00' },
  })

  it.each([
    ['60 percent (wenzhou/3.5)', 'residentChronicRatioPrimary', 'chronicFloor', [], 6000],
    ['70 percent for tuberculosis (wenzhou/3.6)', 'residentTuberculosisRatioPrimary', 'tuberculosisFloor', ['tuberculosis'], 7000],
  ] as const)('are kept at %s and left one ten-thousandth below', (_, parameter, rule, conditions, floor) => {
    const findings = (ratio: number) =>
      bounded(openPolicy('wenzhou', { parameters: { [parameter]: ratioText(ratio) } }).settle(visit(conditions)))
    expect([findings(floor), findings(floor - 1)]).toEqual([[], [rule]])
  })
})
