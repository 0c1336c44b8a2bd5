import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scoreEntries } from '../../src/budget/scores/entries.ts'
import { scoreYear } from '../../src/budget/scores/score-year.ts'
import { scoreTerms } from '../../src/budget/scores/terms.ts'
import type { ScoreReport } from '../../src/budget/report.ts'
import { jsonSchemas } from '../../src/json-schema/schemas.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { isValid } from '../support/json-schema.ts'
import { codesAt, exampleOf, worked, YEAR_END } from './score-support.ts'

/** Case, score of its group × coefficient × deviation × flags, and what it comes to. */
type WorkedCase = readonly [id: string, deviation: string, working: string, score: string]

const DIP: readonly WorkedCase[] = [
  // City hospital: coefficient 1.1.
  ['a1', 'normal', '3200 * 1.1', '3520.0000'],
  // 60000 ÷ 24000 = 2.5: (2.5 − 2) + 1.
  ['a2', 'high', '2400 * 1.1 * (60000 / 24000 - 2 + 1)', '3960.0000'],
  // 66000 ÷ 11000 = 6, above 5: as much, but experts look first.
  ['a3', 'extreme', '1100 * 1.1 * (66000 / 11000 - 2 + 1)', '6050.0000'],
  // 16000 ÷ 8000 is exactly 2: normal; one fen more is not.
  ['a4', 'normal', '620.5 * 1.1', '682.5500'],
  ['a5', 'high', '620.5 * 1.1 * (16000.01 / 8000 - 2 + 1)', '682.5509'],
  // A base disease: coefficient 1 everywhere.
  ['a6', 'normal', '300 * 1', '300.0000'],
  // An innovative technique: 10% more.
  ['a7', 'normal', '900 * 1.1 * (1 + 0.1)', '1089.0000'],
  // County hospital: coefficient 1. 4000 ÷ 8000 is exactly 0.5: normal; one fen less is not.
  ['b1', 'normal', '1000 * 1', '1000.0000'],
  ['b2', 'low', '1000 * 1 * (3999.99 / 8000)', '499.9988'],
  ['b3', 'normal', '300 * 1', '300.0000'],
  ['b4', 'normal', '500 * 1', '500.0000'],
  ['b5', 'normal', '450 * 1', '450.0000'],
  // 35000 ÷ 7000 is exactly 5: no review; one fen more is reviewed.
  ['b6', 'high', '800 * 1 * (35000 / 7000 - 2 + 1)', '3200.0000'],
  ['b7', 'extreme', '800 * 1 * (35000.01 / 7000 - 2 + 1)', '3200.0011'],
  // Hospital of Chinese medicine: coefficient 0.95.
  ['c1', 'normal', '560 * 0.95', '532.0000'],
  ['c2', 'low', '500 * 0.95 * (1000 / 4000)', '118.7500'],
  ['c3', 'byDay', '12.5 * 0.95 * 30', '356.2500'],
  ['c4', 'normal', '250 * 1', '250.0000'],
  // Township centres: coefficients 0.8 and 0.75.
  ['d1', 'normal', '300 * 1', '300.0000'],
  ['d2', 'low', '250 * 1 * (700 / 1500)', '116.6667'],
  ['d3', 'normal', '620.5 * 0.8', '496.4000'],
  ['d4', 'normal', '500 * 0.8', '400.0000'],
  ['d5', 'normal', '450 * 0.8', '360.0000'],
  ['e1', 'normal', '300 * 1', '300.0000'],
  ['e2', 'normal', '620.5 * 0.75', '465.3750'],
  ['e3', 'high', '250 * 1 * (3600 / 1500 - 2 + 1)', '350.0000'],
]

/** Institution, its scores, score × value, what others paid, and what the fund owes. */
type WorkedInstitution = readonly [
  member: string,
  scores: string,
  score: string,
  standard: string,
  paid: string,
  others: string,
  owed: string,
]

const DIP_INSTITUTIONS: readonly WorkedInstitution[] = [
  [
    'cityHospital',
    '3520 + 3960 + 6050 + 682.55 + 682.5509 + 300 + 1089',
    '16284.1009',
    '171238.72',
    '10800 + 21000 + 20000 + 5000 + 5000 + 1000 + 3000',
    '65800.00',
    '105438.72',
  ],
  [
    'countyHospital',
    '1000 + 499.9988 + 300 + 500 + 450 + 3200 + 3200.0011',
    '9149.9999',
    '96218.65',
    '1100 + 1100 + 700 + 1900 + 1000 + 9000 + 9000',
    '23800.00',
    '72418.65',
  ],
  ['northTownship', '300 + 116.6667 + 496.4 + 400 + 360', '1673.0667', '17593.47', '360 + 140 + 650 + 520 + 400', '2070.00', '15523.47'],
  ['southTownship', '300 + 465.375 + 350', '1115.3750', '11728.95', '350 + 600 + 800', '1750.00', '9978.95'],
  ['tcmHospital', '532 + 118.75 + 356.25 + 250', '1257.0000', '13218.23', '1500 + 300 + 1500 + 400', '3700.00', '9518.23'],
]

const DRG: readonly WorkedCase[] = [
  // Difference coefficient 1.08. 100000 ÷ 50000 is exactly 2, the bound of the scheme: normal; 125000 ÷ 50000 = 2.5.
  ['p1', 'normal', '420.25 * 1.08', '453.8700'],
  ['p2', 'high', '420.25 * 1.08 * (125000 / 50000 - 2 + 1)', '680.8050'],
  // 8000 ÷ 10000 is exactly 0.8: 0.8 + 0.2.
  ['p3', 'lower', '80.5 * 1.08 * (8000 / 10000 + 0.2)', '86.9400'],
  // Readmitted within 15 days: the first stay's points are halved.
  ['p4', 'normal', '80.5 * 1.08 * 0.5', '43.4700'],
  ['p5', 'normal', '45 * 1', '45.0000'],
  // Difference coefficient 0.96. 4800 ÷ 12000 is exactly 0.4: the actual multiple; one fen more adds 0.2.
  ['q1', 'low', '95 * 0.96 * (4800 / 12000)', '36.4800'],
  ['q2', 'lower', '95 * 0.96 * (4800.01 / 12000 + 0.2)', '54.7201'],
  ['q3', 'byDay', '2.4 * 0.96 * 45', '103.6800'],
  ['q4', 'normal', '45 * 1', '45.0000'],
  ['r1', 'lower', '80.5 * 0.85 * (7000 / 10000 + 0.2)', '61.5825'],
  ['r2', 'normal', '45 * 1', '45.0000'],
]

const DRG_INSTITUTIONS: readonly WorkedInstitution[] = [
  [
    'hospitalA',
    '453.87 + 680.805 + 86.94 + 43.47 + 45',
    '1310.0850',
    '233867.60',
    '30000 + 45000 + 2500 + 2700 + 2100',
    '82300.00',
    '151567.60',
  ],
  ['hospitalB', '36.48 + 54.7201 + 103.68 + 45', '239.8801', '42821.79', '1400 + 1400 + 2700 + 1500', '7000.00', '35821.79'],
  ['hospitalC', '61.5825 + 45', '106.5825', '19026.39', '1500 + 900', '2400.00', '16626.39'],
]

const settle = (pack: string, example: string): ScoreReport => scoreYear(scoreTerms(openPolicy(pack).pack, YEAR_END), exampleOf(example))

function expectWorked(report: ScoreReport, cases: readonly WorkedCase[], institutions: readonly WorkedInstitution[]): void {
  expect(report.cases.map(({ id, deviation, score }) => [id, deviation, score])).toEqual(
    cases.map(([id, deviation, , score]) => [id, deviation, score]),
  )
  for (const [id, , working, score] of cases) expect(worked(working, 4), id).toBe(score)
  expect(report.institutions.map(one => [one.member, one.score, one.standard, one.paidByOthers, one.entitled, one.fund])).toEqual(
    institutions.map(([member, , score, standard, , others, owed]) => [member, score, standard, others, owed, owed]),
  )
  for (const [member, scores, score, standard, paid, others, owed] of institutions) {
    expect(worked(scores, 4), member).toBe(score)
    expect(worked(`${score} * ${report.pointValue ?? ''}`, 2), member).toBe(standard)
    expect(worked(paid, 2), member).toBe(others)
    expect(worked(`${standard} - ${others}`, 2), member).toBe(owed)
  }
}

describe('the worked DIP year', () => {
  const report = settle('shanwei', 'dip-year')

  it('has five institutions of three levels, 13 groups and every kind of deviation', () => {
    const { groups, institutions } = exampleOf('dip-year')
    expect(groups).toHaveLength(13)
    expect(new Set(institutions.map(({ level }) => level))).toEqual(new Set(['township', 'county', 'city']))
    expect(institutions).toHaveLength(5)
    expect(new Set(report.cases.map(({ deviation }) => deviation))).toEqual(new Set(['low', 'normal', 'high', 'extreme', 'byDay']))
  })

  it('scores every case and pays every institution as worked by hand', () => {
    expectWorked(report, DIP, DIP_INSTITUTIONS)
  })

  it('values a point at (217000 ÷ 0.7) ÷ 29479.5425, rounded down to four decimals', () => {
    expect(report.score).toBe(worked('16284.1009 + 9149.9999 + 1673.0667 + 1115.375 + 1257', 4))
    expect(report.score).toBe('29479.5425')
    // 310000 ÷ 29479.5425 = 10.51576…
    expect(worked('217000 / 0.7 / 29479.5425', 6)).toBe('10.515767')
    expect(report.pointValue).toBe('10.5157')
  })

  it('leaves 4121.98: what hospitals get and the remainder are the fund to the fen', () => {
    expect(report.remainder).toBe('4121.98')
    expect(worked('105438.72 + 72418.65 + 15523.47 + 9978.95 + 9518.23 + 4121.98', 2)).toBe(report.fund)
  })

  it('gives a base disease one standard at every level, and a fund part by what patients and other funds paid', () => {
    const base = report.cases.filter(({ group }) => group === 'I10')
    // 300 × 10.5157 = 3154.71; less 1000, 700, 360, 350.
    expect(base.map(({ id, standard, entitled }) => [id, standard, entitled])).toEqual([
      ['a6', '3154.71', '2154.71'],
      ['b3', '3154.71', '2454.71'],
      ['d1', '3154.71', '2794.71'],
      ['e1', '3154.71', '2804.71'],
    ])
  })

  it('says which cases await experts, and whose number the uplift is', () => {
    expect(report.cases.filter(({ review }) => review).map(({ id }) => id)).toEqual(['a3', 'b7'])
    expect(report.findings.map(({ code, params }) => [code, params])).toEqual([['casesToReview', { count: 2 }]])
    expect(report.sources).toMatchObject([
      { parameter: 'innovationUplift', value: '0.1000', source: 'illustrative', clause: 'shanwei/3.1.2.4' },
    ])
    expect([report.method, report.terms.source, report.terms.clause]).toEqual(['dip', 'published', 'shanwei/3.1.2.2'])
  })

  it('shows the factors of a case in order', () => {
    expect(report.cases.find(({ id }) => id === 'a7')?.factors).toEqual([
      { id: 'coefficient', factor: '1.1000' },
      { id: 'deviation', factor: '1.0000' },
      { id: 'flag:innovativeTechnology', factor: '1.1000' },
    ])
  })

  it('owes it in entries: to each hospital, and the remainder to the pooled fund as one of its own', () => {
    const entries = scoreEntries(report)
    expect(entries.map(({ from, to, amount }) => [from, to, amount])).toEqual([
      ['scoredFund', 'member:cityHospital', '105438.72'],
      ['scoredFund', 'member:countyHospital', '72418.65'],
      ['scoredFund', 'member:northTownship', '15523.47'],
      ['scoredFund', 'member:southTownship', '9978.95'],
      ['scoredFund', 'member:tcmHospital', '9518.23'],
      ['scoredFund', 'fund', '4121.98'],
    ])
    expect(new Set(entries.flatMap(({ clauses }) => clauses))).toEqual(new Set(['shanwei/3.1.2.2']))
  })
})

describe('the worked DRG year', () => {
  const report = settle('wenzhou', 'drg-year')

  it('scores every case and pays every institution as worked by hand', () => {
    expectWorked(report, DRG, DRG_INSTITUTIONS)
  })

  it('works the reimbursement ratio out from the cases: 194600.01 of 286300.01', () => {
    const { cases } = exampleOf('drg-year')
    expect(worked(cases.map(({ cost }) => cost).join(' + '), 2)).toBe('286300.01')
    expect(worked(`286300.01 - (82300 + 7000 + 2400)`, 2)).toBe('194600.01')
    expect(report.reimbursementRatio).toBe(worked('194600.01 / 286300.01', 4))
    // By the exact ratio, not by the four decimals shown: 201000 × 286300.01 ÷ 194600.01 ÷ 1656.5476 = 178.5133…
    expect(report.score).toBe(worked('1310.085 + 239.8801 + 106.5825', 4))
    expect(worked('201000 * 286300.01 / 194600.01 / 1656.5476 - 0.00005', 4)).toBe(report.pointValue)
  })

  it('pays more than its fund, which the remainder says', () => {
    expect(report.remainder).toBe(worked('201000 - 151567.60 - 35821.79 - 16626.39', 2))
  })
})

describe('the schema of a budget year', () => {
  const schema = jsonSchemas().get('budgetYear') ?? {}
  /** The worked year with one value set in its scores. */
  const yearWith = (path: readonly (string | number)[], value: unknown): { readonly scores: unknown } => {
    const json = JSON.parse(readFileSync(new URL('../../examples/dip-year.json', import.meta.url), 'utf8')) as { readonly scores: unknown }
    let at = json.scores as Record<string | number, unknown>
    for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
    at[path.at(-1) ?? ''] = value
    return json
  }

  it.each([
    ['the year as it is', ['fund'], '217000.00', true],
    ['a score of zero', ['groups', 0, 'score'], '0.0000', false],
    ['a mean of zero', ['groups', 0, 'meanCost', 'city'], '0.00', false],
    ['a coefficient of zero', ['institutions', 0, 'coefficient'], '0', false],
    ['a coefficient of eight', ['institutions', 0, 'coefficient'], '8.0000', true],
    ['a coefficient above eight', ['institutions', 0, 'coefficient'], '8.0001', false],
    ['a ratio of one', ['reimbursementRatio'], '1', true],
    ['a ratio above one', ['reimbursementRatio'], '1.0001', false],
    ['days as a text', ['cases', 0, 'days'], '3', false],
    ['no day', ['cases', 0, 'days'], 0, false],
    ['a third decimal', ['cases', 0, 'cost'], '1.005', false],
    ['a misspelt key', ['cases', 0, 'costs'], '1.00', false],
  ] as const)('and the reader agree on %s', (_, path, value, isRight) => {
    const given = yearWith(path, value)
    expect(isValid(schema, given)).toBe(isRight)
    expect(codesAt(() => scoreYear(scoreTerms(openPolicy('shanwei').pack, YEAR_END), given.scores)).length === 0).toBe(isRight)
  })
})

describe('policy.budget', () => {
  const year = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'))

  it.each([
    ['shanwei', 'dip-year'],
    ['wenzhou', 'drg-year'],
  ])('settles the scores of %s with their entries, findings and sources', (pack, example) => {
    const alone = settle(pack, example)
    const report = openPolicy(pack).budget(year(example))
    expect(report.scores).toEqual({ ...alone, findings: alone.findings.map(finding => ({ ...finding, path: '/scores' })) })
    expect(report.ledger).toEqual(scoreEntries(alone))
    expect(report.findings).toEqual(expect.arrayContaining([...(report.scores?.findings ?? [])]))
    expect(report.sources).toEqual(expect.arrayContaining([...alone.sources]))
    expect([report.plan, report.closing]).toEqual([null, null])
    expect(isValid(jsonSchemas().get('budgetReport') ?? {}, report)).toBe(true)
  })

  it('asks for institutions among the members, and for a scoring where the policy has none', () => {
    const given = year('dip-year') as { readonly members: readonly unknown[] }
    expect(codesAt(() => openPolicy('shanwei').budget({ ...given, members: given.members.slice(1) }))).toEqual([
      'unknownMember /scores/institutions/0/member',
    ])
    expect(codesAt(() => openPolicy('luan').budget(given))).toEqual(['scoringNone '])
  })
})
