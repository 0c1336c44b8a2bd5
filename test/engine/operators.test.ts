import { describe, expect, it } from 'vitest'
import { OPERATORS_OF } from '../../src/condition/operators.ts'
import { factSpec } from '../../src/facts/catalogue.ts'
import { claimOf, firedByBoth, leaf, policyOf, rule } from '../support/engine-cases.ts'

interface Case {
  readonly fact: string
  /** What the fact is compared with, a list for `in` and `notIn`. */
  readonly value: (operator: string) => unknown
  /** Each claim: changes by path, and the operators that hold for it. */
  readonly claims: readonly (readonly [changes: Readonly<Record<string, unknown>>, holding: readonly string[]])[]
  readonly more?: Readonly<Record<string, unknown>>
}

const LESS = ['lessThan', 'lessThanInclusive', 'notEqual']
const SAME = ['equal', 'greaterThanInclusive', 'lessThanInclusive']
const MORE = ['greaterThan', 'greaterThanInclusive', 'notEqual']
const IS = ['equal', 'in']
const IS_NOT = ['notEqual', 'notIn']

const list = (value: string) => (operator: string) => (operator.toLowerCase().endsWith('in') ? [value, value] : value)
const always = (value: unknown) => () => value
const parameter = (type: string, value: unknown) => ({
  parameters: [{ id: 'p', type, label: { zh: '值', en: 'value' }, source: 'clause', ...(value === undefined ? {} : { value }) }],
})

const CASES: Readonly<Record<string, Case>> = {
  'flag, literal': {
    fact: 'person.rural',
    value: always(true),
    claims: [
      [{ 'person.rural': true }, ['equal']],
      [{ 'person.rural': false }, ['notEqual']],
      [{}, ['notEqual']],
    ],
  },
  'flag, parameter': {
    fact: 'person.rural',
    value: always({ parameter: 'p' }),
    more: parameter('flag', true),
    claims: [
      [{ 'person.rural': true }, ['equal']],
      [{ 'person.rural': false }, ['notEqual']],
    ],
  },
  'flag, another flag': {
    fact: 'person.rural',
    value: always({ fact: 'referral.compliant' }),
    claims: [
      [{ 'person.rural': true }, ['notEqual']],
      [{}, ['equal']],
    ],
  },
  'int, literal': {
    fact: 'person.remotePlacementCount',
    value: always(10),
    claims: [
      [{ 'person.remotePlacementCount': 9 }, LESS],
      [{ 'person.remotePlacementCount': 10 }, SAME],
      [{ 'person.remotePlacementCount': 11 }, MORE],
    ],
  },
  'int, parameter': {
    fact: 'person.remotePlacementCount',
    value: always({ parameter: 'p' }),
    more: parameter('int', 10),
    claims: [
      [{ 'person.remotePlacementCount': 9 }, LESS],
      [{ 'person.remotePlacementCount': 10 }, SAME],
      [{ 'person.remotePlacementCount': 11 }, MORE],
    ],
  },
  'int, parameter without a value': {
    fact: 'person.remotePlacementCount',
    value: always({ parameter: 'p' }),
    more: parameter('int', undefined),
    claims: [
      [{ 'person.remotePlacementCount': 0 }, SAME],
      [{ 'person.remotePlacementCount': 1 }, MORE],
    ],
  },
  'money, literal': {
    fact: 'cost.total',
    value: always('100.00'),
    claims: [
      [{ 'cost.total': '99.99' }, LESS],
      [{ 'cost.total': 100 }, SAME],
      [{ 'cost.total': '100.01' }, MORE],
      // As texts "9.00" would be more than "100.00".
      [{ 'cost.total': '9.00' }, LESS],
    ],
  },
  'money, parameter': {
    fact: 'cost.total',
    value: always({ parameter: 'p' }),
    more: parameter('money', '1000.10'),
    claims: [
      [{ 'cost.total': '1000.09' }, LESS],
      [{ 'cost.total': '1000.1' }, SAME],
      [{ 'cost.total': '1000.11' }, MORE],
    ],
  },
  'money, another amount': {
    fact: 'account.balance',
    value: always({ fact: 'cost.total' }),
    claims: [
      [{}, LESS],
      [{ 'account.balance': '100.00' }, SAME],
      [{ 'account.balance': '100.01' }, MORE],
    ],
  },
  'day, literal': {
    fact: 'referral.filedOn',
    value: always('2024-02-29'),
    claims: [
      [{ 'referral.filedOn': '2024-02-28' }, LESS],
      [{ 'referral.filedOn': '2024-02-29' }, SAME],
      [{ 'referral.filedOn': '2024-03-01' }, MORE],
      [{}, ['notEqual']],
    ],
  },
  'day, another day': {
    fact: 'referral.filedOn',
    value: always({ fact: 'insurance.benefitFrom' }),
    claims: [
      [{ 'referral.filedOn': '2024-02-28', 'insurance.benefitFrom': '2024-02-29' }, LESS],
      [{ 'referral.filedOn': '2024-02-29', 'insurance.benefitFrom': '2024-02-29' }, SAME],
      [{ 'referral.filedOn': '2024-03-01', 'insurance.benefitFrom': '2024-02-29' }, MORE],
      [{ 'referral.filedOn': '2024-03-01' }, ['notEqual']],
      [{ 'insurance.benefitFrom': '2024-03-01' }, ['notEqual']],
      [{}, ['notEqual']],
    ],
  },
  'area, literal': {
    fact: 'institution.city',
    value: list('370800'),
    claims: [
      [{ 'institution.city': '370800' }, IS],
      [{ 'institution.city': '370801' }, IS_NOT],
      [{}, IS_NOT],
    ],
  },
  'enum, literal': {
    fact: 'institution.ownership',
    value: list('private'),
    claims: [
      [{ 'institution.ownership': 'private' }, IS],
      [{ 'institution.ownership': 'collective' }, IS_NOT],
      [{}, IS_NOT],
    ],
  },
  'code, literal': {
    fact: 'encounter.disease',
    value: list('hypertension'),
    claims: [
      [{ 'encounter.disease': 'hypertension' }, IS],
      [{ 'encounter.disease': 'J45' }, IS_NOT],
      [{}, IS_NOT],
    ],
  },
  'set, closed codes': {
    fact: 'encounter.caseFlags',
    value: always('urgentRescue'),
    claims: [
      [{ 'encounter.caseFlags': ['difficultCase', 'urgentRescue'] }, ['contains']],
      [{ 'encounter.caseFlags': ['difficultCase'] }, ['doesNotContain']],
      [{ 'encounter.caseFlags': [] }, ['doesNotContain']],
      [{}, ['doesNotContain']],
    ],
  },
  'set, open codes': {
    fact: 'person.conditions',
    value: always('J45'),
    claims: [
      [{ 'person.conditions': ['J45'] }, ['contains']],
      [{ 'person.conditions': ['J4'] }, ['doesNotContain']],
      [{}, ['doesNotContain']],
    ],
  },
}

const ID_CASES: Case = {
  fact: 'institution.allianceId',
  value: always({ fact: 'referral.from.allianceId' }),
  claims: [
    [{ 'institution.allianceId': 'a', 'referral.from.allianceId': 'a' }, ['equal']],
    [{ 'institution.allianceId': 'a', 'referral.from.allianceId': 'b' }, ['notEqual']],
    [{ 'institution.allianceId': 'a' }, ['notEqual']],
    [{ 'referral.from.allianceId': 'a' }, ['notEqual']],
    [{}, ['notEqual']],
  ],
}

async function check({ fact, value, claims, more }: Case): Promise<void> {
  const operators = OPERATORS_OF[factSpec(fact)!.type]
  const rules = operators.flatMap(operator => {
    const one = leaf(fact, operator, value(operator))
    return [rule(operator, one), rule(`not.${operator}`, { not: one })]
  })
  const policy = policyOf(rules, more)
  for (const [changes, holding] of claims) {
    const expected = operators.map(operator => (holding.includes(operator) ? operator : `not.${operator}`)).sort()
    expect({ changes, fired: await firedByBoth(policy, claimOf(changes)) }).toEqual({ changes, fired: expected })
  }
}

describe('each operator of each type, around its boundary and for absent facts', () => {
  it.each(Object.entries(CASES))('%s', async (_, one) => {
    await check(one)
  })

  it('id, another id', async () => {
    await check(ID_CASES)
  })

  it('an absent id or area does not even equal itself', async () => {
    const policy = policyOf([
      rule('sameId', leaf('institution.allianceId', 'equal', { fact: 'institution.allianceId' })),
      rule('sameArea', leaf('institution.city', 'equal', { fact: 'institution.city' })),
    ])
    expect(await firedByBoth(policy, claimOf())).toEqual([])
    expect(await firedByBoth(policy, claimOf({ 'institution.city': '370800', 'institution.allianceId': 'a' }))).toEqual([
      'sameArea',
      'sameId',
    ])
  })

  it('areas of a claim compared with each other', async () => {
    const policy = policyOf([
      rule('same', leaf('institution.county', 'equal', { fact: 'referral.from.county' })),
      rule('other', leaf('institution.county', 'notEqual', { fact: 'referral.from.county' })),
    ])
    expect(await firedByBoth(policy, claimOf({ 'institution.county': '370829', 'referral.from.county': '370829' }))).toEqual(['same'])
    expect(await firedByBoth(policy, claimOf({ 'institution.county': '370829' }))).toEqual(['other'])
    expect(await firedByBoth(policy, claimOf())).toEqual(['other'])
  })

  it.each([
    ['given', ['level1', 'level2'], ['in']],
    ['without the code', ['level1'], ['notIn']],
    ['without a value', undefined, ['notIn']],
  ])('a list of codes from a parameter, %s', async (_, value, expected) => {
    const policy = policyOf(
      [
        rule('in', leaf('institution.tier', 'in', { parameter: 'tiers' })),
        rule('notIn', leaf('institution.tier', 'notIn', { parameter: 'tiers' })),
      ],
      {
        parameters: [
          {
            id: 'tiers',
            type: 'codes',
            of: 'institution.tier',
            label: { zh: '等级', en: 'tiers' },
            source: 'clause',
            ...(value === undefined ? {} : { value }),
          },
        ],
      },
    )
    expect(await firedByBoth(policy, claimOf())).toEqual(expected)
  })

  it('a dotted path is the suffix of the fact', async () => {
    const policy = policyOf([rule('tier', { fact: 'institution', path: '$.tier', operator: 'equal', value: 'level2' })])
    expect(await firedByBoth(policy, claimOf())).toEqual(['tier'])
  })

  it('any, all and not, nested', async () => {
    const rural = leaf('person.rural', 'equal', true)
    const level2 = leaf('institution.tier', 'equal', 'level2')
    const policy = policyOf([
      rule('any', { any: [rural, level2] }),
      rule('all', { all: [rural, level2] }),
      rule('neither', { not: { any: [rural, { not: level2 }] } }),
      rule('notAll', { any: [{ all: [rural, level2] }, { not: { all: [level2, { not: rural }] } }] }),
    ])
    expect(await firedByBoth(policy, claimOf())).toEqual(['any', 'neither'])
    expect(await firedByBoth(policy, claimOf({ 'person.rural': true }))).toEqual(['all', 'any', 'notAll'])
  })

  it('a table row of wildcards only always holds', async () => {
    const table = {
      id: 't',
      columns: ['institution.tier', 'cost.total'],
      event: 'setDeductible',
      sets: 'amount',
      rows: [
        ['*', '*', '5'],
        [['level1', 'level3'], '*', '5'],
        ['*', { from: '100.00', to: '100.01' }, '5'],
        ['*', { to: '100.00' }, '5'],
      ],
    }
    expect(await firedByBoth(policyOf([], { tables: [table] }), claimOf())).toEqual(['t#1', 't#3'])
  })
})
