import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { liveSheet } from '../../src/expression/live-sheet.ts'
import type { PolicyOptions } from '../../src/full-policy.ts'
import { proveGapInvariant } from '../../src/invariant/gap-invariant.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'

describe('the gap of ten points between primary and other institutions (wenzhou/3.2)', () => {
  let solver: Solver
  beforeAll(async () => void (solver = await openSolver()))
  afterAll(() => solver.close())

  const prove = (options: PolicyOptions) => {
    const { pack, sheet } = openPolicy('wenzhou', options)
    const [invariant] = pack.json.invariants
    if (invariant === undefined) throw new Error('no invariant')
    return proveGapInvariant(solver, pack, liveSheet(sheet), invariant, 60_000)
  }

  it('holds for every resident stay and visit under the illustrative scheme', async () => {
    expect(await prove({})).toEqual({ kind: 'proved' })
  }, 90_000)

  // Illustrative: primary stays 0.9000, primary visits 0.6000.
  it.each([
    ['stays at level 1', 'residentStayRatioLevel1', '0.8000', '0.8001', 9000],
    ['stays at level 2', 'residentStayRatioLevel2', '0.8000', '0.8001', 9000],
    ['stays at level 3', 'residentStayRatioLevel3', '0.8000', '0.8001', 9000],
    ['visits at level 1', 'residentVisitRatioLevel1', '0.5000', '0.5001', 6000],
    ['visits at level 2', 'residentVisitRatioLevel2', '0.5000', '0.5001', 6000],
    ['visits at level 3', 'residentVisitRatioLevel3', '0.5000', '0.5001', 6000],
  ] as const)(
    'is kept by exactly ten points and broken by one ten-thousandth less: %s',
    async (_, id, kept, broken, primary) => {
      expect(await prove({ parameters: { [id]: kept } })).toEqual({ kind: 'proved' })
      const lineB = Math.round(Number(broken) * 10_000)
      expect(await prove({ parameters: { [id]: broken } })).toMatchObject({ kind: 'refuted', lineA: primary, lineB })
    },
    120_000,
  )

  it('asks nothing of employees, and nothing of stays outside the city', async () => {
    const others = { employeeStayRatioLevel3: '0.9500', employeeVisitRatioLevel3: '0.7500', residentStayRatioOutCity: '0.9000' }
    expect(await prove({ parameters: others })).toEqual({ kind: 'proved' })
  }, 90_000)

  it('is not kept by the table of 2021, which pays level 1 alike whether primary or not', async () => {
    expect(await prove({ scheme: 'published' })).toMatchObject({ kind: 'refuted', lineA: 9000, lineB: 9000 })
    expect(await prove({ scheme: 'published', parameters: { residentStayRatioLevel1: '0.8000' } })).toEqual({ kind: 'proved' })
  }, 120_000)
})

describe('a plan by grade of disease (wenzhou/4.9)', () => {
  const rows = [
    [true, 'J45', '-8'],
    [true, 'I10', '-10'],
  ]
  const folder = readPackFolder(new URL('../../rules/wenzhou', import.meta.url).pathname) as Readonly<Record<string, unknown>>
  const { illustrative, ...schemes } = folder['schemes'] as Readonly<Record<string, Record<string, unknown>>>
  const policy = openPolicy({ ...folder, schemes: { ...schemes, illustrative: { ...illustrative, tables: { crossCounty: { rows } } } } })
  const paid = (disease: string): string | undefined =>
    policy.settle({
      id: 'c1',
      person: { id: 'p1' },
      insurance: { scheme: 'resident', poolCity: '330300', county: '330324' },
      institution: { id: 'h5', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '330300', county: '330381' },
      encounter: { kind: 'inpatient', admitDate: '2022-06-01', dischargeDate: '2022-06-09', settleDate: '2022-06-09', disease },
      cost: { total: '10000.00' },
    }).fund.total

  it('fills the table with the points of each disease; others are not adjusted', () => {
    // (10000 − 500) × (0.75 − 0.08) = 6365; × (0.75 − 0.10) = 6175; × 0.75 = 7125
    expect([paid('J45'), paid('I10'), paid('K35')]).toEqual(['6365.00', '6175.00', '7125.00'])
  })
})

describe('numbers of the document', () => {
  it('carry their clause into every result that uses them', () => {
    const settlement = openPolicy('wenzhou').settle({
      id: 'c1',
      person: { id: 'p1' },
      insurance: { scheme: 'resident', poolCity: '330300', county: '330324' },
      institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '330300', county: '330324' },
      encounter: { kind: 'inpatient', admitDate: '2022-06-01', dischargeDate: '2022-06-09', settleDate: '2022-06-09' },
      referral: { direction: 'down', compliant: true, from: { id: 'h4' } },
      cost: { total: '5000.00' },
    })
    expect(settlement.sources).toContainEqual({ id: 'downReferralPoints', value: '2', source: 'clause', clause: 'wenzhou/4.8' })
    expect(settlement.findings.map(finding => formatIssue(finding, 'en')).join(' ')).toContain('draft')
  })
})
