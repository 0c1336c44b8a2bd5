import { describe, expect, it } from 'vitest'
import { fileClauses, readFixtures } from '../../src/fixtures/read.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { openParameters } from '../support/open-parameters.ts'

const folder = (name: string) => readPackFolder(new URL(`../../rules/${name}`, import.meta.url).pathname)
const clauses = ['jining', 'shandong'].flatMap(name => openPolicy(name).pack.json.clauses.filter(clause => clause.id.startsWith(`${name}/`)))

describe('the two documents', () => {
  it('are registered clause by clause, in our own words, in both languages', () => {
    expect(clauses).toHaveLength(109)
    for (const { id, text, kind, disposition, locator } of clauses)
      expect([id, text?.zh, text?.en, kind, disposition, locator]).not.toContain(undefined)
  })

  it('say why nothing computes a clause', () => {
    for (const { id, disposition, reason } of clauses) if (disposition === 'notComputable') expect(reason, id).toBeDefined()
  })

  it('have at least two fixtures for each payout and eligibility clause that can be computed', () => {
    const told = readFixtures(['jining', 'shandong']).flatMap(fileClauses)
    const few = clauses
      .filter(({ kind, disposition }) => ['payout', 'eligibility'].includes(kind ?? '') && disposition !== 'notComputable')
      .filter(({ id }) => told.filter(clause => clause === id).length < 2)
    expect(few.map(clause => clause.id)).toEqual([])
  })
})

describe('the schemes', () => {
  it.each(['jining', 'shandong'])('of %s give every number that the documents leave open, and no other', name => {
    const schemes = folder(name)['schemes'] as Readonly<Record<string, { readonly parameters: object; readonly source: string }>>
    expect(schemes['illustrative']?.source).toBe('illustrative')
    expect(Object.keys(schemes['illustrative']?.parameters ?? {}).sort()).toEqual(openParameters(name))
  })

  it('leave the 85% to the city: the province gives only its range', () => {
    expect(openPolicy('shandong', { scheme: null }).pack.parameters.get('primaryInpatientRatio')?.values).toEqual([])
    expect(openPolicy('jining', { scheme: null }).pack.parameters.get('primaryInpatientRatio')).toMatchObject({
      clause: 'jining/1.1',
      values: [{ value: '0.8500', source: 'clause' }],
      bounds: { min: '0.8500', max: '0.9000', clause: 'shandong/2.1' },
    })
  })
})

describe('kinds of encounter the documents do not speak of', () => {
  it('are paid nothing, and the settlement says so', () => {
    const settlement = openPolicy('shandong').settle({
      person: { id: 'p1' },
      insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
      institution: { id: 'h2', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
      encounter: { kind: 'daySurgery', serviceDate: '2023-06-01', settleDate: '2023-06-01' },
      cost: { total: '3000.00' },
    })
    expect(settlement.fund.total).toBe('0.00')
    expect(settlement.findings.map(finding => finding.code)).toContain('uncoveredKind')
  })
})

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
        person: { id: 'p1' },
        insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
        encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09' },
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
