import { describe, expect, it } from 'vitest'
import { engineFacts } from '../../src/engine/facts.ts'
import { runEngine, toEngine } from '../../src/engine/engine.ts'
import { stockRules } from '../../src/engine/stock-rules.ts'
import type { Policy } from '../../src/policy.ts'
import { claimOf, firedByBoth, leaf, policyOf, rule, setter } from '../support/engine-cases.ts'

const DERIVED = {
  derived: [
    { id: 'derived.near', type: 'flag' },
    { id: 'derived.poor', type: 'flag' },
    { id: 'derived.need', type: 'enum', codes: ['ordinary', 'supported', 'severe'] },
  ],
}
const is = (fact: string, value: unknown) => leaf(fact, 'equal', value)
const RURAL = { 'person.rural': true }

/** The value of a fact after a run. */
async function factAfter(policy: Policy, claim: unknown, fact: string): Promise<unknown> {
  const { almanac } = await toEngine(policy).run({ ...engineFacts(policy, policy.open(claim)) })
  return almanac.factValue(fact)
}

describe('facts that rules set', () => {
  it('pass through a chain of strata, whatever the order of the rules', async () => {
    const policy = policyOf(
      [
        rule('last', is('derived.need', 'severe')),
        setter('third', 'classify', { fact: 'derived.need', value: 'severe' }, is('derived.poor', true)),
        setter('second', 'classify', { fact: 'derived.poor' }, is('derived.near', true)),
        setter('first', 'classify', { fact: 'derived.near' }, is('person.rural', true)),
        rule('else', is('derived.need', 'ordinary')),
      ],
      DERIVED,
    )
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['first', 'last', 'second', 'third'])
    expect(await firedByBoth(policy, claimOf())).toEqual(['else'])
    const priorities = new Map(stockRules(policy).rules.map(one => [one.name, one.priority]))
    expect(['first', 'second', 'third', 'last'].map(name => priorities.get(name))).toEqual([4, 3, 2, 1])
  })

  it('a rule waits for what its overriders read', async () => {
    const policy = policyOf(
      [
        rule('base', { all: [is('institution.tier', 'level2')] }),
        rule('top', is('derived.near', true), { overrides: ['base'] }),
        setter('near', 'classify', { fact: 'derived.near' }, is('person.rural', true)),
      ],
      DERIVED,
    )
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['near', 'top'])
    expect(await firedByBoth(policy, claimOf())).toEqual(['base'])
  })

  it('a rule that reads the very fact it sets, and one that overrides it, read the claim', async () => {
    const policy = policyOf([
      setter('placed', 'treatAs', { fact: 'encounter.location', value: 'sameCounty' }, is('encounter.location', 'outProvince')),
      setter('city', 'treatAs', { fact: 'encounter.location', value: 'outProvince' }, is('encounter.location', 'cityOwned')),
      setter(
        'odd',
        'treatAs',
        { fact: 'institution.ratioTier', value: 'level1' },
        { all: [is('encounter.location', 'sameCounty'), is('institution.ratioTier', 'level2')] },
      ),
      rule('near', is('encounter.location', 'sameCounty')),
      rule('far', is('encounter.location', 'outProvince')),
      rule('low', is('institution.ratioTier', 'level1')),
    ])
    expect(await firedByBoth(policy, claimOf({ 'encounter.location': 'outProvince' }))).toEqual(['low', 'near', 'odd', 'placed'])
    expect(await firedByBoth(policy, claimOf({ 'encounter.location': 'cityOwned' }))).toEqual(['city', 'far'])
    expect(await firedByBoth(policy, claimOf())).toEqual(['low', 'near', 'odd'])
  })

  it('an overrider of another kind reads the fact as set, the setter as given', async () => {
    const policy = policyOf([
      setter('placed', 'treatAs', { fact: 'encounter.location', value: 'sameCounty' }, is('encounter.location', 'outProvince')),
      rule('far', leaf('encounter.location', 'notEqual', 'sameCounty'), { overrides: ['any'] }),
      rule('any', { all: [leaf('cost.total', 'greaterThan', '0')] }),
    ])
    expect(await firedByBoth(policy, claimOf({ 'encounter.location': 'outProvince' }))).toEqual(['any', 'placed'])
    expect(await firedByBoth(policy, claimOf({ 'encounter.location': 'cityOwned' }))).toEqual(['far'])
  })

  it('a classified flag is false until a rule fires, even for the rule that reads it as given', async () => {
    const policy = policyOf([
      setter('primary', 'classify', { fact: 'institution.isPrimary' }, is('institution.type', 'hospital')),
      setter('kept', 'classify', { fact: 'person.rural' }, is('person.rural', true)),
      setter('enrolled', 'enrol', { fact: 'person.twoDiseaseEnrolled' }, is('institution.isPrimary', true)),
      rule('primaryCare', is('institution.isPrimary', true)),
      rule('twoDisease', is('person.twoDiseaseEnrolled', true)),
      rule('rural', is('person.rural', true)),
    ])
    const unstated = claimOf({ 'institution.isPrimary': undefined })
    expect(await firedByBoth(policy, unstated)).toEqual(['enrolled', 'primary', 'primaryCare', 'twoDisease'])
    expect(await firedByBoth(policy, claimOf({ ...RURAL, 'institution.isPrimary': undefined }))).toContain('rural')
    const pharmacy = { 'institution.type': 'townshipCentre', 'institution.isPrimary': undefined }
    expect(await firedByBoth(policy, claimOf(pharmacy))).toEqual([])
    expect(await firedByBoth(policy, claimOf({ ...pharmacy, 'person.twoDiseaseEnrolled': true }))).toEqual(['twoDisease'])
  })

  it('a setter that runs late still reads the claim, not what an earlier setter made of it', async () => {
    const near = { fact: 'encounter.location', value: 'sameCounty' }
    const far = is('encounter.location', 'outProvince')
    const policy = policyOf(
      [
        setter('early', 'treatAs', near, far),
        setter('late', 'treatAs', near, { all: [far, is('derived.near', true)] }),
        setter('near', 'classify', { fact: 'derived.near' }, is('person.rural', true)),
      ],
      DERIVED,
    )
    expect(await firedByBoth(policy, claimOf({ ...RURAL, 'encounter.location': 'outProvince' }))).toEqual(['early', 'late', 'near'])
  })

  it('a classified flag that the claim has by default is false where no rule fires', async () => {
    const policy = policyOf([
      setter('kept', 'classify', { fact: 'insurance.enrolled' }, { all: [is('insurance.enrolled', true), is('person.rural', true)] }),
      rule('enrolled', is('insurance.enrolled', true)),
    ])
    expect(await firedByBoth(policy, claimOf())).toEqual([])
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['enrolled', 'kept'])
  })

  const deep = { any: [{ all: [{ any: [{ all: [is('person.rural', true)] }] }] }] }
  const shallow = is('person.rural', true)

  it.each([
    ['last', deep, shallow],
    ['first', shallow, deep],
  ])('of two that conflict the first by id stands, as in the sheet, when it ends %s', async (_, ofA, ofB) => {
    const policy = policyOf(
      [
        setter('a', 'classify', { fact: 'derived.need', value: 'severe' }, ofA),
        setter('b', 'classify', { fact: 'derived.need', value: 'supported' }, ofB),
        rule('severe', is('derived.need', 'severe')),
        rule('supported', is('derived.need', 'supported')),
      ],
      DERIVED,
    )
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['a', 'b', 'severe'])
  })

  it.each([
    ['a', 'z', deep],
    ['z', 'a', deep],
    ['a', 'z', shallow],
    ['z', 'a', shallow],
  ])('a treatment wins over a classification of the same fact (%s, %s)', async (classification, treatment, when) => {
    const policy = policyOf([
      setter(classification, 'classify', { fact: 'institution.ratioTier', value: 'level3' }, when),
      setter(treatment, 'treatAs', { fact: 'institution.ratioTier', value: 'level1' }, is('referral.compliant', true)),
      rule('is1', is('institution.ratioTier', 'level1')),
      rule('is3', is('institution.ratioTier', 'level3')),
    ])
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual([classification, 'is3'].sort())
    expect(await firedByBoth(policy, claimOf({ ...RURAL, 'referral.compliant': true }))).toEqual(['a', 'is1', 'z'])
  })

  it('are in the almanac after the run, the link of stays too', async () => {
    const policy = policyOf([
      setter('link', 'linkStay', {}, is('person.rural', true)),
      setter('tier', 'treatAs', { fact: 'institution.ratioTier', value: 'level1' }, is('person.rural', true)),
    ])
    expect(await factAfter(policy, claimOf(RURAL), 'chain.linked')).toBe(true)
    expect(await factAfter(policy, claimOf(), 'chain.linked')).toBe(false)
    expect(await factAfter(policy, claimOf(RURAL), 'institution.ratioTier')).toBe('level1')
    expect(await factAfter(policy, claimOf(), 'institution.ratioTier')).toBe('level2')
  })
})

describe('overrides', () => {
  const chain = policyOf([
    rule('C', leaf('cost.total', 'greaterThan', '0')),
    rule('B', is('person.rural', true), { overrides: ['C'] }),
    rule('A', is('referral.compliant', true), { overrides: ['B'] }),
  ])

  it.each([
    [{}, ['C']],
    [RURAL, ['B']],
    [{ ...RURAL, 'referral.compliant': true }, ['A']],
    // A does not wake C, though B, through which it overrides C, is not true.
    [{ 'referral.compliant': true }, ['A']],
  ])('A over B over C, %j', async (changes, expected) => {
    expect(await firedByBoth(chain, claimOf(changes))).toEqual(expected)
  })

  it('an overrider out of force overrides nothing', async () => {
    const policy = policyOf([
      rule('base', { all: [is('person.rural', true)] }),
      rule('top', is('person.rural', true), { overrides: ['base'], to: '2024-03-10' }),
    ])
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['base'])
    expect(await firedByBoth(policy, claimOf({ ...RURAL, 'encounter.serviceDate': '2024-03-09' }))).toEqual(['top'])
  })

  it('of a table are shared by name, so that a pack of 2,600 rules stays small', async () => {
    const rows = Array.from({ length: 2600 }, (_, i) => [{ from: `${String(i)}.00`, to: `${String(i + 1)}.00` }, '5.00'])
    const table = { id: 't', columns: ['cost.total'], event: 'setDeductible', sets: 'amount', rows }
    const tops = Array.from({ length: 8 }, (_, i) =>
      rule(`top${String(i)}`, leaf('cost.irregularAmount', 'greaterThan', String(i)), { overrides: ['t'] }),
    )
    const policy = policyOf(tops, { tables: [table] })
    const stock = stockRules(policy)
    expect([...stock.conditions.keys()]).toEqual([...tops.map((_, i) => `holds:top${String(i)}`), 'overridden:1'])
    expect(JSON.stringify(stock.rules).length).toBeLessThan(2600 * 450)
    const run = async (claim: unknown) => runEngine(stock, engineFacts(stock, policy.open(claim)))
    expect(await run(claimOf())).toEqual(['t#101'])
    expect(await run(claimOf({ 'cost.irregularAmount': '1.50' }))).toEqual(['top0', 'top1'])
  })

  it('by different pairs are told apart', async () => {
    const policy = policyOf([
      rule('x', is('institution.tier', 'level2')),
      rule('y', is('institution.tier', 'level2')),
      rule('rural', is('person.rural', true), { overrides: ['x'] }),
      rule('compliant', is('referral.compliant', true), { overrides: ['x', 'y'] }),
      rule('first', is('referral.firstContactAtPrimary', true), { overrides: ['y'] }),
    ])
    expect(await firedByBoth(policy, claimOf(RURAL))).toEqual(['rural', 'y'])
    expect(await firedByBoth(policy, claimOf({ 'referral.firstContactAtPrimary': true }))).toEqual(['first', 'x'])
    expect(await firedByBoth(policy, claimOf({ 'referral.compliant': true }))).toEqual(['compliant'])
  })

  it('named conditions never refer in a circle', () => {
    const text = (name: string) => JSON.stringify(stockRules(chain).conditions.get(name))
    expect(text('holds:A')).not.toContain('"condition"')
    expect(text('holds:B')).not.toContain('"condition"')
    expect(text('overridden:1')).toContain('holds:A')
    expect(text('overridden:1')).not.toContain('overridden')
  })
})
