import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import { PACKS } from '../support/packs.ts'
import { foldYears } from '../support/year-fold.ts'
import { errors, factsOf, opened, settledCodes, withCode } from './faults.ts'

const all = (...leaves: readonly (readonly [fact: string, value: unknown, operator?: string])[]) => ({
  all: leaves.map(([fact, value, operator = 'equal']) => ({ fact, operator, value })),
})

const uplift = (id: string, conditions: unknown, extra: Readonly<Record<string, unknown>> = {}) => ({
  id,
  clause: 'lakeside/5',
  conditions,
  event: { type: 'addRatioPoints', params: { points: '1' } },
  ...extra,
})

describe('two rules of one thing', () => {
  // Level-3 stays are 0.6500 for residents; a second rule says otherwise for TCM hospitals with outreach.
  const other = (ratio: string, overrides: readonly string[] = []) =>
    opened(pack => {
      const conditions = all(
        ['insurance.scheme', 'resident'],
        ['encounter.kind', 'inpatient'],
        ['institution.ratioTier', 'level3'],
        ['institution.isTcmHospital', true],
        ['encounter.channel', 'outreach'],
        ['institution.isPrimary', false],
      )
      pack.rules.push({ id: 'tcmStay', clause: 'lakeside/2', conditions, event: { type: 'setRatio', params: { ratio } }, overrides })
    })

  it('in conflict for one combination of facts are found there', () => {
    const policy = other('0.6501')
    const report = policy.check()
    expect(errors(report)).toEqual(['conflict'])
    const [found] = withCode(report, 'conflict')
    expect(found?.params).toEqual({ subject: 'basic.baseRatio', rules: 'ratio#3, tcmStay' })
    const [situation] = found?.situations ?? []
    expect(factsOf(situation)).toMatchObject({
      'encounter.channel': 'outreach',
      'encounter.kind': 'inpatient',
      'institution.isTcmHospital': true,
      'institution.ratioTier': 'level3',
    })
    expect(settledCodes(policy, situation)).toContain('conflict:basic.baseRatio')
  })

  it('that say the same are no conflict', () => {
    expect(errors(other('0.6500').check())).toEqual([])
  })

  it('of which one overrides the other are no conflict', () => {
    expect(errors(other('0.6501', ['ratio']).check())).toEqual([])
  })

  it('that exclude each other by a constraint of the catalogue are no conflict', () => {
    // A village clinic is never of level 2.
    const clinic = (tier: string) =>
      opened(pack => {
        const conditions = all(['institution.type', 'villageClinic'], ['institution.tier', tier], ['encounter.kind', 'outpatientChronic'])
        pack.rules.push({ id: 'clinic', clause: 'lakeside/3', conditions, event: { type: 'setDeductible', params: { amount: '1.00' } } })
      }).check()
    expect(errors(clinic('level2'))).toEqual([])
    expect(withCode(clinic('level1'), 'conflict')).toMatchObject([{ params: { rules: 'clinic, deductible#7' } }])
  })

  it('that set a fact to two values are found too', () => {
    const policy = opened(pack => {
      const event = { type: 'treatAs', params: { fact: 'institution.deductibleTier', value: 'level1' } }
      pack.rules.push({ id: 'smallTier', clause: 'lakeside/5', conditions: all(['institution.isTcmHospital', true]), event })
    })
    const [found] = withCode(policy.check(), 'conflict')
    expect(found?.params).toEqual({ subject: 'institution.deductibleTier', rules: 'tcmTier, smallTier' })
    expect(settledCodes(policy, found?.situations?.[0])).toContain('conflict:institution.deductibleTier')
  })

  it('each pair of them is told once', () => {
    const policy = opened(pack => {
      const event = (ratio: string) => ({ type: 'setRatio', params: { ratio } })
      pack.rules.push(
        {
          id: 'x',
          clause: 'lakeside/2',
          conditions: all(['encounter.kind', 'inpatient'], ['encounter.channel', 'home']),
          event: event('0.1000'),
        },
        {
          id: 'y',
          clause: 'lakeside/2',
          conditions: all(['encounter.kind', 'outpatient'], ['encounter.channel', 'home']),
          event: event('0.2000'),
        },
      )
    })
    // x meets rows 1 to 3 and 8 to 11, y rows 4, 5 and 12.
    const pairs = withCode(policy.check(), 'conflict').map(one => one.params['rules'])
    expect([...pairs].sort()).toEqual([
      'ratio#1, x',
      'ratio#10, x',
      'ratio#11, x',
      'ratio#12, y',
      'ratio#2, x',
      'ratio#3, x',
      'ratio#4, y',
      'ratio#5, y',
      'ratio#8, x',
      'ratio#9, x',
    ])
  })
})

describe('a rule that fires in no situation', () => {
  const check = (...rules: readonly Record<string, unknown>[]) => opened(pack => pack.rules.push(...rules)).check()

  it('is one whose conditions contradict each other', () => {
    const report = check(uplift('never', all(['encounter.kind', 'inpatient'], ['encounter.kind', 'outpatient'])))
    expect(errors(report)).toEqual([])
    expect(withCode(report, 'ruleNeverFires')).toMatchObject([
      { level: 'warning', params: { rule: 'never', reasonEn: 'its conditions cannot hold together' } },
    ])
  })

  it.each([
    [
      'an empty range of numbers',
      [
        ['history.stays', 3, 'greaterThan'],
        ['history.stays', 4, 'lessThan'],
      ],
    ],
    [
      'an empty range of amounts',
      [
        ['cost.total', '100.00', 'greaterThan'],
        ['cost.total', '100.01', 'lessThan'],
      ],
    ],
    [
      'a constraint of the catalogue',
      [
        ['institution.type', 'retailPharmacy'],
        ['encounter.kind', 'inpatient'],
      ],
    ],
    [
      'what other rules make of a fact',
      [
        ['institution.isPrimary', true],
        ['institution.type', 'hospital'],
      ],
    ],
  ] as const)('is one that %s rules out', (_, leaves) => {
    expect(withCode(check(uplift('never', all(...leaves))), 'ruleNeverFires')).toHaveLength(1)
  })

  it.each([
    [
      'the only number between',
      [
        ['history.stays', 3, 'greaterThan'],
        ['history.stays', 5, 'lessThan'],
      ],
    ],
    [
      'the only amount between',
      [
        ['cost.total', '100.00', 'greaterThan'],
        ['cost.total', '100.02', 'lessThan'],
      ],
    ],
    ['a code that no rule names', [['encounter.cause', ['illness', 'accident'], 'notIn']]],
    ['a code that no list has', [['encounter.disease', 'J45', 'notEqual']]],
    ['an area that is not the one named', [['insurance.county', '110101', 'notEqual']]],
    ['an area that is another one', [['insurance.county', { fact: 'referral.from.county' }]]],
  ] as const)('is not one that %s lets fire', (_, leaves) => {
    expect(withCode(check(uplift('rare', all(...leaves))), 'ruleNeverFires')).toEqual([])
  })

  it('is one that another overrides wherever it holds', () => {
    const rare = uplift('rare', all(['encounter.channel', 'home'], ['encounter.kind', 'inpatient']))
    const wide = (kind: string) =>
      uplift('wide', all(['encounter.channel', 'home'], ['encounter.kind', kind, 'notEqual']), { overrides: ['rare'] })
    expect(withCode(check(rare, wide('outpatient')), 'ruleNeverFires')).toMatchObject([
      { params: { rule: 'rare', reasonEn: 'wherever it holds, a rule that overrides it holds too' } },
    ])
    expect(withCode(check(rare, wide('inpatient')), 'ruleNeverFires')).toEqual([])
  })

  it('is told as switched off where a flag of the scheme is behind it', () => {
    const off = { id: 'otherReading', type: 'flag', value: false, source: 'illustrative' }
    const report = opened(pack => {
      pack.parameters.push(off)
      pack.rules.push(uplift('other', all(['insurance.enrolled', { parameter: 'otherReading' }], ['insurance.enrolled', true])))
    }).check()
    expect(withCode(report, 'ruleNeverFires')).toEqual([])
    expect(withCode(report, 'ruleSwitchedOff')).toMatchObject([
      { level: 'information', params: { rule: 'other', parameters: 'otherReading' } },
    ])
  })

  it('may be a row of a table', () => {
    const report = opened(pack => {
      const columns = ['institution.isPrimary', 'institution.type']
      const rows = [
        [true, 'townshipCentre', '1'],
        [true, 'hospital', '2'],
      ]
      pack.tables.push({ id: 'extra', clause: 'lakeside/5', columns, event: 'addRatioPoints', sets: 'points', rows })
    }).check()
    expect(withCode(report, 'rowNeverFires')).toMatchObject([{ level: 'warning', params: { table: 'extra', row: '2' } }])
    expect(withCode(report, 'rowNeverFires')[0]?.path).toMatch(/^\/tables\/\d+\/rows\/1$/)
  })

  it('is no matter of a parameter that has no value: that is told', () => {
    const report = opened(pack => {
      pack.parameters.push({ id: 'open', type: 'flag' })
      pack.rules.push(uplift('waiting', all(['insurance.enrolled', { parameter: 'open' }], ['insurance.enrolled', true])))
    }).check()
    expect(withCode(report, 'ruleNeverFires')).toEqual([])
    expect(withCode(report, 'ruleNeedsParameter')).toMatchObject([
      { level: 'information', params: { rule: 'waiting', parameters: 'open' } },
    ])
  })

  it('is not asked of days on which it is not in force', () => {
    const dated = opened(pack => pack.rules.push(uplift('later', all(['encounter.channel', 'home']), { from: '2025-01-01' })))
    expect(withCode(dated.check(), 'ruleNeverFires')).toEqual([])
    expect(withCode(dated.check({ asOf: '2024-12-31' }), 'ruleNeverFires')).toEqual([])
  })
})

describe.each(PACKS)('of the rules of $name', ({ json, scheme }) => {
  it('none is said never to fire that fires for a generated claim', () => {
    const policy = openPack(json, { scheme })
    const dead = new Set(policy.check().findings.flatMap(one => (DEAD.has(one.code) ? [deadRule(one.params)] : [])))
    const fired = new Set<string>()
    for (const { open } of foldYears(policy, { seed: 5, claims: 4000, persons: 500 })) {
      const value = policy.values(open.record)
      for (const rule of policy.sheet.rules) if (value(rule.fires) === 1) fired.add(rule.id)
    }
    expect(fired.size).toBeGreaterThan(5)
    expect([...fired].filter(id => dead.has(id))).toEqual([])
  })
})

const DEAD: ReadonlySet<string> = new Set(['ruleNeverFires', 'rowNeverFires', 'ruleSwitchedOff', 'ruleNeedsParameter'])
const deadRule = (params: Readonly<Record<string, string | number>>): string =>
  'row' in params ? `${String(params['table'])}#${String(params['row'])}` : String(params['rule'])
