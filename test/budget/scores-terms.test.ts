import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/base/date.ts'
import { ScoreFold } from '../../src/budget/scores/fold.ts'
import { scoreYear } from '../../src/budget/scores/score-year.ts'
import { scoreTerms, type ScoreTerms } from '../../src/budget/scores/terms.ts'
import type { ScoredCase, ScoreYear } from '../../src/budget/year.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { loadPack } from '../../src/pack/load.ts'
import { codesAt, issuesOf, NATIONAL, packWith, termsWith, worked, YEAR_END } from './score-support.ts'

const stay = (id: string, cost: string, more: Partial<ScoredCase> = {}): ScoredCase => ({
  id,
  member: 'h',
  group: 'g',
  cost,
  paidByOthers: '0.00',
  ...more,
})

const yearOf = (cases: readonly unknown[], more: Partial<ScoreYear> = {}): ScoreYear => ({
  fund: '1000.00',
  reimbursementRatio: '1',
  groups: [
    { id: 'g', score: '100', meanCost: { level2: '3000.00' } },
    { id: 'base', score: '100', isBase: true, meanCost: { all: '3000.00' } },
    { id: 'day', score: '1.5', isByDay: true, meanCost: { all: '100.00' } },
  ],
  institutions: [{ member: 'h', level: 'level2', coefficient: '1' }],
  cases: cases as readonly ScoredCase[],
  ...more,
})

const scoreOf = (cost: string, terms: ScoreTerms = termsWith(), more: Partial<ScoredCase> = {}): readonly unknown[] => {
  const [one] = scoreYear(terms, yearOf([stay('x', cost, more)])).cases
  return [one?.deviation, one?.multiple, one?.score, one?.review]
}

describe('deviation of the national specification, at a mean of 3000.00', () => {
  it.each([
    // 100 × 1499.99 ÷ 3000 = 49.99966…
    ['one fen below half', '1499.99', 'low', '0.5000', '49.9997', false],
    ['exactly half', '1500.00', 'normal', '0.5000', '100.0000', false],
    ['exactly twice', '6000.00', 'normal', '2.0000', '100.0000', false],
    // 100 × (6000.01 ÷ 3000 − 2 + 1) = 100.00033…
    ['one fen above twice', '6000.01', 'high', '2.0000', '100.0003', false],
    // 100 × (5 − 2 + 1)
    ['exactly five times', '15000.00', 'high', '5.0000', '400.0000', false],
    ['one fen above five times', '15000.01', 'extreme', '5.0000', '400.0003', true],
    ['no cost', '0.00', 'low', '0.0000', '0.0000', false],
  ])('%s', (_, cost, deviation, multiple, score, review) => {
    expect(scoreOf(cost)).toEqual([deviation, multiple, score, review])
  })

  it('finds the band by the exact multiple, where the mean divides no bound', () => {
    const year = yearOf([stay('a', '0.50'), stay('b', '0.51')], { groups: [{ id: 'g', score: '100', meanCost: { all: '1.01' } }] })
    // Half of 1.01 is 0.505: 0.50 is below, 0.51 is not. 100 × 50 ÷ 101 = 49.50495…
    expect(scoreYear(termsWith(), year).cases.map(one => [one.deviation, one.score])).toEqual([
      ['low', '49.5050'],
      ['normal', '100.0000'],
    ])
  })

  it('rounds the score once: half-up of the whole product, not of its factors', () => {
    // 100 × 0.3333 × (1000 ÷ 3000) = 11.11; with the factor rounded first it were 0.3333 × 33.3333 = 11.1099…
    const institutions = [{ member: 'h', level: 'level2', coefficient: '0.3333' }]
    const [one] = scoreYear(termsWith(), yearOf([stay('x', '1000.00')], { institutions })).cases
    expect(one?.score).toBe('11.1100')
    expect(worked('100 * 0.3333 * (1000 / 3000)', 4)).toBe('11.1100')
  })

  it('takes the mean of the institution’s level, or of all', () => {
    const groups = [{ id: 'g', score: '100', meanCost: { level2: '3000.00', all: '10000.00' } }]
    const institutions = [
      { member: 'h', level: 'level2', coefficient: '1' },
      { member: 'k', level: 'level3', coefficient: '1' },
    ]
    const { cases } = scoreYear(
      termsWith(),
      yearOf([stay('a', '3000.00'), stay('b', '3000.00', { member: 'k' })], { groups, institutions }),
    )
    expect(cases.map(one => one.multiple)).toEqual(['1.0000', '0.3000'])
  })
})

describe('groups by the day and base groups', () => {
  it('score × days, whatever the cost', () => {
    const more = { group: 'day', days: 20 }
    // 1.5 × 20; 9000 ÷ (100 × 20) = 4.5
    expect(scoreOf('9000.00', termsWith(), more)).toEqual(['byDay', '4.5000', '30.0000', false])
  })

  it('a base group has the coefficient that the policy declares, at every institution', () => {
    const institutions = [
      { member: 'h', level: 'level2', coefficient: '0.7' },
      { member: 'k', level: 'level3', coefficient: '1.3' },
    ]
    const cases = ['h', 'k'].flatMap(member => [
      stay(`${member}1`, '3000.00', { member, group: 'base' }),
      stay(`${member}2`, '3000.00', { member, group: 'g' }),
    ])
    const groups = [
      { id: 'g', score: '100', meanCost: { all: '3000.00' } },
      { id: 'base', score: '100', isBase: true, meanCost: { all: '3000.00' } },
    ]
    const scored = scoreYear(termsWith(), yearOf(cases, { institutions, groups })).cases.map(({ id, score }) => [id, score])
    expect(scored).toEqual([
      ['h1', '100.0000'],
      ['h2', '70.0000'],
      ['k1', '100.0000'],
      ['k2', '130.0000'],
    ])
  })

  it('a base group is refused where the policy declares no coefficient for them', () => {
    const terms = termsWith({ baseGroups: undefined })
    expect(codesAt(() => scoreYear(terms, yearOf([stay('x', '3000.00', { group: 'base' })])))).toEqual([
      'baseGroupsUndeclared /cases/0/group',
    ])
  })
})

describe('factors of flags', () => {
  const flagFactors = [
    { flag: 'innovativeTechnology', uplift: { parameter: 'u' } },
    { flag: 'readmittedWithin15Days', times: '0.5' },
  ]
  const declared = { id: 'u', type: 'ratio', label: { zh: '幅度', en: 'uplift' }, clause: 'x/1' }

  it('multiply: 1 + uplift, times', () => {
    const terms = termsWith({ flagFactors }, [{ ...declared, value: '0.2000' }])
    // 100 × (1 + 0.2) × 0.5
    expect(scoreOf('3000.00', terms, { flags: ['readmittedWithin15Days', 'innovativeTechnology'] })[2]).toBe('60.0000')
    expect(scoreOf('3000.00', terms, { flags: ['innovativeTechnology'] })[2]).toBe('120.0000')
    expect(scoreOf('3000.00', terms, { flags: ['difficultCase'] })[2]).toBe('100.0000')
  })

  it('ask for a parameter without value only where a case has the flag', () => {
    const terms = termsWith({ flagFactors }, [declared])
    expect(scoreOf('3000.00', terms)[2]).toBe('100.0000')
    const issues = issuesOf(() => scoreYear(terms, yearOf([stay('x', '3000.00', { flags: ['innovativeTechnology'] })])))
    expect(issues.map(({ code, params, clause }) => [code, params['parameter'], clause])).toEqual([['budgetParameterMissing', 'u', 'x/1']])
  })

  it('are taken as of the day', () => {
    const values = [
      { from: '2024-01-01', value: '0.1000' },
      { from: '2025-01-01', value: '0.3000' },
    ]
    const pack = loadPack(packWith({ flagFactors }, [{ ...declared, values }]))
    const scored = (day: string): unknown =>
      scoreOf('3000.00', scoreTerms(pack, parseDay(day) ?? 0), { flags: ['innovativeTechnology'] })[2]
    expect([scored('2024-12-31'), scored('2025-01-01')]).toEqual(['110.0000', '130.0000'])
    expect(codesAt(() => scored('2023-12-31'))).toEqual(['budgetParameterMissing '])
  })

  it('shanwei/3.1.2.4 raises innovative techniques by a number that the document does not give', () => {
    const { pack } = openPolicy('shanwei', { scheme: null })
    const run = () => scoreYear(scoreTerms(pack, YEAR_END), yearOf([stay('x', '3000.00', { flags: ['innovativeTechnology'] })]))
    expect(issuesOf(run).map(({ code, params, clause }) => [code, params['parameter'], clause])).toEqual([
      ['budgetParameterMissing', 'innovationUplift', 'shanwei/3.1.2.4'],
    ])
  })
})

describe('the value of a point', () => {
  it('is (fund ÷ ratio) ÷ Σ score, rounded down to four decimals', () => {
    const at = (fund: string, reimbursementRatio: string) =>
      scoreYear(termsWith(), yearOf([stay('x', '3000.00')], { fund, reimbursementRatio }))
    // 1000 ÷ 0.7 ÷ 100 = 14.28571…; × 100 = 1428.57; 1000 − 1428.57.
    expect(at('1000.00', '0.7')).toMatchObject({ pointValue: '14.2857', remainder: '-428.57' })
    // 0.01 ÷ 100 = 0.0001; below it nothing is left of a point.
    expect(at('0.01', '1')).toMatchObject({ pointValue: '0.0001', remainder: '0.00' })
    expect(scoreYear(termsWith(), yearOf([stay('x', '3000.00'), stay('y', '1499.00')], { fund: '0.01' }))).toMatchObject({
      pointValue: '0.0000',
      remainder: '0.01',
    })
  })

  it('takes the exact ratio of the cases where none is given: (Σ cost − Σ paid by others) ÷ Σ cost', () => {
    const without = { ...yearOf([stay('x', '3000.00', { paidByOthers: '1000.00' })], { fund: '2000.00' }), reimbursementRatio: undefined }
    // 2000 ÷ (2000 ÷ 3000) ÷ 100 = 30; by 0.6667 it were 29.9985.
    expect(scoreYear(termsWith(), without)).toMatchObject({ reimbursementRatio: '0.6667', pointValue: '30.0000', remainder: '0.00' })
  })

  it('is null where nothing scores: the fund remains, a finding says so', () => {
    const empty = scoreYear(termsWith(), yearOf([]))
    expect(empty).toMatchObject({ score: '0.0000', pointValue: null, remainder: '1000.00', cases: [] })
    expect(empty.institutions).toMatchObject([{ member: 'h', cases: 0, standard: '0.00', entitled: '0.00', fund: '0.00', used: '0.00' }])
    const free = scoreYear(termsWith(), yearOf([stay('x', '0.00')]))
    expect(free).toMatchObject({ pointValue: null, remainder: '1000.00', cases: [{ standard: null, entitled: null }] })
    expect([empty, free].map(({ findings }) => findings.map(({ code }) => code))).toEqual([['noScore'], ['noScore']])
  })

  it('may leave an institution in debt, which a finding names', () => {
    const report = scoreYear(termsWith(), yearOf([stay('x', '3000.00', { paidByOthers: '1500.00' })]))
    // 100 × 10 − 1500
    expect(report).toMatchObject({ institutions: [{ entitled: '-500.00', fund: '-500.00' }], remainder: '1500.00' })
    expect(report.findings.map(({ code, params }) => [code, params])).toEqual([['entitledBelowZero', { member: 'h', amount: '-500.00' }]])
  })
})

describe('bands of clearing, entitled to 1000.00', () => {
  const bands = [
    { id: 'underUse', below: '0.8', pays: 'used' },
    { id: 'surplusKept', upTo: '1', pays: 'entitled' },
    { id: 'overrunShared', upTo: '1.2', pays: 'shared', share: '0.6' },
    { id: 'overrunBeyond', pays: 'capped' },
  ]
  const cleared = (fundPaid: string, terms: ScoreTerms = termsWith({ bands })) => {
    const { institutions, remainder } = scoreYear(terms, yearOf([stay('x', '3000.00', { fundPaid })]))
    return [institutions[0]?.band, institutions[0]?.fund, remainder]
  }

  it.each([
    ['799.99', 'underUse', '799.99', '200.01'],
    ['800.00', 'surplusKept', '1000.00', '0.00'],
    ['1000.00', 'surplusKept', '1000.00', '0.00'],
    // 1000 + 0.6 × 0.01 = 1000.006
    ['1000.01', 'overrunShared', '1000.01', '-0.01'],
    // 1000 + 0.6 × 200
    ['1200.00', 'overrunShared', '1120.00', '-120.00'],
    ['1200.01', 'overrunBeyond', '1120.00', '-120.00'],
    ['9000.00', 'overrunBeyond', '1120.00', '-120.00'],
    ['0.00', 'underUse', '0.00', '1000.00'],
  ])('%s used: %s', (used, band, fund, remainder) => {
    expect(cleared(used)).toEqual([band, fund, remainder])
  })

  it('without bands what an institution is entitled to is paid', () => {
    expect(cleared('9000.00', termsWith())).toEqual([null, '1000.00', '0.00'])
  })

  it('need to know what the fund paid of every case', () => {
    const year = yearOf([stay('x', '3000.00'), stay('y', '3000.00', { fundPaid: '1.00' })])
    expect(codesAt(() => scoreYear(termsWith({ bands }), year))).toEqual(['fundPaidNeeded /cases'])
    expect(scoreYear(termsWith(), year).institutions[0]?.used).toBeNull()
  })

  it('ask for a share without value only where a use reaches it', () => {
    const open = bands.map(band => (band.pays === 'shared' ? { ...band, share: { parameter: 's' } } : band))
    const terms = termsWith({ bands: open }, [{ id: 's', type: 'ratio' }])
    expect(cleared('1000.00', terms)[1]).toBe('1000.00')
    expect(codesAt(() => cleared('1000.01', terms))).toEqual(['budgetParameterMissing '])
    expect(codesAt(() => cleared('1300.00', terms))).toEqual(['budgetParameterMissing '])
  })
})

describe('what is wrong with a year', () => {
  it('is told all at once, each at its place', () => {
    const year = {
      fund: '-1.00',
      reimbursementRatio: '1.5',
      groups: [
        { id: 'g', score: '0', meanCost: { level2: '0.00' } },
        { id: 'g', score: '1', meanCost: {} },
        { id: 'k', score: '1', meanCost: { level3: '10.00' }, colour: 'red' },
      ],
      institutions: [{ member: 'h', level: 'level2', coefficient: '9' }, { member: 'k', level: 'level2', coefficient: '1' }, 7],
      cases: [
        stay('a', '-1.00', { member: 'k', group: 'k' }),
        stay('a', '1.005', { member: 'nobody', group: 'none' }),
        stay('b', '1.00', { member: 'k', group: 'k', paidByOthers: '-0.01', flags: ['inovativeTechnology'] }),
        stay('c', '1.00', { member: 'k', days: 0.5 }),
        { id: 'd' },
        null,
      ],
      extra: 1,
    }
    expect([...codesAt(() => scoreYear(termsWith(), year, { path: '/scores' }))].sort()).toEqual(
      [
        'unknownKey /scores/extra',
        'outOfRange /scores/fund',
        'outOfRange /scores/reimbursementRatio',
        'outOfRange /scores/groups/0/score',
        'outOfRange /scores/groups/0/meanCost/level2',
        'duplicateId /scores/groups/1/id',
        'unknownKey /scores/groups/2/colour',
        'outOfRange /scores/institutions/0/coefficient',
        'wrongType /scores/institutions/2',
        'outOfRange /scores/cases/0/cost',
        'duplicateId /scores/cases/1/id',
        'unknownScored /scores/cases/1/member',
        'unknownScoreGroup /scores/cases/1/group',
        'tooManyDecimals /scores/cases/1/cost',
        'outOfRange /scores/cases/2/paidByOthers',
        'unknownCaseFlag /scores/cases/2/flags',
        'tooManyDecimals /scores/cases/3/days',
        ...['member', 'group', 'cost', 'paidByOthers'].map(() => 'missingField /scores/cases/4'),
        'wrongType /scores/cases/5',
      ].sort(),
    )
  })

  it.each([
    ['no mean cost at the level', { groups: [{ id: 'g', score: '1', meanCost: { level3: '1.00' } }] }, 'noMeanCost /cases/0/group'],
    [
      'a member twice',
      {
        institutions: [
          { member: 'h', level: 'level2', coefficient: '1' },
          { member: 'h', level: 'level3', coefficient: '1' },
        ],
      },
      'duplicateId /institutions/1/member',
    ],
    [
      'a coefficient of zero',
      { institutions: [{ member: 'h', level: 'level2', coefficient: '0' }] },
      'outOfRange /institutions/0/coefficient',
    ],
    ['groups that are no list', { groups: {} }, 'wrongType /groups'],
  ])('%s', (_, more, expected) => {
    expect(codesAt(() => scoreYear(termsWith(), yearOf([stay('x', '3000.00')], more as Partial<ScoreYear>)))).toContain(expected)
  })

  it('days are needed of a group by the day', () => {
    expect(codesAt(() => scoreYear(termsWith(), yearOf([stay('x', '3000.00', { group: 'day' })])))).toEqual(['daysNeeded /cases/0'])
  })

  it('a ratio that the cases cannot give is asked for', () => {
    const year = { ...yearOf([stay('x', '3000.00', { paidByOthers: '3000.00' })]), reimbursementRatio: undefined }
    expect(codesAt(() => scoreYear(termsWith(), year))).toEqual(['noReimbursementRatio '])
  })

  it('an institution that is not a member is named, with the one probably meant', () => {
    const issues = issuesOf(() =>
      scoreYear(termsWith(), yearOf([], { institutions: [{ member: 'hospitl', level: 'a', coefficient: '1' }] }), {
        members: new Set(['hospital']),
      }),
    )
    expect(issues.map(({ code, path, params }) => [code, path, params['suggestion']])).toEqual([
      ['unknownMember', '/institutions/0/member', 'hospital'],
    ])
  })

  it('a factor below zero is no score', () => {
    const terms = termsWith({ deviations: [{ id: 'all', times: '1', less: '1' }] })
    expect(codesAt(() => scoreOf('2999.99', terms))).toEqual(['negativeFactor /cases/0/cost'])
    expect(scoreOf('3000.00', terms)[2]).toBe('0.0000')
  })

  it('keys of prototypes are plain names', () => {
    const year = yearOf([stay('x', '1.00', { group: '__proto__', member: 'constructor' })])
    expect(codesAt(() => scoreYear(termsWith(), year))).toEqual(['unknownScored /cases/0/member', 'unknownScoreGroup /cases/0/group'])
    const level = yearOf([stay('x', '1.00')], { institutions: [{ member: 'h', level: 'toString', coefficient: '1' }] })
    expect(codesAt(() => scoreYear(termsWith(), level))).toEqual(['noMeanCost /cases/0/group'])
  })
})

describe('a stream of cases', () => {
  it('comes to the same as the year, and keeps none of them', () => {
    const cases = [stay('a', '3000.00', { paidByOthers: '10.00' }), stay('b', '7000.00')]
    const year = yearOf(cases)
    const fold = new ScoreFold(termsWith(), { ...year, cases: undefined })
    const scored = cases.map(one => fold.add(one)?.score)
    const whole = scoreYear(termsWith(), year)
    expect(scored).toEqual(whole.cases.map(one => one.score))
    expect(fold.close()).toEqual({ ...whole, cases: [] })
  })

  it('refuses a wrong case at once and says why at the end, a thousand of them at most', () => {
    const fold = new ScoreFold(termsWith(), { ...yearOf([]), cases: undefined })
    for (let i = 0; i < 1005; i++) expect(fold.add(stay(String(i), 'x'))).toBeUndefined()
    const issues = issuesOf(() => fold.close())
    expect(issues).toHaveLength(1001)
    expect(issues[0]?.path).toBe('/cases/0/cost')
    expect(issues.at(-1)).toMatchObject({ code: 'moreIssues', params: { count: 5 } })
  })
})

describe('the scoring of a pack', () => {
  const codes = (scoring: Readonly<Record<string, unknown>>, parameters: readonly unknown[] = []) =>
    codesAt(() => loadPack(packWith(scoring, parameters)))

  it.each([
    [
      'bands whose ends fall',
      {
        deviations: [
          { id: 'a', upTo: '2', times: '1' },
          { id: 'b', upTo: '1', times: '1' },
          { id: 'c', times: '1' },
        ],
      },
      'endsOutOfOrder /scoring/0/deviations/1',
    ],
    [
      'two bands with one end',
      {
        deviations: [
          { id: 'a', below: '2', times: '1' },
          { id: 'b', upTo: '2', times: '1' },
          { id: 'c', times: '1' },
        ],
      },
      'endsOutOfOrder /scoring/0/deviations/1',
    ],
    ['no open band', { deviations: [{ id: 'a', upTo: '2', times: '1' }] }, 'lastBandOpen /scoring/0/deviations/0'],
    [
      'an open band that is not the last',
      {
        deviations: [
          { id: 'a', times: '1' },
          { id: 'b', times: '1' },
        ],
      },
      'lastBandOpen /scoring/0/deviations/0',
    ],
    [
      'both ends',
      {
        deviations: [
          { id: 'a', below: '1', upTo: '2', times: '1' },
          { id: 'b', times: '1' },
        ],
      },
      'twoEnds /scoring/0/deviations/0',
    ],
    [
      'an id twice',
      {
        deviations: [
          { id: 'a', below: '1', times: '1' },
          { id: 'a', times: '1' },
        ],
      },
      'duplicateId /scoring/0/deviations/1/id',
    ],
    [
      'a flag twice',
      {
        flagFactors: [
          { flag: 'a', times: '1' },
          { flag: 'a', times: '2' },
        ],
      },
      'duplicateId /scoring/0/flagFactors/1/flag',
    ],
    ['no factor', { flagFactors: [{ flag: 'a' }] }, 'oneFactor /scoring/0/flagFactors/0'],
    ['two factors', { flagFactors: [{ flag: 'a', times: '1', uplift: '1' }] }, 'oneFactor /scoring/0/flagFactors/0'],
    ['a band that shares nothing', { bands: [{ id: 'a', pays: 'shared' }] }, 'shareOfBand /scoring/0/bands/0'],
    ['a share where nothing is shared', { bands: [{ id: 'a', pays: 'used', share: '1' }] }, 'shareOfBand /scoring/0/bands/0'],
    ['a cap without a band before', { bands: [{ id: 'a', pays: 'capped' }] }, 'cappedFirst /scoring/0/bands/0'],
    [
      'an unknown parameter',
      { flagFactors: [{ flag: 'a', times: { parameter: 'none' } }] },
      'unknownParameter /scoring/0/flagFactors/0/times',
    ],
    ['an unknown key', { colour: 'red' }, 'unknownKey /scoring/0/colour'],
  ])('is refused with %s', (_, scoring, expected) => {
    expect(codes(scoring)).toContain(expected)
  })

  it('is refused with a parameter that is no number', () => {
    expect(codes({ flagFactors: [{ flag: 'a', times: { parameter: 'm' } }] }, [{ id: 'm', type: 'money' }])).toEqual([
      'wrongParameterType /scoring/0/flagFactors/0/times',
    ])
  })

  it('is found by its id where there are several, and asked for where it is not clear', () => {
    const two = { ...(packWith({}) as object), scoring: ['dip', 'drg'].map(id => ({ id, method: id, deviations: NATIONAL })) }
    const pack = loadPack(two)
    expect(scoreTerms(pack, YEAR_END, 'drg').method).toBe('drg')
    expect(codesAt(() => scoreTerms(pack, YEAR_END))).toEqual(['scoringUnclear '])
    expect(issuesOf(() => scoreTerms(pack, YEAR_END, 'dpi'))[0]).toMatchObject({ code: 'scoringMissing', params: { suggestion: 'dip' } })
  })

  it('comes with what a pack adopts', () => {
    expect(openPolicy('jining').pack.scoring.map(({ id, clause }) => [id, clause])).toEqual([['dip', 'shandong/4.5']])
    expect(openPolicy('luan').pack.scoring).toEqual([])
  })
})
