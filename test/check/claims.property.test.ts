import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import type { FullPolicy } from '../../src/full-policy.ts'
import { errors, opened, settledCodes, shipped, withCode } from './faults.ts'

/** The rules whose bound a claim of 2024 breaks, of so many generated ones. */
function brokenByClaims(policy: FullPolicy, seed: number, claims: number): ReadonlySet<string> {
  const broken = new Set<string>()
  for (const claim of generateClaims({ seed, claims, persons: 500, year: 2026 })) {
    const result = policy.trySettle(claim)
    if (!result.ok) continue
    for (const one of result.settlement.findings) if (one.code === 'ratioOutOfBounds') broken.add(String(one.params['subject']))
  }
  return broken
}

const brokenByCheck = (policy: FullPolicy): ReadonlySet<string> =>
  new Set(withCode(policy.check(), 'ratioUnderBound', 'ratioOverBound').map(one => String(one.params['rule'])))

describe('what check says about bounds', () => {
  it('agrees with 5,000 generated claims of a city that keeps them: none shows a ratio outside', () => {
    const policy = shipped('jining')
    expect(errors(policy.check())).toEqual([])
    expect([...brokenByClaims(policy, 11, 5_000)]).toEqual([])
  })

  it('agrees with 5,000 generated claims of a city that breaks three of them', () => {
    // Primary stays under 85%, two-disease visits and (from the end of 2025) ordinary visits off their band.
    const policy = shipped('jining', {
      parameters: { primaryInpatientRatio: '0.8499', twoDiseaseRatio: '0.7201', residentOutpatientRatioPrimary: '0.5799' },
    })
    const found = brokenByCheck(policy)
    expect([...found].sort()).toEqual(['outpatientAbout60', 'primaryInpatientFloor', 'twoDiseaseAbout70'])
    const shown = brokenByClaims(policy, 12, 5_000)
    expect([...shown].filter(rule => !found.has(rule))).toEqual([])
    expect(shown.size).toBeGreaterThan(0)
  })

  it('rules out no bound that a claim breaks, and confirms each that it reports, whatever the rules are', () => {
    const leaf = fc.constantFrom(
      { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
      { fact: 'encounter.kind', operator: 'in', value: ['inpatient', 'outpatient'] },
      { fact: 'encounter.kind', operator: 'equal', value: 'outpatientChronic' },
      { fact: 'institution.isPrimary', operator: 'equal', value: true },
      { fact: 'institution.ratioTier', operator: 'in', value: ['level2', 'level3'] },
      { fact: 'institution.type', operator: 'notIn', value: ['hospital', 'townshipCentre'] },
      { fact: 'person.lowIncomeCategory', operator: 'notEqual', value: 'none' },
      { fact: 'derived.near', operator: 'equal', value: true },
      { fact: 'encounter.caseFlags', operator: 'contains', value: 'difficultCase' },
      { fact: 'cost.total', operator: 'greaterThan', value: '5000.00' },
      { fact: 'encounter.location', operator: 'equal', value: 'sameCounty' },
    )
    const conditions = fc.oneof(
      fc.array(leaf, { minLength: 1, maxLength: 4 }).map(all => ({ all })),
      fc.array(leaf, { minLength: 2, maxLength: 3 }).map(any => ({ any })),
      leaf.map(not => ({ not })),
    )
    const ratio = fc.integer({ min: 4_000, max: 9_500 }).map(count => `0.${String(count)}`)
    fc.assert(
      fc.property(conditions, conditions, ratio, ratio, fc.boolean(), (bounded, set, own, bound, least) => {
        const policy = opened(pack => {
          pack.rules.push(
            { id: 'own', clause: 'lakeside/2', conditions: set, event: { type: 'setRatio', params: { ratio: own } }, overrides: ['ratio'] },
            {
              id: 'band',
              clause: 'lakeside/2',
              conditions: bounded,
              event: { type: 'boundRatio', params: least ? { min: bound } : { max: bound } },
            },
          )
        })
        const report = policy.check()
        const found = withCode(report, 'ratioUnderBound', 'ratioOverBound')
        for (const one of found) expect(settledCodes(policy, one.situations?.[0])).toContain('ratioOutOfBounds:band')
        // Undecided is no answer; it would be no disagreement either.
        if (found.length === 0 && !errors(report).includes('checkIncomplete')) expect([...brokenByClaims(policy, 5, 150)]).toEqual([])
      }),
      { numRuns: 40, seed: 2026 },
    )
  })
})
