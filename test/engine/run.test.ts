import { describe, expect, it, vi } from 'vitest'
import { engineFacts } from '../../src/engine/facts.ts'
import { runEngine, toEngine } from '../../src/engine/engine.ts'
import { stockRules } from '../../src/engine/stock-rules.ts'
import { claimOf, leaf, policyOf, rule, setter } from '../support/engine-cases.ts'

const is = (fact: string, value: unknown) => leaf(fact, 'equal', value)
const later = async <T>(value: T, ms: number): Promise<T> => new Promise(resolve => setTimeout(() => resolve(value), ms))

describe('events', () => {
  it('carry the params with the layer, the rule and its clause; a parameter stays named', async () => {
    const policy = policyOf(
      [
        {
          id: 'r',
          clause: 'x/1',
          conditions: is('person.rural', false),
          event: { type: 'setDeductible', params: { amount: { parameter: 'p' } } },
        },
        { id: 's', conditions: is('person.rural', false), event: { type: 'denyPayment', params: { amount: 'irregular' } } },
        rule('silent', is('person.rural', true)),
      ],
      { parameters: [{ id: 'p', type: 'money', label: { zh: '额', en: 'amount' }, source: 'clause', value: '1.00' }] },
    )
    const { events } = await toEngine(policy).run({ ...engineFacts(policy, policy.open(claimOf())) })
    expect(events).toEqual([
      { type: 'setDeductible', params: { layer: 'basic', amount: { parameter: 'p' }, rule: 'r', clause: 'x/1' } },
      { type: 'denyPayment', params: { layer: 'basic', amount: 'irregular', rule: 's' } },
    ])
  })

  it('come from a stock engine: an unknown fact still rejects', async () => {
    const policy = policyOf([rule('r', is('person.rural', true))])
    await expect(toEngine(policy).run({})).rejects.toMatchObject({ code: 'UNDEFINED_FACT' })
  })
})

describe('a set that a host leaves undefined', () => {
  it('contains nothing: the stock `doesNotContain` would be false as well', async () => {
    const policy = policyOf([
      rule('with', leaf('encounter.caseFlags', 'contains', 'urgentRescue')),
      rule('without', leaf('encounter.caseFlags', 'doesNotContain', 'urgentRescue')),
    ])
    const facts = engineFacts(policy, policy.open(claimOf()))
    expect(await runEngine(policy, { ...facts, 'encounter.caseFlags': undefined })).toEqual(['without'])
  })
})

describe('facts a host supplies', () => {
  const policy = policyOf([
    rule('r', { all: [is('person.rural', true), is('referral.compliant', true)] }),
    rule('s', { any: [is('person.rural', true), is('referral.compliant', false)] }),
  ])

  it('are not asked for where a sibling decides, on whichever side it stands', async () => {
    const rural = vi.fn(async () => later(true, 1))
    const open = policy.open(claimOf({ 'referral.compliant': false }))
    const facts = engineFacts(policy, open, { 'person.rural': rural })
    expect(await runEngine(policy, facts)).toEqual(['s'])
    expect(rural).not.toHaveBeenCalled()
  })

  it('are asked for once where rules need them', async () => {
    const rural = vi.fn(async () => later(true, 1))
    const open = policy.open(claimOf({ 'referral.compliant': true }))
    expect(await runEngine(policy, engineFacts(policy, open, { 'person.rural': rural }))).toEqual(['r', 's'])
    expect(rural).toHaveBeenCalledTimes(1)
  })

  it('are not asked for by rules out of force or overridden, nor inside groups that need not be opened', async () => {
    const rural = vi.fn(() => true)
    const asks = is('person.rural', true)
    const small = policyOf([
      rule('old', asks, { to: '2024-01-01' }),
      rule('overridden', asks),
      rule('top', is('institution.tier', 'level2'), { overrides: ['overridden'] }),
      rule('group', { all: [{ any: [asks, { not: asks }] }, is('institution.tier', 'level3')] }),
      rule('inner', { any: [{ all: [asks, is('institution.tier', 'level3')] }, is('institution.tier', 'level1')] }),
    ])
    const facts = engineFacts(small, small.open(claimOf()), { 'person.rural': rural })
    expect(await runEngine(small, facts)).toEqual(['top'])
    expect(rural).not.toHaveBeenCalled()
  })

  it('are not asked for by the rule that sets them, where a sibling decides', async () => {
    const enrolled = vi.fn(() => true)
    const small = policyOf([
      setter('kept', 'classify', { fact: 'insurance.enrolled' }, { all: [is('insurance.enrolled', true), is('person.rural', true)] }),
    ])
    expect(await runEngine(small, engineFacts(small, small.open(claimOf()), { 'insurance.enrolled': enrolled }))).toEqual([])
    expect(enrolled).not.toHaveBeenCalled()
    const rural = small.open(claimOf({ 'person.rural': true }))
    expect(await runEngine(small, engineFacts(small, rural, { 'insurance.enrolled': enrolled }))).toEqual(['kept'])
    expect(enrolled).toHaveBeenCalledTimes(1)
  })

  it('are read as in a claim: amounts in yuan, days as text, none as absent', async () => {
    const small = policyOf([
      rule('dear', leaf('account.balance', 'greaterThan', '9.99')),
      rule('filed', leaf('referral.filedOn', 'lessThan', '2024-03-01')),
      rule('chain', leaf('institution.allianceId', 'equal', { fact: 'referral.from.allianceId' })),
      rule('urgent', leaf('encounter.caseFlags', 'doesNotContain', 'urgentRescue')),
    ])
    const open = small.open(claimOf())
    const given = {
      'account.balance': '10.00',
      'referral.filedOn': Promise.resolve('2024-02-29'),
      'encounter.caseFlags': async () => ['urgentRescue'],
    }
    expect(await runEngine(small, engineFacts(small, open, given))).toEqual(['dear', 'filed'])
    const none = { 'institution.allianceId': () => null, 'referral.from.allianceId': () => undefined, 'encounter.caseFlags': () => null }
    expect(await runEngine(small, engineFacts(small, open, none))).toEqual(['urgent'])
    const wrong = engineFacts(small, open, { 'account.balance': () => '1.005' })
    await expect(runEngine(small, wrong)).rejects.toMatchObject({ issues: [{ code: 'tooManyDecimals', path: '/account/balance' }] })
  })

  it('a promise that fails and that nothing needs harms nothing', async () => {
    const failing = Promise.reject(new Error('no connection'))
    const open = policy.open(claimOf())
    expect(await runEngine(policy, engineFacts(policy, open, { 'person.rural': failing }))).toEqual(['s'])
  })

  it('stand for the claim where a rule sets the fact, and are asked for once', async () => {
    const small = policyOf([
      setter('placed', 'treatAs', { fact: 'encounter.location', value: 'sameCounty' }, is('encounter.location', 'outProvince')),
      rule('near', is('encounter.location', 'sameCounty')),
      rule('city', is('encounter.location', 'cityOwned')),
    ])
    const location = vi.fn(async () => later('outProvince', 1))
    const open = small.open(claimOf())
    expect(await runEngine(small, engineFacts(small, open, { 'encounter.location': location }))).toEqual(['near', 'placed'])
    const city = vi.fn(() => 'cityOwned')
    expect(await runEngine(small, engineFacts(small, open, { 'encounter.location': city }))).toEqual(['city'])
    expect([location.mock.calls.length, city.mock.calls.length]).toEqual([1, 1])
  })
})

describe('two overlapping runs', () => {
  const policy = policyOf(
    [
      setter('near', 'classify', { fact: 'derived.near' }, is('person.rural', true)),
      rule('last', is('derived.near', true)),
      rule('else', is('derived.near', false)),
    ],
    { derived: [{ id: 'derived.near', type: 'flag' }] },
  )

  it('each fire all their rules, and facts set in one are not seen by the other', async () => {
    const stock = stockRules(policy, { lazy: ['person.rural'] })
    const open = policy.open(claimOf())
    const run = async (rural: boolean, ms: number) =>
      runEngine(stock, engineFacts(stock, open, { 'person.rural': async () => later(rural, ms) }))
    const runs = [run(true, 30), run(false, 1), run(true, 1), run(false, 20)]
    expect(await Promise.all(runs)).toEqual([['last', 'near'], ['else'], ['last', 'near'], ['else']])
  })

  it('of one engine lose rules, which is why each run has its own', async () => {
    const engine = toEngine(policy)
    const open = policy.open(claimOf())
    const run = async (ms: number) => {
      const { events } = await engine.run({ ...engineFacts(policy, open, { 'person.rural': async () => later(true, ms) }) })
      return events.length
    }
    expect(await Promise.all([run(30), run(1)])).toEqual([1, 2])
  })
})
