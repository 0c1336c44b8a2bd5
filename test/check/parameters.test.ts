import { describe, expect, it } from 'vitest'
import { errors, faulty, opened, withCode, type PackParts } from './faults.ts'
import { openPack } from '../../src/full-policy.ts'

const amount = (parts: Readonly<Record<string, unknown>>) => (pack: PackParts) => {
  pack.parameters.push({ id: 'bounded', type: 'money', bounds: { min: '100.00', max: '200.00', clause: 'lakeside/3' }, ...parts })
}

describe('a parameter and its bounds', () => {
  it.each([
    ['at the lower bound', '100.00', []],
    ['one fen under it', '99.99', ['parameterOutOfBounds']],
    ['at the upper bound', '200.00', []],
    ['one fen over it', '200.01', ['parameterOutOfBounds']],
  ] as const)('%s', (_, value, codes) => {
    expect(errors(opened(amount({ value })).check())).toEqual(codes)
  })

  it.each([
    ['ratio', '0.5000', '0.4999'],
    ['points', '-5', '-5.01'],
    ['int', 3, 2],
  ] as const)('holds for a %s too', (type, least, less) => {
    const check = (value: unknown) =>
      errors(opened(pack => pack.parameters.push({ id: 'bounded', type, value, bounds: { min: least } })).check())
    expect([check(least), check(less)]).toEqual([[], ['parameterOutOfBounds']])
  })

  it('is told of the one dated value that is outside by a fen', () => {
    const values = [{ value: '150.00' }, { from: '2023-01-01', value: '200.01' }, { from: '2024-01-01', value: '200.00' }]
    const policy = opened(amount({ values }))
    const [found, ...more] = withCode(policy.check(), 'parameterOutOfBounds')
    expect(more).toEqual([])
    expect(found).toMatchObject({
      level: 'error',
      clause: 'lakeside/3',
      params: { parameter: 'bounded', value: '200.01', sinceEn: ' (from 2023-01-01)', min: '100.00', max: '200.00' },
    })
    expect(found?.path).toMatch(/^\/parameters\/\d+$/)
    expect(errors(policy.check({ asOf: '2023-12-31' }))).toEqual(['parameterOutOfBounds'])
    expect(errors(policy.check({ asOf: '2024-01-01' }))).toEqual([])
    expect(errors(policy.check({ asOf: '2022-12-31' }))).toEqual([])
  })

  it('is told of a scheme where the scheme gives the value', () => {
    const policy = opened(pack => {
      amount({ value: '150.00' })(pack)
      pack.schemes['standard']!.parameters['bounded'] = '99.99'
    })
    expect(withCode(policy.check(), 'parameterOutOfBounds')).toMatchObject([{ path: '/schemes/standard/parameters/bounded' }])
    expect(errors(openPack(faulty(amount({ value: '150.00' }))).check())).toEqual([])
  })

  it('that has no value under this scheme is information, not an error', () => {
    const report = opened(amount({})).check()
    expect(errors(report)).toEqual([])
    expect(withCode(report, 'parameterWithoutValue')).toMatchObject([{ level: 'information', params: { parameter: 'bounded' } }])
  })
})

describe('the values of a parameter in time', () => {
  const dated = (from: string, window: Record<string, string> = { from: '2020-01-01' }) =>
    opened(pack => {
      pack.window = window
      pack.parameters = pack.parameters.filter(one => one['id'] !== 'winter.bonus')
      pack.rules = pack.rules.filter(one => one['id'] !== 'winterBonus')
      amount({ values: [{ from, value: '150.00' }] })(pack)
    }).check()

  it('leave no gap where the first begins with the window', () => {
    expect(withCode(dated('2020-01-01'), 'valueGap')).toEqual([])
  })

  it('leave a gap of one day where it begins a day later', () => {
    expect(withCode(dated('2020-01-02'), 'valueGap')).toMatchObject([
      { level: 'warning', params: { parameter: 'bounded', from: '2020-01-01', until: '2020-01-02' } },
    ])
  })

  it('are never in force from the day on which the window ends', () => {
    const window = { from: '2020-01-01', to: '2022-01-01' }
    const never = (from: string) => withCode(dated(from, window), 'valueNeverInForce').filter(one => one.params['parameter'] === 'bounded')
    expect(never('2021-12-31')).toEqual([])
    expect(never('2022-01-01')).toMatchObject([{ level: 'warning', params: { from: '2022-01-01' } }])
  })

  it('are never in force where the next one begins with the window', () => {
    const values = (next: string) => [{ value: '110.00' }, { from: next, value: '150.00' }]
    const check = (next: string) => withCode(opened(amount({ values: values(next) })).check(), 'valueNeverInForce')
    expect([check('2020-01-02').length, check('2020-01-01').length]).toEqual([0, 1])
  })
})

describe('windows', () => {
  const windowed = (window: Readonly<Record<string, string>>) =>
    opened(pack => {
      pack.window = { from: '2020-01-01', to: '2022-01-01' }
      Object.assign(pack.rules.find(rule => rule['id'] === 'irregular') ?? {}, window)
    }).check()

  it.each([
    ['of one day', { from: '2020-06-01', to: '2020-06-02' }, []],
    ['of no day', { from: '2020-06-01', to: '2020-06-01' }, ['windowEmpty']],
    ['that ends when the pack begins', { to: '2020-01-01' }, ['ruleOutsideWindow']],
    ['that ends a day later', { to: '2020-01-02' }, []],
    ['that begins when the pack ends', { from: '2022-01-01' }, ['ruleOutsideWindow']],
    ['that begins a day before', { from: '2021-12-31' }, []],
  ] as const)('of a rule, %s', (_, window, codes) => {
    const found = withCode(windowed(window), 'windowEmpty', 'ruleOutsideWindow').filter(one => one.params['of'] === 'irregular')
    expect(found.map(one => one.code)).toEqual(codes)
    expect(withCode(windowed(window), 'ruleNeverFires').filter(one => one.params['rule'] === 'irregular')).toEqual([])
  })

  it('of a table are told once, not row by row', () => {
    const report = opened(pack => {
      Object.assign(pack.tables[0] ?? {}, { to: '2019-01-01' })
    }).check()
    expect(withCode(report, 'ruleOutsideWindow')).toMatchObject([{ path: '/tables/0', params: { of: 'ratio' } }])
  })

  it('of a pack without a day are an error, and nothing else is asked', () => {
    const report = opened(pack => void (pack.window = { from: '2020-01-01', to: '2020-01-01' })).check()
    expect(errors(report)).toEqual(['windowEmpty'])
  })

  it('do not hold a day before them: that is an error', () => {
    const report = opened(() => undefined).check({ asOf: '2019-12-31' })
    expect(withCode(report, 'notInForce')).toMatchObject([{ params: { day: '2019-12-31' } }])
    expect(errors(opened(() => undefined).check({ asOf: '2020-01-01' }))).toEqual([])
  })

  it('are asked of days only', () => {
    expect(() => opened(() => undefined).check({ asOf: '2024-02-30' })).toThrow(/2024-02-30/)
  })
})

describe('segments whose ends are parameters', () => {
  it.each([
    ['100000.00', '100000.01', []],
    ['100000.00', '100000.00', ['segmentsFall']],
    ['100000.01', '100000.00', ['segmentsFall']],
  ] as const)('rise from %s to %s or not', (step1, step2, codes) => {
    expect(errors(opened(() => undefined, { parameters: { 'serious.step1': step1, 'serious.step2': step2 } }).check())).toEqual(codes)
  })

  it('fall from the day on which one of them does', () => {
    const policy = opened(pack => {
      const step = pack.parameters.find(one => one['id'] === 'serious.step2')
      delete step?.['value']
      Object.assign(step ?? {}, { values: [{ value: '100000.00' }, { from: '2024-05-01', value: '50000.00' }] })
    })
    expect(withCode(policy.check(), 'segmentsFall')).toMatchObject([
      { path: '/layers/1/segments', params: { layer: 'serious', day: '2024-05-01' } },
    ])
    expect(errors(policy.check({ asOf: '2024-04-30' }))).toEqual([])
  })
})

describe('clauses', () => {
  const clauses = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map(n => ({ id: `lakeside/${n}` }))
  const listed = (edit: (pack: PackParts) => void = () => undefined) =>
    opened(pack => {
      pack.clauses = clauses
      edit(pack)
    }).check()

  it('that are all listed and all encoded are no finding', () => {
    expect(errors(listed())).toEqual([])
  })

  it('that a rule cites and the pack does not list are an error, with the likely one', () => {
    const [found] = withCode(
      listed(pack => void (pack.rules[0]!['clause'] = 'lakeside/11')),
      'citesNothing',
    )
    expect(found).toMatchObject({ level: 'error', path: '/rules/0', params: { kindEn: 'rule', by: 'primary', clause: 'lakeside/11' } })
  })

  it('that a parameter, a layer or a table cites are held to the list too', () => {
    const report = listed(pack => {
      pack.parameters[0]!['clause'] = 'lakeside/x1'
      pack.layers[0]!['clause'] = 'lakeside/x2'
      pack.tables[0]!['clause'] = 'lakeside/x3'
    })
    expect(withCode(report, 'citesNothing').map(one => [one.path, one.params['clause']])).toEqual(
      expect.arrayContaining([
        ['/parameters/0', 'lakeside/x1'],
        ['/layers/0', 'lakeside/x2'],
        ['/tables/0', 'lakeside/x3'],
      ]),
    )
  })

  it('that nothing encodes need a reason', () => {
    const reason = { zh: '只有方向', en: 'gives a direction only' }
    const extra = (clause: { id: string; reason?: unknown }) => errors(listed(pack => void (pack.clauses = [...clauses, clause])))
    expect([extra({ id: 'lakeside/12' }), extra({ id: 'lakeside/12', reason })]).toEqual([['clauseUnaccounted'], []])
  })

  it('that stand behind no rule are information', () => {
    const report = listed(pack => {
      delete pack.rules[0]!['clause']
      delete pack.tables[1]!['clause']
    })
    expect(withCode(report, 'ruleWithoutClause', 'tableWithoutClause').map(one => [one.level, one.params['rule']])).toEqual([
      ['information', 'assistanceRatio'],
      ['information', 'primary'],
    ])
  })
})
