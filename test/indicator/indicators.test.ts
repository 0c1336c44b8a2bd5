import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import type { IndicatorResult } from '../../src/indicator/indicators.ts'
import { listIndicators } from '../../src/indicator/list.ts'
import { valuesTemplate } from '../../src/indicator/template.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { packNames } from '../../src/node/read-pack.ts'
import { lakeside } from '../support/packs.ts'

type Json = Readonly<Record<string, unknown>>

const label = { zh: '指标', en: 'indicator' }
const AS_OF = '2024-06-30'

/** A pack with indicators of its own and what it makes of values. */
function judging(indicators: readonly Json[], more: Json = {}) {
  const policy = openPack({ ...lakeside(), ...more, indicators: indicators.map((one, i) => ({ id: `i${String(i)}`, label, ...one })) })
  return (values: Json, asOf = AS_OF): readonly IndicatorResult[] => policy.indicators(values, { asOf }).results
}

const threshold = (params: Json, more: Json = {}): Json => ({ event: { type: 'checkThreshold', params }, ...more })
const outcome = (one: IndicatorResult | undefined): string => `${one?.status ?? ''} ${one?.value ?? '-'} ${one?.gravity ?? ''}`

/** As `judging`, of what was left aside. */
function findings(indicators: readonly Json[]) {
  const policy = openPack({ ...lakeside(), indicators: indicators.map((one, i) => ({ id: `i${String(i)}`, label, ...one })) })
  return (values: Json, asOf: string): readonly string[] =>
    policy.indicators(values, { asOf }).findings.map(({ code, path }) => `${code} ${path}`)
}

function issuesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(({ code, path }) => `${code} ${path}`)
    throw error
  }
  return []
}

describe('a share', () => {
  const judge = judging([threshold({ measure: 'share', atLeast: '0.9200' })])

  it('is met at just the target and not one below it', () => {
    // 184 / 200 = 0.92; 183 / 200 = 0.915
    expect(outcome(judge({ i0: { numerator: 184, denominator: 200 } })[0])).toBe('met 0.92 none')
    expect(outcome(judge({ i0: { numerator: 183, denominator: 200 } })[0])).toBe('notMet 0.915 violation')
  })

  it('is judged before it is rounded, and shown so that it does not read as the target', () => {
    // 91999 / 100000 = 0.91999, to four decimals 0.92
    expect(outcome(judge({ i0: { numerator: '91999', denominator: '100000' } })[0])).toBe('notMet 0.91999 violation')
    expect(outcome(judge({ i0: { numerator: '919999999999', denominator: '1000000000000' } })[0])).toBe('notMet 0.919999999999 violation')
  })

  it('of nothing is undetermined, as is one without a value, which says what it needs', () => {
    const [empty] = judge({ i0: { numerator: 0, denominator: 0 } })
    expect([empty?.status, empty?.reason]).toEqual(['undetermined', 'emptyDenominator'])
    const [none] = judge({})
    expect([none?.status, none?.reason, none?.needs]).toEqual(['undetermined', 'noValue', ['numerator', 'denominator']])
  })

  it('is judged exactly, whatever the numbers', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 18n - 1n })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const [numerator, denominator] = one < other ? [one, other] : [other, one]
        const [judged] = judge({ i0: { numerator: String(numerator), denominator: String(denominator) } })
        return (judged?.status === 'met') === numerator * 10_000n >= 9_200n * denominator
      }),
    )
  })
})

describe('a share that is none', () => {
  const judge = judging([
    threshold({ measure: 'share', atLeast: '0.9200' }),
    { event: { type: 'checkTrend', params: { measure: 'share', direction: 'rises' } } },
  ])
  const share = (numerator: unknown, denominator: unknown): Json => ({ numerator, denominator })

  it('lies above 1: just at 1 it is one', () => {
    expect(issuesOf(() => judge({ i0: share('200', '200') }))).toEqual([])
    expect(issuesOf(() => judge({ i0: share('200.000001', '200') }))).toEqual(['shareAboveOne /values/i0/numerator'])
    expect(issuesOf(() => judge({ i0: share(1, 0) }))).toEqual(['shareAboveOne /values/i0/numerator'])
  })

  it('is none of the period before either', () => {
    const previous = (value: unknown): readonly string[] => issuesOf(() => judge({ i1: { ...share(1, 2), previous: value } }))
    expect([previous('1'), previous('0')]).toEqual([[], []])
    expect(previous('1.0001')).toEqual(['shareOutOfRange /values/i1/previous'])
    expect(previous('-0.0001')).toEqual(['shareOutOfRange /values/i1/previous'])
    expect(previous(share(3, 2))).toEqual(['shareAboveOne /values/i1/previous/numerator'])
  })

  it('is no matter of growth, means and plain values', () => {
    const others = judging([threshold({ measure: 'growth', atMost: 5 }), threshold({ measure: 'value', atLeast: 1 })])
    expect(others({ i0: { value: 300, previous: 100 }, i1: { value: 7 } }).map(outcome)).toEqual(['met 2 none', 'met 7 none'])
  })
})

describe('a target by a day', () => {
  const judge = judging([threshold({ measure: 'value', atLeast: 35000 }, { due: { day: '2023-12-31' } })])

  it('is not yet due on the day before, and due on the day', () => {
    expect(outcome(judge({ i0: { value: 34999 } }, '2023-12-30')[0])).toBe('notYetDue 34999 none')
    expect(outcome(judge({ i0: { value: 34999 } }, '2023-12-31')[0])).toBe('notMet 34999 violation')
  })

  it('that is met is met before its day already', () => {
    expect(outcome(judge({ i0: { value: 35000 } }, '2023-01-01')[0])).toBe('met 35000 none')
  })

  it('says where it falls due after the document has lapsed', () => {
    const event = threshold({ measure: 'value', atLeast: 1 }, { due: { day: '2024-12-31' } })
    const lapsed = judging([event], { window: { from: '2022-01-01', to: '2024-12-31' } })
    const alive = judging([event], { window: { from: '2022-01-01', to: '2025-01-01' } })
    expect([lapsed({})[0]?.dueAfterWindow, alive({})[0]?.dueAfterWindow]).toEqual([true, false])
  })
})

describe('growth', () => {
  const judge = judging([threshold({ measure: 'growth', atMost: '0.1000' })])

  it('is held against its ceiling', () => {
    // (110 - 100) / 100 = 0.10; (110.01 - 100) / 100 = 0.1001
    expect(outcome(judge({ i0: { value: '110.00', previous: '100.00' } })[0])).toBe('met 0.1 none')
    expect(outcome(judge({ i0: { value: '110.01', previous: '100.00' } })[0])).toBe('notMet 0.1001 violation')
    expect(outcome(judge({ i0: { value: '90.00', previous: '100.00' } })[0])).toBe('met -0.1 none')
  })
})

describe('a trend', () => {
  const trend = (direction: string, measure = 'value'): Json => ({ event: { type: 'checkTrend', params: { measure, direction } } })
  const judge = judging(['rises', 'falls', 'doesNotRise', 'doesNotFall'].map(direction => trend(direction)))
  const all = (value: unknown): Json => Object.fromEntries([0, 1, 2, 3].map(i => [`i${String(i)}`, value]))

  it('is strict where it must rise or fall', () => {
    const statuses = (now: number): readonly string[] => judge(all({ value: now, previous: 5 })).map(({ status }) => status)
    expect(statuses(5)).toEqual(['notMet', 'notMet', 'met', 'met'])
    expect(statuses(6)).toEqual(['met', 'notMet', 'notMet', 'met'])
    expect(statuses(4)).toEqual(['notMet', 'met', 'met', 'notMet'])
  })

  it('of shares compares fractions, not what they are rounded to', () => {
    const share = judging([trend('rises', 'share')])
    // 1/3 against 0.3333: higher by 0.0000333…
    const [one] = share({ i0: { numerator: 1, denominator: 3, previous: '0.3333' } })
    expect(outcome(one)).toBe('met 0.333333 none')
    expect(outcome(share({ i0: { numerator: 2, denominator: 6, previous: { numerator: 1, denominator: 3 } } })[0])).toBe(
      'notMet 0.3333 violation',
    )
  })
})

describe('an event', () => {
  const judge = judging([
    {
      event: {
        type: 'flagEvent',
        params: {
          when: [
            { count: 'up', is: 'some' },
            { count: 'down', is: 'none' },
          ],
        },
      },
    },
  ])

  it('is flagged where every count is as described', () => {
    const status = (up: number, down: number): string => outcome(judge({ i0: { counts: { up, down } } })[0])
    expect([status(120, 0), status(120, 7), status(0, 0)]).toEqual(['notMet 120, 0 violation', 'met 120, 7 none', 'met 0, 0 none'])
  })
})

describe('a frequency', () => {
  const weekly = judging([{ event: { type: 'checkFrequency', params: { per: 'week', atLeast: 1 } } }])
  // 2024-07-01 is a Monday.
  const visits = (dates: readonly string[], to = '2024-07-14', asOf = '2024-12-31'): string =>
    outcome(weekly({ i0: { from: '2024-07-01', to, dates } }, asOf)[0])

  it('asks for every whole week, Monday to Sunday', () => {
    expect(visits(['2024-07-07', '2024-07-08'])).toBe('met 1 none')
    expect(visits(['2024-07-06', '2024-07-07'])).toBe('notMet 0 (2024-07-08) violation')
  })

  it('leaves a week that is not over alone', () => {
    expect(visits(['2024-07-07'], '2024-07-13')).toBe('met 1 none')
    expect(visits([], '2024-07-06')).toBe('undetermined - none')
  })

  it('counts months by the calendar', () => {
    const monthly = judging([{ event: { type: 'checkFrequency', params: { per: 'month', atLeast: 2 } } }])
    const paid = (dates: readonly string[]): string => outcome(monthly({ i0: { from: '2024-02-01', to: '2024-03-30', dates } })[0])
    expect(paid(['2024-02-01', '2024-02-29'])).toBe('met 2 none')
    expect(paid(['2024-02-01', '2024-03-01'])).toBe('notMet 1 (2024-02-01) violation')
  })
})

describe('days that cannot be judged', () => {
  const weekly = { event: { type: 'checkFrequency', params: { per: 'week', atLeast: 1 } } }
  const value = (to: string, dates: readonly string[]): Json => ({ i0: { from: '2024-07-01', to, dates } })
  const told = findings([weekly])
  const judge = judging([weekly])

  it('lie after the day judged as of: that day itself counts', () => {
    expect(told(value('2024-07-14', ['2024-07-03', '2024-07-14']), '2024-07-14')).toEqual([])
    expect(told(value('2024-07-14', ['2024-07-03', '2024-07-14']), '2024-07-13')).toEqual([
      'periodAfterAsOf /values/i0/to',
      'dateAfterAsOf /values/i0/dates/1',
    ])
  })

  it('lie outside their period: its two ends are in it', () => {
    expect(told(value('2024-07-14', ['2024-07-01', '2024-07-14']), '2024-12-31')).toEqual([])
    expect(told(value('2024-07-14', ['2024-06-30', '2024-07-15']), '2024-12-31')).toEqual([
      'dateOutsidePeriod /values/i0/dates/0',
      'dateOutsidePeriod /values/i0/dates/1',
    ])
  })

  it('do not count: a week that is not over by then is not judged', () => {
    // By 13 July only the week of the 1st is over; by the 14th that of the 8th is, too, and nothing happened in it.
    const first = value('2024-07-14', ['2024-07-03'])
    expect(outcome(judge(first, '2024-07-13')[0])).toBe('met 1 none')
    expect(outcome(judge(first, '2024-07-14')[0])).toBe('notMet 0 (2024-07-08) violation')
  })
})

describe('blanks', () => {
  const judge = judging([
    threshold({ measure: 'share', atLeast: '0.5000' }, { each: ['a', 'b'] }),
    { event: { type: 'flagEvent', params: { when: [{ count: 'frauds', is: 'some' }] } } },
    threshold({ measure: 'flags', flags: ['x'], atLeast: 1 }),
  ])

  it('are told by one issue, in the places where they are, with whatever else is wrong', () => {
    const values = { i0: { a: { numerator: '', denominator: '' } }, i1: { counts: { frauds: '' } }, i2: { flags: { x: 'yes' } } }
    let caught: unknown
    try {
      judge(values)
    } catch (error) {
      caught = error
    }
    const issues = isPolicyError(caught) ? caught.issues : []
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['wrongType /values/i2/flags/x', 'blankValues /values'])
    expect(issues[1]?.params).toEqual({ count: 3, places: '/values/i0/a/numerator, /values/i0/a/denominator, /values/i1/counts/frauds' })
  })

  it('of a template are all there are to fill in, in every pack', () => {
    for (const name of packNames()) {
      const policy = openPolicy(name)
      const { values } = valuesTemplate(policy.pack)
      const codes = issuesOf(() => policy.indicators(values, { asOf: AS_OF }))
      // Some numbers are left to the locality.
      expect(codes.filter(code => !code.startsWith('missingParameter'))).toEqual(['blankValues /values'])
    }
  })
})

describe('the list of indicators', () => {
  const listed = (indicators: readonly Json[], more: Json = {}, asOf?: string) =>
    listIndicators(openPack({ ...lakeside(), ...more, indicators }).pack, asOf)

  it('tells target, unit, what to give, and by when', () => {
    const [one] = listed([
      { id: 'i', label, clause: 'lakeside/2', ...threshold({ measure: 'share', atLeast: '0.9200' }, { due: { day: '2025-12-31' } }) },
    ])
    expect(one).toMatchObject({
      id: 'i',
      clause: 'lakeside/2',
      comparison: 'atLeast',
      unit: 'share',
      targets: [{ from: null, value: '0.92', source: 'clause', parameter: null }],
      due: '2025-12-31',
      needs: ['numerator', 'denominator'],
      groups: [],
    })
  })

  it('tells what every kind of event counts in', () => {
    const event = (type: string, params: Json): Json => ({ event: { type, params } })
    const units = listed(
      [
        event('checkThreshold', { measure: 'value', atMost: 30 }),
        event('checkThreshold', { measure: 'flags', flags: ['x', 'y'], atLeast: 2 }),
        event('checkTrend', { measure: 'mean', direction: 'falls' }),
        event('flagEvent', { when: [{ count: 'up', is: 'some' }] }),
        event('checkFrequency', { per: 'month', atLeast: 1 }),
        event('checkFrequency', { per: 'week', atLeast: 1 }),
      ].map((one, i) => ({ id: `i${String(i)}`, label, ...one })),
    )
    expect(units.map(({ unit, targets, names }) => [unit, targets.length, names.map(({ name }) => name).join()])).toEqual([
      ['asGiven', 1, ''],
      ['flags', 1, 'x,y'],
      ['mean', 0, ''],
      ['events', 0, 'up'],
      ['timesAMonth', 1, ''],
      ['timesAWeek', 1, ''],
    ])
  })

  it('has each number since when it holds, or that of a day, or says which parameter is open', () => {
    const values = [{ value: '0.5000' }, { from: '2024-01-01', value: '0.6000' }].map(value => ({ ...value, source: 'clause' }))
    const own = lakeside()['parameters'] as readonly Json[]
    const parameters = [...own, { id: 'given', type: 'ratio', label, values }, { id: 'open', type: 'ratio', label }]
    const indicators = ['given', 'open'].map(id => ({
      id: `i-${id}`,
      label,
      ...threshold({ measure: 'share', atLeast: { parameter: id } }),
    }))
    const targets = (asOf?: string): unknown =>
      listed(indicators, { parameters }, asOf).map(one =>
        one.targets.map(({ from, value, parameter }) => `${from ?? ''} ${value ?? '-'} ${parameter ?? ''}`),
      )
    expect(targets()).toEqual([[' 0.5 given', '2024-01-01 0.6 given'], [' - open']])
    expect([targets('2023-12-31'), targets('2024-01-01')]).toEqual([
      [[' 0.5 given'], [' - open']],
      [[' 0.6 given'], [' - open']],
    ])
    expect(issuesOf(() => listed([], {}, '2024-13-01'))).toEqual(['notADay /asOf'])
  })
})

describe('names of groups, flags and counts', () => {
  it('have the labels of the pack, else of levels of institutions, else none but themselves', () => {
    const each = threshold(
      { measure: 'share', atLeast: 1 },
      { each: ['county', 'acute', 'other'], labels: { acute: { zh: '急性', en: 'acute care' } } },
    )
    expect(judging([each])({}).map(({ groupLabel }) => groupLabel?.zh)).toEqual(['县', '急性', 'other'])
    expect(judging([threshold({ measure: 'share', atLeast: 1 })])({})[0]?.groupLabel).toBeNull()
  })

  it('that there are not have no labels', () => {
    const wrong = threshold({ measure: 'flags', flags: ['x'], atLeast: 1 }, { labels: { x: label, y: label } })
    expect(issuesOf(() => judging([wrong]))).toEqual(['unknownName /indicators/0/labels/y'])
  })
})

describe('flags, means and measures', () => {
  const judge = judging([
    threshold({ measure: 'flags', flags: ['a', 'b'], atLeast: 2 }),
    { event: { type: 'measureIndicator', params: { measure: 'mean' } } },
    { event: { type: 'measureIndicator', params: { measure: 'share' } } },
  ])

  it('are counted, averaged and reported', () => {
    const told = judge({
      i0: { flags: { a: true, b: false } },
      i1: { values: ['12000', 8000, '10000.00'] },
      i2: { numerator: 240, denominator: 2000 },
    })
    // (12000 + 8000 + 10000) / 3 = 10000; 240 / 2000 = 0.12
    expect(told.map(outcome)).toEqual(['notMet 1 violation', 'measured 10000 none', 'measured 0.12 none'])
    expect(outcome(judge({ i0: { flags: { a: true, b: true } } })[0])).toBe('met 2 none')
  })
})

describe('groups', () => {
  const judge = judging([threshold({ measure: 'share', atLeast: '0.9500' }, { each: ['county', 'village'], modality: 'approximate' })])

  it('are judged one by one, as gravely as the wording is binding', () => {
    const told = judge({ i0: { county: { numerator: 95, denominator: 100 }, village: { numerator: 949, denominator: 1000 } } })
    expect(told.map(one => `${one.group ?? ''} ${outcome(one)}`)).toEqual(['county met 0.95 none', 'village notMet 0.949 warning'])
  })

  it('of which one lacks a value leave the others judged', () => {
    expect(judge({ i0: { county: { numerator: 1, denominator: 1 } } }).map(({ status }) => status)).toEqual(['met', 'undetermined'])
  })
})

describe('a target left to the locality', () => {
  const parameters = [
    ...(lakeside()['parameters'] as readonly Json[]),
    { id: 'national', type: 'ratio', label, clause: 'x/1' },
    { id: 'provincial', type: 'ratio', label, clause: 'x/1', value: '0.7000', source: 'clause' },
  ]
  const both = threshold({ measure: 'share', atLeast: [{ parameter: 'national' }, { parameter: 'provincial' }] })

  it('is asked for where a value is to be held against it, and only there', () => {
    const judge = judging([both, both], { parameters })
    expect(judge({}).map(({ reason }) => reason)).toEqual(['noValue', 'noValue'])
    expect(issuesOf(() => judge({ i0: { numerator: 1, denominator: 2 }, i1: { numerator: 1, denominator: 2 } }))).toEqual([
      'missingParameter ',
    ])
  })

  it('is the stricter of two', () => {
    const given = parameters.map(one => (one['id'] === 'national' ? { ...one, value: '0.7500', source: 'clause' } : one))
    const [one] = judging([both], { parameters: given })({ i0: { numerator: 74, denominator: 100 } })
    expect([one?.against, one?.parameter, one?.status]).toEqual(['0.75', 'national', 'notMet'])
  })

  it('has the value in force on the day of judging', () => {
    const dated = parameters.map(one =>
      one['id'] === 'national'
        ? { ...one, values: [{ value: '0.5000' }, { from: '2024-01-01', value: '0.6000' }].map(value => ({ ...value, source: 'clause' })) }
        : one,
    )
    const judge = judging([threshold({ measure: 'share', atLeast: { parameter: 'national' } })], { parameters: dated })
    const against = (asOf: string): unknown => judge({ i0: { numerator: 55, denominator: 100 } }, asOf)[0]?.against
    expect([against('2023-12-31'), against('2024-01-01')]).toEqual(['0.5', '0.6'])
  })
})

describe('bad input', () => {
  const judge = judging([
    threshold({ measure: 'share', atLeast: 1 }),
    { event: { type: 'checkFrequency', params: { per: 'week', atLeast: 1 } } },
    { event: { type: 'flagEvent', params: { when: [{ count: 'frauds', is: 'some' }] } } },
  ])

  it('is told all at once, by place', () => {
    const values = {
      i0: { numerator: '-1', denominater: 3 },
      i1: { from: '2024-02-30', to: '2024-01-01', dates: ['x', 3] },
      i2: { counts: { frauds: '1e3', more: 1 } },
      i9: {},
    }
    expect(issuesOf(() => judge(values, '2024-13-01'))).toEqual([
      'notADay /asOf',
      'unknownIndicator /values/i9',
      'unknownKey /values/i0/denominater',
      'missingField /values/i0/denominator',
      'negativeNumber /values/i0/numerator',
      'notADay /values/i1/from',
      'notADay /values/i1/dates/0',
      'wrongType /values/i1/dates/1',
      'unknownKey /values/i2/counts/more',
      'notANumber /values/i2/counts/frauds',
    ])
    expect(issuesOf(() => judge(JSON.parse('{"__proto__": {}}') as Json))).toEqual(['unknownIndicator /values/__proto__'])
    expect(issuesOf(() => openPack(lakeside()).indicators([]))).toEqual(['asOfNeeded ', 'wrongType /values'])
  })

  it('of a pack is told at its place', () => {
    const broken = [
      threshold({ measure: 'share' }),
      threshold({ measure: 'flags', atLeast: 1, atMost: 2 }),
      threshold({ measure: 'share', atLeast: { parameter: 'nowhere' } }),
      { event: { type: 'checkTrend', params: { measure: 'growth', direction: 'up' } } },
      { event: { type: 'checkThrashold', params: {} } },
    ]
    expect(issuesOf(() => judging(broken.slice(0, 3)))).toEqual([
      'oneTarget /indicators/0/event/params',
      'oneTarget /indicators/1/event/params',
      'flagNames /indicators/1/event/params',
      'unknownParameter /indicators/2/event/params/atLeast',
    ])
    expect(issuesOf(() => judging(broken.slice(3)))).toEqual([
      'unknownCode /indicators/0/event/params/measure',
      'unknownCode /indicators/0/event/params/direction',
      'unknownCode /indicators/1/event/type',
    ])
    const same = threshold({ measure: 'value', atLeast: 1 }, { id: 'one' })
    expect(issuesOf(() => judging([same, same]))).toEqual(['duplicateId /indicators/1'])
  })
})
