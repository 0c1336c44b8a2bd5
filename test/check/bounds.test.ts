import { describe, expect, it } from 'vitest'
import { errors, factsOf, opened, settledCodes, settledLine, shipped, withCode, withoutDeductible, type PackParts } from './faults.ts'

const band = (params: Readonly<Record<string, unknown>>, conditions: unknown, extra: Readonly<Record<string, unknown>> = {}) => ({
  id: 'band',
  clause: 'lakeside/2',
  conditions,
  event: { type: 'boundRatio', params },
  ...extra,
})

const PRIMARY_STAY = {
  all: [
    { fact: 'encounter.kind', operator: 'equal', value: 'inpatient' },
    { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
    { fact: 'institution.isPrimary', operator: 'equal', value: true },
  ],
}

describe('a bound on the ratio', () => {
  const withBand = (params: Readonly<Record<string, unknown>>, edit: (pack: PackParts) => void = () => undefined) =>
    opened(pack => {
      pack.rules.push(band(params, PRIMARY_STAY))
      edit(pack)
    })

  it.each([
    ['a lower bound at the ratio is kept', { min: '0.8500' }, []],
    ['a lower bound one ten-thousandth above it is broken', { min: '0.8501' }, ['ratioUnderBound']],
    ['an upper bound at the ratio is kept', { max: '0.8500' }, []],
    ['an upper bound one ten-thousandth below it is broken', { max: '0.8499' }, ['ratioOverBound']],
  ] as const)('%s', (_, params, codes) => {
    const report = withBand(params).check()
    expect(errors(report)).toEqual(codes)
    expect(report.checked.bounds).toBe(1)
  })

  it('is told with the situation, the ratio, the bound and a claim that settles so', () => {
    const policy = withBand({ min: '0.8501' })
    const [found] = withCode(policy.check(), 'ratioUnderBound')
    expect(found).toMatchObject({ level: 'error', clause: 'lakeside/2', params: { rule: 'band', ratio: '0.8500', bound: '0.8501' } })
    expect(found?.path).toMatch(/^\/rules\/\d+\/event\/params\/min$/)
    const [situation] = found?.situations ?? []
    expect(factsOf(situation)).toMatchObject({ 'encounter.kind': 'inpatient', 'insurance.scheme': 'resident' })
    expect(situation?.values).toEqual({ 'basic.baseRatio': '0.8500', bound: '0.8501' })
    expect(settledCodes(policy, situation)).toContain('ratioOutOfBounds:band')
    expect(settledLine(policy, situation, 'basic.baseRatio')).toBe('0.8500')
  })

  it('is broken at both ends at once where the locality has two ratios', () => {
    // Residents at primary institutions: stays 0.8500, visits 0.6000, chronic care 0.7000; at least 0.6500 and at most 0.8000.
    const policy = opened(pack => {
      const residents = { all: PRIMARY_STAY.all.slice(1) }
      pack.rules.push(band({ min: '0.6500', max: '0.8000' }, residents))
    })
    const found = withCode(policy.check(), 'ratioUnderBound', 'ratioOverBound')
    expect(found.map(one => [one.code, one.params['ratio']])).toEqual([
      // A two-disease visit of somebody who is not enrolled is paid 0.0000: the farthest below.
      ['ratioUnderBound', '0.0000'],
      ['ratioOverBound', '0.8500'],
    ])
    for (const one of found) expect(settledCodes(policy, one.situations?.[0])).toContain('ratioOutOfBounds:band')
  })

  it('is broken on one combination of four facts and on one day only', () => {
    const policy = opened(pack => {
      pack.rules.push(band({ min: '0.6000' }, { all: PRIMARY_STAY.all.slice(0, 2) }), {
        id: 'rare',
        clause: 'lakeside/2',
        from: '2024-02-29',
        to: '2024-03-01',
        conditions: {
          all: [
            ...PRIMARY_STAY.all.slice(0, 2),
            { fact: 'institution.ratioTier', operator: 'equal', value: 'level3' },
            { fact: 'history.stays', operator: 'equal', value: 2 },
            { fact: 'encounter.caseFlags', operator: 'contains', value: 'difficultCase' },
          ],
        },
        event: { type: 'setRatio', params: { ratio: '0.5999' } },
        overrides: ['ratio'],
      })
    })
    const report = policy.check()
    const [found] = withCode(report, 'ratioUnderBound')
    expect(errors(report)).toEqual(['ratioUnderBound'])
    expect(factsOf(found?.situations?.[0])).toMatchObject({
      'date.rules': '2024-02-29',
      'history.stays': 2,
      'encounter.caseFlags': ['difficultCase'],
      'institution.ratioTier': 'level3',
    })
    expect(settledCodes(policy, found?.situations?.[0])).toContain('ratioOutOfBounds:band')
    expect(errors(policy.check({ asOf: '2024-02-29' }))).toEqual(['ratioUnderBound'])
    expect(errors(policy.check({ asOf: '2024-02-28' }))).toEqual([])
    expect(errors(policy.check({ asOf: '2024-03-01' }))).toEqual([])
  })

  it('counts where the layer is reached only', () => {
    // Assistance pays nothing without a category: the ratio 0.0000 of `ordinary` is never applied.
    const only = (category: readonly string[]) =>
      opened(pack => {
        const conditions = { fact: 'person.lowIncomeCategory', operator: 'in', value: category }
        pack.rules.push(band({ layer: 'assistance', min: '0.6000' }, conditions))
      }).check()
    expect(errors(only(['none', 'minimumLivingAllowance', 'extremePoverty']))).toEqual([])
    // `otherHardship` has a category and is `ordinary`: 0.0000.
    const [found] = withCode(only(['otherHardship']), 'ratioUnderBound')
    expect(found?.params).toMatchObject({ layer: 'assistance', ratio: '0.0000', bound: '0.6000' })
  })

  it('does not count where a guard leaves the claim without an answer', () => {
    // Without its row a primary stay of a resident has no ratio: noRule, not 0.0000.
    const hole = (edit: (pack: PackParts) => void) =>
      withBand({ min: '0.8500' }, pack => {
        pack.tables[0]!.rows.splice(0, 1)
        edit(pack)
      })
    expect(errors(hole(withoutDeductible).check())).toEqual([])
    // Below the deductible no ratio is asked for, so no guard speaks: there the settlement itself shows 0.0000.
    const policy = hole(() => undefined)
    const [found] = withCode(policy.check(), 'ratioUnderBound')
    expect(settledCodes(policy, found?.situations?.[0])).toContain('ratioOutOfBounds:band')
    expect(settledLine(policy, found?.situations?.[0], 'basic.payable')).toBe('0.00')
  })

  it('is not checked where its parameter has no value, and says so', () => {
    const report = withBand({ min: { parameter: 'least' } }, pack => pack.parameters.push({ id: 'least', type: 'ratio' })).check()
    expect(errors(report)).toEqual([])
    expect(withCode(report, 'boundNotChecked')).toMatchObject([{ level: 'information', params: { rule: 'band', parameter: 'least' } }])
  })

  it('is followed through dated values of its parameter', () => {
    // 0.8500 is paid; from 2024-07-01 at least 0.8501.
    const values = [{ value: '0.8500' }, { from: '2024-07-01', value: '0.8501' }]
    const policy = withBand({ min: { parameter: 'least' } }, pack => pack.parameters.push({ id: 'least', type: 'ratio', values }))
    expect(factsOf(withCode(policy.check(), 'ratioUnderBound')[0]?.situations?.[0])).toMatchObject({ 'date.rules': '2024-07-01' })
    expect(errors(policy.check({ asOf: '2024-06-30' }))).toEqual([])
    expect(errors(policy.check({ asOf: '2024-07-01' }))).toEqual(['ratioUnderBound'])
  })

  it('is undecided, not silent, where the cases run out', () => {
    const report = withBand({ min: '0.8501' }).check({ limit: 3 })
    expect(withCode(report, 'checkIncomplete').length).toBeGreaterThan(0)
    expect(errors(report)).not.toContain('ratioUnderBound')
  })
})

describe('a city under the band of its province', () => {
  const under = (ratio: string) => shipped('jining', { parameters: { primaryInpatientRatio: ratio } })

  it.each([
    ['0.8499', ['parameterOutOfBounds', 'ratioUnderBound']],
    ['0.8500', []],
    ['0.9000', []],
    ['0.9001', ['parameterOutOfBounds', 'ratioOverBound']],
  ] as const)('a ratio of %s', (ratio, codes) => {
    const policy = under(ratio)
    const report = policy.check()
    expect(errors(report)).toEqual(codes)
    for (const one of withCode(report, 'ratioUnderBound', 'ratioOverBound')) {
      expect(settledLine(policy, one.situations?.[0], 'basic.baseRatio')).toBe(ratio)
      expect(settledCodes(policy, one.situations?.[0])).toContain(
        `ratioOutOfBounds:${one.code === 'ratioUnderBound' ? 'primaryInpatientFloor' : 'primaryInpatientCeiling'}`,
      )
    }
  })
})
