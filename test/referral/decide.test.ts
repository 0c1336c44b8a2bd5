import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { lakeside } from '../support/packs.ts'

type Json = Readonly<Record<string, unknown>>

const always = { all: [{ fact: 'insurance.enrolled', operator: 'equal', value: true }] }
const rule = (id: string, type: string, params: Json = {}, more: Json = {}): Json => ({
  id,
  conditions: always,
  event: { type, params },
  ...more,
})

/** The small pack with rules of its own. */
function withRules(rules: readonly Json[], parameters: readonly Json[] = []) {
  const pack = lakeside() as Record<string, readonly Json[]>
  return openPack({ ...pack, rules: [...(pack['rules'] ?? []), ...rules], parameters: [...(pack['parameters'] ?? []), ...parameters] })
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

const AS_OF = { asOf: '2023-06-30' }

describe('a case', () => {
  const policy = openPolicy('luan')

  it('needs a day: its own, or one to judge as of', () => {
    expect(issuesOf(() => policy.decide({}))).toEqual(['asOfNeeded '])
    expect(policy.decide({ encounter: { kind: 'outpatient', serviceDate: '2024-10-01' } }).on).toBe('2024-10-01')
    const both = policy.decide({ encounter: { kind: 'outpatient', serviceDate: '2024-10-01' } }, { asOf: '2024-12-01' })
    expect([both.on, both.asOf]).toEqual(['2024-10-01', '2024-12-01'])
  })

  it('is told everything that is wrong with it at once', () => {
    const wrong = {
      persn: {},
      chain: [1],
      events: [{ done: 'yes' }, { kind: 'x', wen: 1 }],
      price: { base: '1.005', tierSteps: -1, standards: { h1: 'x' } },
    }
    const issues = issuesOf(() => policy.decide(wrong, { asOf: '2024-13-01' }))
    for (const path of [
      '/asOf',
      '/chain/0',
      '/events/0/done',
      '/events/0/kind',
      '/events/1/wen',
      '/price/base',
      '/price/tierSteps',
      '/price/standards/h1',
      '/persn',
    ])
      expect(
        issues.some(issue => issue.endsWith(` ${path}`)),
        path,
      ).toBe(true)
  })

  it('that is hostile is refused, and stays as it was', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as Json
    expect(issuesOf(() => policy.decide(deep, AS_OF)).length).toBeGreaterThan(0)
    expect(issuesOf(() => policy.decide(JSON.parse('{"__proto__":{"x":1}}'), AS_OF)).length).toBeGreaterThan(0)
    expect(issuesOf(() => policy.decide({ chain: Array(21).fill({ to: {} }) }, AS_OF))).toContain('tooMany /chain')
    expect(issuesOf(() => policy.decide([], AS_OF))).toEqual(['wrongType '])
    const frozen = Object.freeze({ referral: Object.freeze({ to: Object.freeze({ adminLevel: 'city' }) }) })
    expect(policy.decide(frozen, { asOf: '2024-10-01' }).referral.status).toBe('undetermined')
  })

  it('whose hop cannot be read is told at which hop', () => {
    const one = { insurance: { scheme: 'resident' }, chain: [{ to: { adminLevel: 'county' } }, { to: { adminLevel: 'cty' } }] }
    expect(issuesOf(() => policy.decide(one, { asOf: '2024-10-01' }))).toEqual(['unknownCode /chain/1/to/adminLevel'])
  })

  it('gets the same answer whatever the order of its keys', () => {
    const one = JSON.parse(readFileSync(new URL('../../examples/luan-back-to-village.json', import.meta.url), 'utf8')) as Json
    const turned = Object.fromEntries(Object.entries(one).reverse())
    expect(policy.decide(turned, { asOf: '2024-10-01' })).toEqual(policy.decide(one, { asOf: '2024-10-01' }))
  })

  it('refuses a calendar that is none', () => {
    for (const calendar of [1, [{ year: 9e15, off: '', on: '' }], [{ year: 2027 }]])
      expect(issuesOf(() => policy.decide({}, { ...AS_OF, calendar: calendar as never }))).toContain('wrongType /calendar')
  })
})

describe('what is missing', () => {
  it('holds up the rules that need it and no other', () => {
    const needsTier = { all: [{ fact: 'institution.tier', operator: 'equal', value: 'level1' }] }
    const policy = withRules([rule('a', 'requireDuty', { duty: 'x' }), rule('b', 'requireDuty', { duty: 'y' }, { conditions: needsTier })])
    const { duties, undecided } = policy.decide({}, AS_OF)
    expect(duties.map(({ duty }) => duty)).toEqual(['x'])
    expect(undecided.map(one => [one.rule, one.facts])).toEqual([['b', ['institution.tier']]])
  })

  it('does not matter to a condition that is false without it', () => {
    const both = {
      all: [
        { fact: 'institution.tier', operator: 'equal', value: 'level1' },
        { fact: 'insurance.enrolled', operator: 'equal', value: false },
      ],
    }
    const either = {
      any: [
        { fact: 'institution.tier', operator: 'equal', value: 'level1' },
        { fact: 'insurance.enrolled', operator: 'equal', value: true },
      ],
    }
    const policy = withRules([
      rule('a', 'requireDuty', { duty: 'x' }, { conditions: both }),
      rule('b', 'requireDuty', { duty: 'y' }, { conditions: either }),
    ])
    const { duties, undecided } = policy.decide({}, AS_OF)
    expect([duties.map(({ duty }) => duty), undecided]).toEqual([['y'], []])
  })

  it('may be a parameter, in a condition or in what the rule says', () => {
    const needs = { all: [{ fact: 'insurance.enrolled', operator: 'equal', value: { parameter: 'open' } }] }
    const open = [
      { id: 'open', type: 'flag' },
      { id: 'most', type: 'int' },
    ]
    const policy = withRules(
      [
        rule('a', 'requireDuty', { duty: 'x' }, { conditions: needs }),
        rule('b', 'prohibit', { act: 'y', moreThan: { parameter: 'most' } }),
        rule('c', 'requireDuty', { duty: 'z' }),
      ],
      open,
    )
    const { duties, prohibitions, undecided } = policy.decide({}, AS_OF)
    expect([duties.map(({ duty }) => duty), prohibitions]).toEqual([['z'], []])
    expect(undecided.map(one => [one.rule, one.parameters])).toEqual([
      ['a', ['open']],
      ['b', ['most']],
    ])
  })
})

describe('what was not given', () => {
  const policy = openPolicy('luan')
  const here = { type: 'hospital', tier: 'level2', adminLevel: 'county', city: '341500', county: '341525' }
  const insurance = { scheme: 'resident', poolCity: '341500', county: '341525' }

  it('and was taken by default is listed, also of what no condition reads and of earlier hops', () => {
    const chain = [
      { from: { adminLevel: 'village' }, to: { adminLevel: 'township' } },
      { to: { adminLevel: 'county' }, filedVia: 'smartPlatform' },
    ]
    const { assumptions } = policy.decide({ insurance, institution: here, encounter: { kind: 'inpatient' }, chain }, { asOf: '2024-10-01' })
    const listed = (fact: string) => assumptions.filter(one => one.fact === fact).map(({ value, hop }) => [value, hop])
    expect(listed('person.lowIncomeCategory')).toEqual([['none', null]])
    // It follows from where the chain begins.
    expect(listed('referral.firstContactAtPrimary')).toEqual([])
    expect(listed('referral.filedVia')).toEqual([
      ['none', null],
      ['none', 1],
    ])
    expect(listed('referral.to.city')).toEqual([])
    expect(listed('insurance.poolCity')).toEqual([])
  })

  it('is asked for by a right only where it matters', () => {
    const noDeposit = (isFiled: boolean, institution: Json) => {
      const chain = [
        { from: { adminLevel: 'village' }, to: { adminLevel: 'township' }, filedVia: 'smartPlatform' },
        { to: { adminLevel: 'county' }, filedVia: isFiled ? 'smartPlatform' : 'none' },
      ]
      const person = { lowIncomeCategory: 'extremePoverty' }
      const one = { person, insurance, institution, encounter: { kind: 'inpatient' }, chain }
      const right = policy.decide(one, { asOf: '2024-10-01' }).rights.find(found => found.right === 'noDeposit')
      return [right?.granted, right?.missing]
    }
    const { city, ...nowhere } = here
    expect(noDeposit(true, nowhere)).toEqual([null, ['institution.city']])
    expect(noDeposit(true, { ...nowhere, city })).toEqual([true, []])
    expect(noDeposit(false, nowhere)).toEqual([false, []])
  })

  it('or is misspelt beyond recognition gets no suggestion', () => {
    const hint = (filedVia: string) => {
      try {
        policy.decide({ referral: { filedVia } }, { asOf: '2024-10-01' })
      } catch (error) {
        if (isPolicyError(error)) return error.issues.map(({ params }) => params['suggestion'] ?? '')
      }
      return []
    }
    expect([hint('phone'), hint('smartPlatfrom'), hint('othr')]).toEqual([[''], ['smartPlatform'], ['other']])
  })
})

describe('answers of which there can be one only', () => {
  const found = (rules: readonly Json[]) =>
    withRules(rules)
      .decide({}, AS_OF)
      .findings.map(({ code, params }) => [code, params['rules'], params['values']])

  it('are a finding that names the rules where they differ', () => {
    expect(found([rule('a', 'setSettlementMethod', { methods: ['dip'] }), rule('b', 'setSettlementMethod', { methods: ['fee'] })])).toEqual(
      [['answersConflict', 'a, b', 'dip, fee']],
    )
    expect(found([rule('a', 'assignPayer', { payer: 'city' }), rule('b', 'assignPayer', { payer: 'county' })])).toEqual([
      ['answersConflict', 'a, b', 'city, county'],
    ])
  })

  it('are none where they agree, or concern different business', () => {
    expect(found([rule('a', 'setSettlementMethod', { methods: ['dip'] }), rule('b', 'setSettlementMethod', { methods: ['dip'] })])).toEqual(
      [],
    )
    const open = { methods: ['fee'], permitted: true }
    expect(found([rule('a', 'setSettlementMethod', { methods: ['dip', 'drg'] }), rule('b', 'setSettlementMethod', open)])).toEqual([])
    expect(
      found([rule('a', 'assignPayer', { payer: 'city' }), rule('b', 'assignPayer', { payer: 'county', business: 'careElsewhere' })]),
    ).toEqual([])
  })
})

describe('decision rules', () => {
  it('do not override what settles, nor the other way round', () => {
    const [first] = lakeside()['tables'] as readonly { readonly id: string }[]
    expect(
      issuesOf(() => withRules([rule('a', 'requireDuty', { duty: 'x' }, { overrides: [first?.id] })])).map(text => text.split(' ')[0]),
    ).toContain('mixedOverride')
    expect(
      issuesOf(() => withRules([rule('a', 'requireDuty', { duty: 'x' }), rule('b', 'grant', { right: 'r' }, { overrides: ['a'] })])).map(
        text => text.split(' ')[0],
      ),
    ).toEqual(['mixedOverride'])
    const among = withRules([rule('a', 'requireDuty', { duty: 'x' }), rule('b', 'requireDuty', { duty: 'y' }, { overrides: ['a'] })])
    expect(among.decide({}, AS_OF).fired).toEqual(['b'])
  })

  it('change nothing of what is settled', () => {
    const claim = JSON.parse(readFileSync(new URL('../../examples/jining-township-stay.json', import.meta.url), 'utf8')) as Json
    const plain = openPack(lakeside())
    const more = withRules([rule('a', 'requireReferral'), rule('b', 'route', { to: 'county' })])
    const lines = (policy: typeof plain) => {
      const result = policy.trySettle({ ...claim, insurance: { scheme: 'resident' } })
      return result.ok ? result.settlement.lines : result.issues.map(({ code, path }) => [code, path])
    }
    expect(lines(more)).toEqual(lines(plain))
    expect(more.sheet.rules.map(({ id }) => id)).toEqual(plain.sheet.rules.map(({ id }) => id))
  })

  it('name a flag that shows a duty done, or are refused', () => {
    const shown = (shownBy: string) =>
      issuesOf(() => withRules([rule('a', 'requireDuty', { duty: 'x', shownBy })])).map(text => text.split(' ')[0])
    expect([shown('encounter.informedConsent'), shown('institution.tier'), shown('encounter.informdConsent')]).toEqual([
      [],
      ['wrongParam'],
      ['unknownFact'],
    ])
  })
})

describe('a pack that does not define compliance', () => {
  it('takes it from the case', () => {
    const policy = withRules([rule('a', 'route', { to: 'county' })])
    const asked = (compliant: boolean) =>
      policy.decide({ institution: { adminLevel: 'township' }, referral: { compliant, to: { adminLevel: 'city' } } }, AS_OF).referral
    expect([
      asked(true).status,
      asked(true).compliance.source,
      asked(true).compliance.compliant,
      asked(false).compliance.compliant,
    ]).toEqual(['refused', 'given', true, false])
  })
})

describe('an event', () => {
  const reply = withRules([
    rule('reply', 'setDeadline', { duty: 'reply', after: 'request', days: 3 }),
    rule('record', 'requireDuty', { duty: 'record', on: 'request' }),
  ])
  const on = (events: readonly Json[], asOf: string) => {
    const { deadlines, duties, findings } = reply.decide({ events }, { asOf })
    return [
      deadlines.map(({ due, status }) => `${String(due)} ${status}`),
      duties.length,
      findings.map(({ code, path }) => `${code} ${path}`),
    ]
  }

  it('of the day it is judged as of has happened, one of the day after has not', () => {
    expect(on([{ kind: 'request', date: '2023-06-30' }], '2023-06-30')).toEqual([['2023-07-03 open'], 1, []])
    expect(on([{ kind: 'request', date: '2023-07-01' }], '2023-06-30')).toEqual([[], 0, ['eventAfterAsOf /events/0/date']])
  })

  it('that is completed later than it is judged is not done yet', () => {
    const request = { kind: 'request', date: '2023-06-30', completedOn: '2023-07-04' }
    expect(on([request], '2023-07-03')).toEqual([['2023-07-03 open'], 1, ['eventAfterAsOf /events/0/completedOn']])
    expect(on([request], '2023-07-04')).toEqual([['2023-07-03 overdue'], 1, []])
  })

  it('that was not done starts nothing', () => {
    expect(on([{ kind: 'request', date: '2023-06-29', done: false }], '2023-06-30')).toEqual([[], 0, []])
  })
})
