import { describe, expect, it } from 'vitest'
import { errors, factsOf, opened, setRow, settledLine, withCode, withoutDeductible, type PackParts } from './faults.ts'

const GAP = {
  id: 'grassroots-gap',
  clause: 'lakeside/2',
  line: 'basic.baseRatio',
  a: { fact: 'institution.isPrimary', operator: 'equal', value: true },
  b: { fact: 'institution.isPrimary', operator: 'equal', value: false },
  differ: ['institution'],
  where: {
    all: [
      { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
      { fact: 'encounter.kind', operator: 'in', value: ['inpatient', 'outpatient'] },
    ],
  },
  require: { aMinusB: { atLeast: '0.1000' } },
}

const withGap = (edit: (pack: PackParts) => void = () => undefined, gap: object = GAP) =>
  opened(pack => {
    pack.invariants.push(gap)
    edit(pack)
  })

describe('a gap between two kinds of situation', () => {
  it('of ten points is kept by residents at primary institutions', () => {
    const report = withGap().check()
    expect(errors(report)).toEqual([])
    expect(report.checked.invariants).toBe(1)
  })

  it('of ten points and one ten-thousandth is not: stays, 0.8500 − 0.7500', () => {
    const report = withGap(undefined, { ...GAP, require: { aMinusB: { atLeast: '0.1001' } } }).check()
    expect(withCode(report, 'gapBroken')).toMatchObject([{ params: { a: '0.8500', b: '0.7500', gap: '10.00', atLeast: '10.01' } }])
  })

  it.each([
    // 0.8500 − 0.7501 = 0.0999; 0.8499 − 0.7500 = 0.0999; 0.6000 − 0.5001 = 0.0999.
    ['a stay at level 2 or below', 2, '0.7501', '0.8500', '0.7501', 'inpatient'],
    ['a primary stay', 1, '0.8499', '0.8499', '0.7500', 'inpatient'],
    ['a visit elsewhere', 5, '0.5001', '0.6000', '0.5001', 'outpatient'],
  ] as const)('is broken by one ten-thousandth in one row: %s', (_, row, value, a, b, kind) => {
    const policy = withGap(pack => {
      setRow(pack, 'ratio', row, value)
    })
    const report = policy.check()
    expect(errors(report)).toEqual(['gapBroken'])
    const [found] = withCode(report, 'gapBroken')
    expect(found).toMatchObject({ path: '/invariants/0', clause: 'lakeside/2', params: { a, b, gap: '9.99', atLeast: '10.00' } })
    const [one, two] = found?.situations ?? []
    expect([factsOf(one)['encounter.kind'], factsOf(two)['encounter.kind']]).toEqual([kind, kind])
    expect([settledLine(policy, one, GAP.line), settledLine(policy, two, GAP.line)]).toEqual([a, b])
    // All facts but those of the institution are shared.
    const shared = (situation: typeof one) => ({ ...situation?.claim, institution: null })
    expect(shared(one)).toEqual(shared(two))
  })

  it('is told by the pair that breaks it worst', () => {
    // Level 3 at 0.8300 is 2.00 points behind, level 2 at 0.8000 is 5.00.
    const policy = withGap(pack => {
      setRow(pack, 'ratio', 2, '0.8000')
      setRow(pack, 'ratio', 3, '0.8300')
    })
    const [found] = withCode(policy.check(), 'gapBroken')
    expect(found?.params).toMatchObject({ a: '0.8500', b: '0.8300', gap: '2.00' })
    expect(factsOf(found?.situations?.[1])).toMatchObject({ 'institution.ratioTier': 'level3' })
  })

  it('is a matter of the situations that `where` names only', () => {
    // Employees: 0.9300 − 0.9000 = 0.03.
    const employees = { fact: 'insurance.scheme', operator: 'equal', value: 'employee' }
    const [found] = withCode(withGap(undefined, { ...GAP, where: { all: [employees, GAP.where.all[1]] } }).check(), 'gapBroken')
    // Visits of employees are paid alike everywhere: 0.6500 − 0.6500 = 0.
    expect(found?.params).toMatchObject({ a: '0.6500', b: '0.6500', gap: '0.00' })
  })

  it('does not count where a guard leaves one of the two without an answer', () => {
    const report = withGap(pack => {
      pack.tables[0]!.rows.splice(0, 1)
      withoutDeductible(pack)
    }).check()
    expect(errors(report)).toEqual([])
  })

  it('shares the facts that may not differ: a stay is not compared with a visit', () => {
    const kinds = (differ: readonly string[]) =>
      withGap(undefined, {
        ...GAP,
        a: { fact: 'encounter.kind', operator: 'equal', value: 'inpatient' },
        b: { fact: 'encounter.kind', operator: 'equal', value: 'outpatient' },
        differ,
        where: { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
        require: { aMinusB: { atLeast: '0.9000' } },
      }).check()
    expect(errors(kinds(['institution']))).toEqual([])
    // 0.8500 − 0.6000 at a primary institution and 0.6500 − 0.4000 at level 3.
    expect(withCode(kinds(['encounter']), 'gapBroken')[0]?.params['gap']).toBe('25.00')
  })

  it('is asked of the ratio with its points too', () => {
    // Stays outside the province without a referral: 0.8500 − 0.1550 = 0.6950 and 0.7500 − 0.1550.
    const report = withGap(undefined, { ...GAP, line: 'basic.ratio', require: { aMinusB: { atLeast: '0.1000' } } }).check()
    expect(errors(report)).toEqual([])
    const own = withGap(undefined, { ...GAP, line: 'basic.ratio', differ: ['institution', 'referral', 'encounter.location'] }).check()
    // With another location and referral the one falls by 15.50 and the other rises by 2.00 (sent down, stays): 0.6950 − 0.7700.
    expect(withCode(own, 'gapBroken')[0]?.params).toMatchObject({ gap: '-7.50' })
  })

  it.each([
    ['a line that is not there', { line: 'basic.nothing' }],
    ['a fact that is not there', { a: { fact: 'institution.nothing', operator: 'equal', value: true } }],
    ['a number that is no ratio', { require: { aMinusB: { atLeast: '0.12345' } } }],
  ] as const)('cannot be read with %s', (_, part) => {
    expect(errors(withGap(undefined, { ...GAP, ...part }).check())).toEqual(['invariantUnreadable'])
  })
})
