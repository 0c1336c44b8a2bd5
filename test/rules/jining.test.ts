import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { PolicyOptions } from '../../src/full-policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'

type Part = Readonly<Record<string, unknown>>

const stay = (parts: Readonly<Record<string, Part>> = {}) => ({
  id: 'c1',
  person: { id: 'p1', ...parts['person'] },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829', ...parts['insurance'] },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '370800', county: '370829', ...parts['institution'] },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09', ...parts['encounter'] },
  referral: { direction: 'none', ...parts['referral'] },
  cost: { total: '5000.00', ...parts['cost'] },
})

const visit = (parts: Readonly<Record<string, Part>> = {}) => {
  const claim = stay(parts)
  return { ...claim, encounter: { kind: 'outpatientTwoDisease', serviceDate: '2023-06-01', settleDate: '2023-06-01', ...parts['encounter'] } }
}

const COUNTY = { id: 'h2', type: 'hospital', tier: 'level2', adminLevel: 'county' }

const settle = (claim: unknown, state?: YearStateJson, options: PolicyOptions = {}): Settlement => openPolicy('jining', options).settle(claim, state)

const amounts = (settlement: Settlement, ...ids: readonly string[]): readonly string[] =>
  ids.map(id => {
    const line = settlement.lines.find(one => one.id === id)
    return line === undefined ? 'no line' : 'amount' in line ? line.amount : line.ratio
  })

describe('a resident stay at a primary institution (jining/1.1)', () => {
  it('is paid 85% above the deductible', () => {
    // (5000 − 200) × 0.85 = 4080
    const settlement = settle(stay())
    expect(amounts(settlement, 'basic.deductible', 'basic.ratio', 'basic.paid', 'personal')).toEqual(['200.00', '0.8500', '4080.00', '920.00'])
    // The rule is the province's, the number the city's.
    expect(settlement.lines.find(line => line.id === 'basic.baseRatio')).toMatchObject({ clauses: ['shandong/2.1', 'jining/1.1'], rules: ['inpatientRatio#1'] })
    expect(settlement.sources).toContainEqual({ id: 'primaryInpatientRatio', value: '0.8500', source: 'clause', clause: 'jining/1.1' })
  })

  it('counts a village clinic only where a township centre runs it (shandong/0.3)', () => {
    const clinic = (villageIntegrated: boolean) => ({ institution: { type: 'villageClinic', tier: 'unrated', adminLevel: 'village', villageIntegrated } })
    expect(amounts(settle(stay(clinic(true))), 'basic.ratio')).toEqual(['0.8500'])
    expect(amounts(settle(stay(clinic(false))), 'basic.ratio')).toEqual(['0.7500'])
  })

  it('leaves an employee to the parameter of the scheme', () => {
    // (5000 − 200) × 0.9 = 4320
    expect(amounts(settle(stay({ insurance: { scheme: 'employee' } })), 'basic.paid')).toEqual(['4320.00'])
  })

  it('is refused before the day of printing and settled from it on (jining/0.2)', () => {
    const on = (day: string) => stay({ encounter: { admitDate: '2023-04-20', dischargeDate: day, settleDate: day } })
    expect(() => settle(on('2023-04-26'))).toThrow(/2023-04-27/)
    expect(amounts(settle(on('2023-04-27')), 'basic.paid')).toEqual(['4080.00'])
  })
})

describe('two-disease visits (jining/1.2, 1.3)', () => {
  const managed = { person: { managedConditions: ['hypertension'] } }
  it('pay 70% at a primary institution once managed there, without review', () => {
    // 300 × 0.7 = 210
    const settlement = settle(visit({ ...managed, cost: { total: '300.00' } }))
    expect(amounts(settlement, 'basic.paid', 'personal')).toEqual(['210.00', '90.00'])
  })

  it('pay up to the yearly limit, to the fen', () => {
    // 900 × 0.7 = 630, limit 500; 714.28 × 0.7 = 499.996 → 500.00; 714.27 × 0.7 = 499.989 → 499.99
    expect(amounts(settle(visit({ ...managed, cost: { total: '900.00' } })), 'basic.raw', 'basic.paid')).toEqual(['630.00', '500.00'])
    expect(amounts(settle(visit({ ...managed, cost: { total: '714.28' } })), 'basic.paid')).toEqual(['500.00'])
    expect(amounts(settle(visit({ ...managed, cost: { total: '714.27' } })), 'basic.paid')).toEqual(['499.99'])
  })

  it('carry the limit through the year', () => {
    // first 300 × 0.7 = 210, then 500 − 210 = 290 left of 600 × 0.7 = 420
    const first = settle(visit({ ...managed, cost: { total: '300.00' } }))
    const second = settle(visit({ ...managed, cost: { total: '600.00' } }), first.state)
    expect(amounts(second, 'basic.left.twoDisease', 'basic.paid')).toEqual(['290.00', '290.00'])
  })

  it('pay nothing to whom the programme does not hold', () => {
    expect(amounts(settle(visit({ cost: { total: '300.00' } })), 'basic.base', 'basic.paid')).toEqual(['0.00', '0.00'])
    expect(amounts(settle(visit({ ...managed, insurance: { scheme: 'employee' } })), 'basic.paid')).toEqual(['0.00'])
  })
})

describe('the running deductible over referred stays (shandong/1.2)', () => {
  const first = stay({ institution: { allianceId: 'C1' }, cost: { total: '5000.00' } })
  const up = (parts: Readonly<Record<string, Part>> = {}) =>
    stay({
      institution: { ...COUNTY, allianceId: 'C1' },
      encounter: { admitDate: '2023-06-10', dischargeDate: '2023-06-20', settleDate: '2023-06-20', ...parts['encounter'] },
      referral: { direction: 'up', compliant: true, from: { id: 'h1', allianceId: 'C1' }, ...parts['referral'] },
      cost: { total: '10000.00' },
    })
  const after = settle(first).state

  it('leaves the difference to be paid', () => {
    // 500 − 200 = 300; (10000 − 300) × 0.7 = 6790
    expect(amounts(settle(up(), after), 'basic.credit', 'basic.deductible', 'basic.paid')).toEqual(['200.00', '300.00', '6790.00'])
  })

  it('holds to the last day of the gap and not beyond', () => {
    const admitted = (day: string) => up({ encounter: { admitDate: day, dischargeDate: '2023-07-10', settleDate: '2023-07-10' } })
    expect(amounts(settle(admitted('2023-06-24'), after), 'basic.deductible')).toEqual(['300.00'])
    expect(amounts(settle(admitted('2023-06-25'), after), 'basic.deductible')).toEqual(['500.00'])
  })

  it('is broken by another community, by no compliance, and where no id is known', () => {
    const broken = [
      { referral: { from: { id: 'h1', allianceId: 'C2' } } },
      { referral: { compliant: false } },
      { referral: { from: { id: 'h1' } } },
    ]
    for (const parts of broken) expect(amounts(settle(up(parts), after), 'basic.deductible')).toEqual(['500.00'])
  })

  it('is a permission that the locality may leave unused', () => {
    expect(amounts(settle(up(), after, { parameters: { continuousDeductible: false } }), 'basic.deductible')).toEqual(['500.00'])
  })
})

describe('serious illness insurance and assistance in turn (shandong/1.5, 1.6)', () => {
  const costly = { institution: { ...COUNTY, tier: 'level3' }, cost: { total: '60000.00', offCatalogue: '1000.00' } }
  it('take what the layer before left', () => {
    // in policy 59000; basic (59000 − 1000) × 0.6 = 34800; serious 59000 − 34800 = 24200, less 14000 = 10200 × 0.6 = 6120
    const settlement = settle(stay(costly))
    expect(amounts(settlement, 'basic.paid', 'serious.base', 'serious.paid', 'assistance.paid')).toEqual(['34800.00', '24200.00', '6120.00', '0.00'])
    expect(settlement.personal).toMatchObject({ total: '19080.00', selfPaid: '18080.00', selfFunded: '1000.00' })
  })

  it('help the poor more', () => {
    // serious 24200 − 5000 = 19200 × 0.6 = 11520; assistance (59000 − 34800 − 11520) × 0.75 = 12680 × 0.75 = 9510
    const settlement = settle(stay({ ...costly, person: { lowIncomeCategory: 'minimumLivingAllowance' } }))
    expect(amounts(settlement, 'serious.paid', 'assistance.base', 'assistance.paid')).toEqual(['11520.00', '12680.00', '9510.00'])
    expect(settlement.fund.total).toBe('55830.00')
  })

  it('leave assistance to those it names', () => {
    const rigid = { person: { lowIncomeCategory: 'rigidExpenditurePatient' } }
    expect(amounts(settle(stay({ ...costly, ...rigid })), 'assistance.base')).toEqual(['0.00'])
  })
})

describe('numbers that nobody gave', () => {
  it('are all named at once, with label and clause, where the claim reaches them', () => {
    const result = openPolicy('jining', { scheme: null }).trySettle(stay())
    if (result.ok) throw new Error('settled without numbers')
    const missing = result.issues.filter(issue => issue.code === 'missingParameter').map(issue => issue.params['parameter'])
    // The ratio is the document's; nothing of the serious layer's segments is reached before its threshold is known to be passed.
    expect(missing).toEqual(expect.arrayContaining(['deductiblePrimary', 'basicLimit', 'seriousThreshold']))
    expect(missing).not.toContain('residentRatioLevel3')
    expect(missing).not.toContain('assistanceRatio')
    expect(formatIssue(result.issues[0]!, 'zh')).toContain('没有值')
  })

  it('every result says that the scheme is illustrative', () => {
    const settlement = settle(stay())
    expect(settlement.policy).toMatchObject({ id: 'jining', scheme: 'illustrative', illustrative: true, on: '2023-06-09' })
    expect(settlement.findings.map(finding => finding.code)).toEqual(['illustrativeScheme'])
    expect(settlement.assumptions).toContainEqual({ fact: 'state', value: null })
  })
})
