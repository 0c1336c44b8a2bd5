import { describe, expect, it } from 'vitest'
import { claimOf, firedByBoth, leaf, policyOf, rule } from '../support/engine-cases.ts'

const on = (serviceDate: string) => claimOf({ 'encounter.serviceDate': serviceDate, 'cost.total': '100.00' })
const always = { all: [leaf('cost.total', 'greaterThan', '0.00')] }

describe('rules in force', () => {
  const policy = policyOf([
    rule('from', always, { from: '2024-03-01' }),
    rule('to', always, { to: '2024-03-01' }),
    rule('span', always, { from: '2024-02-29', to: '2024-03-01' }),
    rule('bare', leaf('cost.total', 'greaterThan', '0.00'), { from: '2024-03-01' }),
    rule('any', { any: [leaf('person.rural', 'equal', true), always] }, { from: '2024-03-01' }),
    rule('not', { not: leaf('person.rural', 'equal', true) }, { from: '2024-03-01' }),
  ])

  it.each([
    ['2024-02-28', ['to']],
    ['2024-02-29', ['span', 'to']],
    ['2024-03-01', ['any', 'bare', 'from', 'not']],
  ])('on %s', async (day, expected) => {
    expect(await firedByBoth(policy, on(day))).toEqual(expected)
  })
})

describe('a dated parameter', () => {
  const label = { zh: '限', en: 'limit' }
  const dated = (values: readonly unknown[], type = 'money') => ({ parameters: [{ id: 'p', type, label, source: 'clause', values }] })
  const rules = ['lessThan', 'equal', 'greaterThan', 'notEqual'].map(operator =>
    rule(operator, leaf('cost.total', operator, { parameter: 'p' })),
  )

  it.each([
    ['2022-12-31', ['greaterThan', 'notEqual']],
    ['2023-01-01', ['equal']],
    ['2023-12-31', ['equal']],
    ['2024-01-01', ['lessThan', 'notEqual']],
  ])('counts as 0 before its first day, then as the latest: on %s', async (day, expected) => {
    const values = [
      { from: '2023-01-01', value: '100.00' },
      { from: '2024-01-01', value: '100.01' },
    ]
    expect(await firedByBoth(policyOf(rules, dated(values)), on(day))).toEqual(expected)
  })

  it.each([
    ['2023-12-31', ['equal']],
    ['2024-01-01', ['greaterThan', 'notEqual']],
  ])('with a value since ever, on %s', async (day, expected) => {
    const values = [{ value: '100.00' }, { from: '2024-01-01', value: '99.99' }]
    expect(await firedByBoth(policyOf(rules, dated(values)), on(day))).toEqual(expected)
  })

  it.each([
    ['2023-12-31', ['no', 'notYes']],
    ['2024-01-01', ['yes']],
  ])('that is a flag, on %s', async (day, expected) => {
    const policy = policyOf(
      [
        rule('yes', { all: [leaf('insurance.enrolled', 'equal', { parameter: 'p' })] }),
        rule('no', leaf('insurance.enrolled', 'notEqual', { parameter: 'p' })),
        rule('notYes', { not: leaf('insurance.enrolled', 'equal', { parameter: 'p' }) }),
      ],
      dated([{ from: '2024-01-01', value: true }], 'flag'),
    )
    expect(await firedByBoth(policy, on(day))).toEqual(expected)
  })
})
