import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal, readDecimal } from '../../src/base/decimal.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'

const TOWNSHIP_STAY = {
  id: 'c1',
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '370800', county: '370829' },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09' },
  cost: { total: '5000.00' },
}

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
