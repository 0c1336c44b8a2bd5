import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay } from '../../src/base/date.ts'
import { generateCity } from '../../src/city/generate-city.ts'
import { cityPlan, codesNamed, type CityPlan } from '../../src/city/plan.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'

type Json = Record<string, unknown>

const SMALLEST = JSON.parse(readFileSync(new URL('../../examples/minimal-pack.json', import.meta.url), 'utf8')) as Json

/** The smallest pack with other fields. */
const pack = (changes: Json) => openPack({ ...SMALLEST, ...changes }, { parameters: { yearLimit: '100000.00' } }).pack

const days = (plan: CityPlan | undefined): readonly string[] => (plan === undefined ? [] : [plan.from, plan.to].map(formatDay))

describe('the year of a city', () => {
  it.each([
    ['that in which the policy opens on its first day', { from: '2024-01-01' }, ['2024-01-01', '2025-01-01']],
    ['the next where it opens a day later', { from: '2024-01-02' }, ['2025-01-01', '2026-01-01']],
    ['the next where that one is whole to its last day', { from: '2024-08-14', to: '2026-01-01' }, ['2025-01-01', '2026-01-01']],
    ['what is open of the first where no year is whole by a day', { from: '2024-08-14', to: '2025-12-31' }, ['2024-08-14', '2025-01-01']],
    ['the usual one of a policy without a window', undefined, ['2024-01-01', '2025-01-01']],
    ['the usual one of a policy that only ends', { to: '2024-01-02' }, ['2024-01-01', '2024-01-02']],
    ['the last of a policy that ends before it', { to: '2024-01-01' }, ['2023-01-01', '2024-01-01']],
  ])('is %s', (_, window, expected) => {
    expect(days(cityPlan(pack({ window })))).toEqual(expected)
  })

  it('begins on the day on which the benefit year does', () => {
    const april = { benefitYear: { firstDay: '04-01' }, window: { from: '2024-04-01' } }
    expect(days(cityPlan(pack(april)))).toEqual(['2024-04-01', '2025-04-01'])
    expect(days(cityPlan(pack({ ...april, window: { from: '2024-03-31' } })))).toEqual(['2024-04-01', '2025-04-01'])
    expect(days(cityPlan(pack({ ...april, window: { from: '2024-04-02' } })))).toEqual(['2025-04-01', '2026-04-01'])
  })

  it('is the one asked for, as far as the window goes, or none', () => {
    const window = { from: '2024-08-14', to: '2026-03-01' }
    expect(days(cityPlan(pack({ window }), 2024))).toEqual(['2024-08-14', '2025-01-01'])
    expect(days(cityPlan(pack({ window }), 2026))).toEqual(['2026-01-01', '2026-03-01'])
    expect(cityPlan(pack({ window }), 2023)).toBeUndefined()
    expect(cityPlan(pack({ window }), 2027)).toBeUndefined()
  })

  it('lets care of the year before come in only as far as the window is open', () => {
    expect(cityPlan(pack({ window: { from: '2024-01-01' } }))?.earlier).toBe(0)
    expect(cityPlan(pack({ window: { from: '2023-12-22' } }), 2024)?.earlier).toBe(10)
    expect(cityPlan(pack({ window: { from: '2020-01-01' } }), 2024)?.earlier).toBe(31)
  })

  it('keeps admissions and settlements within the window where they date the rules', () => {
    const window = { from: '2024-01-01', to: '2025-01-01' }
    const settledBy = (basis: string): readonly string[] => {
      const made = pack({ window, dateBasis: { rules: basis } })
      const claims = [...generateCity(cityPlan(made)!, { seed: 3, claims: 400, persons: 40 })].map(line => JSON.parse(line) as Json)
      return claims.map(claim => String((claim['encounter'] as Json)[basis === 'admit' ? 'admitDate' : 'settleDate']))
    }
    expect(settledBy('admit').every(one => one >= '2024-01-01')).toBe(true)
    expect(settledBy('settle').every(one => one < '2025-01-01')).toBe(true)
    expect(settledBy('settle')).toContain('2024-12-31')
  })
})

describe('the place of a city', () => {
  const named = (fact: string, value: string): Json => ({
    rules: [
      {
        id: 'named',
        conditions: { all: [{ fact, operator: 'equal', value }] },
        event: { type: 'addRatioPoints', params: { points: '1' } },
      },
    ],
  })

  it('is the one that the rules name, by its city or a county of it', () => {
    expect(cityPlan(pack(named('insurance.poolCity', '980300')))).toMatchObject({ poolCity: '980300', near: { city: '980200' } })
    const county = cityPlan(pack(named('insurance.county', '980327')))
    expect(county?.poolCity).toBe('980300')
    expect(county?.counties).toContain('980327')
  })

  it('lies in no real province where the rules name none, with another city and another province beside it', () => {
    expect(cityPlan(pack({}))).toMatchObject({ poolCity: '990100', near: { city: '990200' }, far: { city: '980100' } })
    expect(cityPlan(pack(named('insurance.poolCity', '980100')))?.far.city.slice(0, 2)).not.toBe('98')
  })

  it('has counties of its own, each once', () => {
    const counties = cityPlan(pack(named('insurance.county', '980321')))?.counties ?? []
    expect(new Set(counties).size).toBe(counties.length)
    expect(counties.every(county => county.startsWith('9803') && county !== '980300')).toBe(true)
  })
})

describe('what a city takes from a pack', () => {
  it('is the codes that its rules and layers name', () => {
    const changde = cityPlan(openPolicy('changde').pack)!
    expect(codesNamed(changde, 'encounter.disease')).toContain('lungCancer')
    expect(codesNamed(changde, 'encounter.caseFlags')).toEqual(['pathwayDeviation', 'tcmPathway'])
    const lines = [...generateCity(changde, { seed: 5, claims: 400, persons: 80 })]
    for (const code of ['lungCancer', 'tcmPathway', 'pathwayDeviation'])
      expect(
        lines.some(line => line.includes(`"${code}"`)),
        code,
      ).toBe(true)
  })

  it('leaves out what its rules set and what they never read', () => {
    const shandong = openPolicy('shandong')
    const lines = [...generateCity(cityPlan(shandong.pack)!, { seed: 5, claims: 200, persons: 40 })]
    expect(lines.some(line => line.includes('"isPrimary"'))).toBe(false)
    expect(lines.some(line => line.includes('"extremePovertySupport"'))).toBe(false)
    expect(lines.some(line => line.includes('"disabilityAssessed"'))).toBe(true)
  })

  it('says which institutions are primary where the rules ask and do not say', () => {
    const rules = [
      {
        id: 'near',
        conditions: { all: [{ fact: 'institution.isPrimary', operator: 'equal', value: true }] },
        event: { type: 'addRatioPoints', params: { points: '1' } },
      },
    ]
    const lines = [...generateCity(cityPlan(pack({ rules }))!, { seed: 5, claims: 100, persons: 40 })]
    expect(lines.every(line => line.includes('"isPrimary"'))).toBe(true)
  })

  it('survives codes that JSON must escape', () => {
    const rules = [
      {
        id: 'odd',
        conditions: { all: [{ fact: 'encounter.disease', operator: 'equal', value: 'a"b\\c' }] },
        event: { type: 'addRatioPoints', params: { points: '1' } },
      },
    ]
    const lines = [...generateCity(cityPlan(pack({ rules }))!, { seed: 5, claims: 200, persons: 40 })]
    const diseases = lines.map(line => ((JSON.parse(line) as Json)['encounter'] as Json)['disease'])
    expect(diseases).toContain('a"b\\c')
  })
})
