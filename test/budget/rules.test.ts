import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import { findPack } from '../../src/node/read-pack.ts'
import { groupYear, issuesOf, ofGroup, policy, without } from './support.ts'

interface RuleJson {
  readonly id: string
  readonly conditions: unknown
  readonly event: { readonly type: string; readonly params: Readonly<Record<string, unknown>> }
  readonly overrides?: readonly string[]
}

/** The group's pack with a rule written otherwise. */
function withRule(id: string, edit: (rule: RuleJson) => RuleJson, parameters: readonly unknown[] = []): Record<string, unknown> {
  const json = findPack('shanwei')
  const rules = (json['rules'] as readonly RuleJson[]).map(rule => (rule.id === id ? edit(rule) : rule))
  return { ...json, rules, parameters: [...(json['parameters'] as readonly unknown[]), ...parameters] }
}

const params = (more: Readonly<Record<string, unknown>>) => (rule: RuleJson) => ({
  ...rule,
  event: { ...rule.event, params: { ...rule.event.params, ...more } },
})

const when = (conditions: unknown) => (rule: RuleJson) => ({ ...rule, conditions })

const loading = (pack: Record<string, unknown>): readonly string[] =>
  issuesOf(() => openPack(pack)).map(issue => issue.replace(/\/rules\/\d+/, '/rules/N').replace(/\/parameters\/\d+/, '/parameters/N'))

const group = (share: string) => ({ party: 'group', is: 'unit', share })
const finance = (share: string) => ({ party: 'finance', share })

describe('a budget rule is checked when its pack is opened', () => {
  it.each([
    ['shares of one', 'overrunOfYear1', params({ shares: [group('0.9999'), finance('0.0001')] }), []],
    [
      'shares below one',
      'overrunOfYear1',
      params({ shares: [group('0.9999'), finance('0.0000')] }),
      ['sharesNotWhole /rules/N/event/params/shares'],
    ],
    [
      'shares above one',
      'overrunOfYear1',
      params({ shares: [group('0.9999'), finance('0.0002')] }),
      ['sharesNotWhole /rules/N/event/params/shares'],
    ],
    ['a rest', 'overrunOfYear1', params({ shares: [group('0.9999'), finance('rest')] }), []],
    ['two rests', 'overrunOfYear1', params({ shares: [group('rest'), finance('rest')] }), ['duplicateId /rules/N/event/params/shares/1']],
    [
      'a party twice',
      'overrunOfYear1',
      params({ shares: [group('0.5000'), group('0.5000')] }),
      ['duplicateId /rules/N/event/params/shares/1', 'duplicateId /rules/N/event/params/shares/1'],
    ],
    [
      'an unknown parameter of a share',
      'overrunOfYear1',
      params({ shares: [group('0.5000'), { party: 'x', share: { parameter: 'nobody' } }] }),
      ['unknownParameter /rules/N/event/params/shares/1/share'],
    ],
    [
      'a parameter that is no ratio',
      'overrunOfYear1',
      params({ shares: [group('0.5000'), { party: 'x', share: { parameter: 'deductibleLevel1' } }] }),
      ['wrongParameterType /rules/N/event/params/shares/1/share'],
    ],
    ['an unknown choice', 'groupTotal', params({ aggregator: 'median' }), ['unknownCode /rules/N/event/params/aggregator']],
    [
      'the parameter of another choice',
      'groupTotal',
      params({ aggregator: { parameter: 'offsetMode' } }),
      ['wrongParameterType /rules/N/event/params/aggregator'],
    ],
    ['a param that is none', 'groupTotal', params({ yaers: 3 }), ['unknownKey /rules/N/event/params/yaers']],
    [
      'a fact of the person',
      'groupTotal',
      when({ fact: 'person.rural', operator: 'equal', value: true }),
      ['unknownFact /rules/N/conditions'],
    ],
    [
      'a budget fact that is none',
      'groupTotal',
      when({ fact: 'budget.yearindex', operator: 'equal', value: 1 }),
      ['unknownFact /rules/N/conditions'],
    ],
    [
      'a unit that is none',
      'groupTotal',
      when({ fact: 'budget.unit', operator: 'equal', value: 'county' }),
      ['wrongLiteral /rules/N/conditions'],
    ],
    [
      'a budget fact in a rule of claims',
      'groupMember',
      when({ fact: 'budget.year', operator: 'equal', value: 2020 }),
      ['unknownFact /rules/N/conditions'],
    ],
    [
      'an override of a rule of claims',
      'groupTotal',
      (rule: RuleJson) => ({ ...rule, overrides: ['groupMember'] }),
      ['mixedOverride /rules/N/overrides'],
    ],
  ])('%s', (_name, id, edit, issues) => {
    expect(loading(withRule(id, edit as (rule: RuleJson) => RuleJson))).toEqual(issues)
  })

  it('a choice has exactly one code, one of its own', () => {
    const parameter = (value: readonly string[]) => ({ id: 'mine', type: 'codes', of: 'computeBudget.aggregator', value })
    const pack = (value: readonly string[]) => withRule('groupTotal', params({ aggregator: { parameter: 'mine' } }), [parameter(value)])
    expect(loading(pack(['sum']))).toEqual([])
    expect(loading(pack(['sum', 'mean']))).toEqual(['oneChoice /parameters/N'])
    expect(loading(pack(['median']))).toEqual(['unknownCode /parameters/N'])
  })

  it('and enters no sheet that settles claims', () => {
    const { pack, sheet } = policy('shanwei')
    expect(pack.budgets.map(rule => rule.id)).toContain('groupTotal')
    expect(pack.rules.some(rule => rule.id === 'groupTotal')).toBe(false)
    expect(sheet.rules.some(rule => rule.id === 'groupTotal')).toBe(false)
  })
})

describe('rules that fire together', () => {
  const actual = [{ member: 'a', amount: '106000000.00' }]
  const always = when({ fact: 'budget.yearIndex', operator: 'lessThan', value: 100 })

  it('and say different things are a conflict that names both', () => {
    expect(issuesOf(() => openPack(withRule('overrunFromYear3', always)).budget(groupYear({ actual })))).toEqual(['conflict'])
  })

  it('and say the same are none', () => {
    const same = (rule: RuleJson) =>
      params({
        shares: (findPack('shanwei')['rules'] as readonly RuleJson[]).find(one => one.id === 'overrunOfYear1')?.event.params['shares'],
      })(always(rule) as RuleJson)
    const report = openPack(withRule('overrunFromYear3', same as (rule: RuleJson) => RuleJson)).budget(groupYear({ actual }))
    expect(report.closing?.shares.map(share => share.amount)).toEqual(['50000.00', '220000.00', '730000.00'])
    expect(report.fired).toEqual(expect.arrayContaining(['overrunFromYear3', 'overrunOfYear1']))
  })

  it('and one overrides the other: it stands', () => {
    const other = (rule: RuleJson) => ({ ...always(rule), overrides: ['overrunOfYear1'] })
    const report = openPack(withRule('overrunFromYear3', other as (rule: RuleJson) => RuleJson)).budget(groupYear({ actual }))
    expect(report.closing?.shares.map(share => share.amount)).toEqual(['100000.00', '200000.00', '700000.00'])
  })
})

describe('a fact that nobody gave', () => {
  it('is asked for only where a rule hangs on it', () => {
    const budget = without(groupYear({}).budget, 'yearIndex')
    const year = (amount: string) => ({
      ...groupYear({}),
      budget: { ...budget, actual: [{ member: 'a', amount }], assessmentPassed: true },
    })
    expect(policy('shanwei').budget(year('1.00')).closing?.surplus).toBe('104999999.00')
    expect(issuesOf(() => policy('shanwei').budget(year('105000000.01')))).toEqual(['budgetFactMissing /budget/yearIndex'])
  })

  it('does not matter where the rule is false or true without it', () => {
    const either = when({
      any: [
        { fact: 'budget.assessmentPassed', operator: 'equal', value: true },
        { fact: 'budget.year', operator: 'equal', value: 2020 },
      ],
    })
    const report = openPack(withRule('surplusToGroup', either)).budget(groupYear({ actual: [] }))
    expect(report.closing?.shares.map(({ party }) => party)).toEqual(['group'])
    const both = when({
      all: [
        { fact: 'budget.assessmentPassed', operator: 'equal', value: true },
        { fact: 'budget.year', operator: 'equal', value: 2021 },
      ],
    })
    expect(
      openPack(withRule('surplusToGroup', both))
        .budget(groupYear({ actual: [] }))
        .closing?.shares.map(({ party }) => party),
    ).toEqual(['unallocated'])
  })
})

describe('a closing by the months alone', () => {
  it('takes twelve of them as the spend, and fewer for no closing', () => {
    const months = Array.from({ length: 12 }, (_, i) => ({
      month: `2020-${String(i + 1).padStart(2, '0')}`,
      member: 'a',
      amount: '9000000.00',
    }))
    const report = ofGroup({ monthlyApproved: months })
    // 12 × 9,000,000 = 108,000,000; over 105,000,000 by 3,000,000
    expect(report.closing).toMatchObject({ actual: '108000000.00', overrun: '3000000.00' })
    expect(report.assumptions).toContainEqual({ fact: 'budget.actual', value: 'monthlyApproved' })
    expect(ofGroup({ monthlyApproved: months.slice(1) }).closing).toBeNull()
  })
})
