import { describe, expect, it, vi } from 'vitest'
import { settleAsync } from '../../src/async/settle-async.ts'
import { formatIssue } from '../../src/base/format-issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { engineFacts } from '../../src/engine/facts.ts'
import { runEngine } from '../../src/engine/engine.ts'
import { stayOf, categoryPack, RANK } from '../support/identity-cases.ts'
import { claimOf, policyOf } from '../support/engine-cases.ts'

type Json = Readonly<Record<string, unknown>>

const ranked = openPack(categoryPack({ identityRank: RANK }))
const unranked = openPack(categoryPack())

/** What the fund pays of a stay of 1000.00, or what is wrong. */
function paid(person: Json, { policy = ranked, encounter = {} as Json } = {}): string | readonly string[] {
  const result = policy.trySettle(stayOf(person, encounter))
  return result.ok ? result.settlement.fund.total : result.issues.map(issue => `${issue.code} ${issue.path}`)
}

const held = (category: string, from: string, to?: string, days: Json = {}): Json => ({ category, from, ...(to && { to }), ...days })

describe('the low-income category of a person with identities', () => {
  it.each([
    // 1000 × (50% + 40%) = 900 on the day of discharge, 9 March; 1000 × 50% = 500 without a category.
    ['counts from its first day on', held('extremePoverty', '2024-03-09'), '900.00'],
    ['does not count on the day before', held('extremePoverty', '2024-03-10'), '500.00'],
    ['counts on the day before it ends', held('extremePoverty', '2024-01-01', '2024-03-10'), '900.00'],
    ['does not count on the day on which it ends', held('extremePoverty', '2024-01-01', '2024-03-09'), '500.00'],
    ['of an identity that ends on its first day never counts', held('extremePoverty', '2024-03-09', '2024-03-09'), '500.00'],
  ])('%s', (_, identity, expected) => {
    expect(paid({ identities: [identity] })).toBe(expected)
    expect(paid({ identities: [identity] }, { policy: unranked })).toBe(expected)
  })

  it('changes on one day: the old until the day before, the new from then on', () => {
    const person = { identities: [held('povertyReturnMonitored', '2023-01-01', '2024-03-09'), held('extremePoverty', '2024-03-09')] }
    // 1000 × (50% + 40%) = 900; 1000 × (50% + 10%) = 600
    expect(paid(person)).toBe('900.00')
    expect(paid(person, { encounter: { dischargeDate: '2024-03-08' } })).toBe('600.00')
    expect(paid(person, { policy: unranked })).toBe('900.00')
  })

  it.each([
    ['admit', '2024-03-01', '2024-03-02'],
    ['discharge', '2024-03-09', '2024-03-10'],
    ['settle', '2024-03-11', '2024-03-12'],
  ])('is that of the day the policy names: %s', (identity, on, after) => {
    const policy = openPack(categoryPack({ dateBasis: { rules: 'discharge', identity } }))
    expect(paid({ identities: [held('extremePoverty', on)] }, { policy })).toBe('900.00')
    expect(paid({ identities: [held('extremePoverty', after)] }, { policy })).toBe('500.00')
  })

  it('of a visit is that of the day of service', () => {
    const visit = (from: string): unknown => ({
      ...stayOf({ identities: [held('extremePoverty', from)] }),
      encounter: { kind: 'outpatient', serviceDate: '2024-03-09', settleDate: '2024-03-11', location: 'sameCounty' },
    })
    expect(ranked.settle(visit('2024-03-09')).fund.total).toBe('900.00')
    expect(ranked.settle(visit('2024-03-10')).fund.total).toBe('500.00')
  })

  it('is the first of the ranking, in whatever order the identities stand', () => {
    const both = [held('povertyReturnMonitored', '2023-01-01'), held('minimumLivingAllowance', '2024-01-01')]
    // 1000 × (50% + 30%) = 800: the higher once, not 10 points and 30.
    expect(paid({ identities: both })).toBe('800.00')
    expect(paid({ identities: [...both].reverse() })).toBe('800.00')
    const reversed = openPack(categoryPack({ identityRank: [...RANK].reverse() }))
    expect(paid({ identities: both }, { policy: reversed })).toBe('600.00')
    expect(paid({ identities: [...both].reverse() }, { policy: reversed })).toBe('600.00')
  })

  it('is not decided by an identity of no category, nor by two of the same', () => {
    const same = held('extremePoverty', '2023-01-01')
    expect(paid({ identities: [same, same, held('none', '2023-01-01')] }, { policy: unranked })).toBe('900.00')
  })

  it('is no assumption once identities give it, even if none is in force', () => {
    const assumed = (person: Json): readonly string[] => ranked.settle(stayOf(person)).assumptions.map(one => one.fact)
    expect(assumed({})).toContain('person.lowIncomeCategory')
    expect(assumed({ identities: [] })).toContain('person.lowIncomeCategory')
    expect(assumed({ identities: [held('extremePoverty', '2025-01-01')] })).not.toContain('person.lowIncomeCategory')
  })

  it('is as given where there are no identities', () => {
    expect(paid({ lowIncomeCategory: 'extremePoverty' })).toBe('900.00')
    expect(paid({ lowIncomeCategory: 'extremePoverty', identities: [] })).toBe('900.00')
  })
})

describe('identities that leave no answer', () => {
  const two = [held('minimumLivingAllowance', '2023-01-01'), held('extremePoverty', '2023-01-01', '2024-03-10')]

  it('are two categories at once that the policy does not rank, named in the order of their codes', () => {
    const result = unranked.trySettle(stayOf({ identities: two }))
    expect(result.ok ? [] : result.issues).toMatchObject([
      {
        code: 'identitiesUnranked',
        path: '/person/identities',
        params: { categories: 'extremePoverty, minimumLivingAllowance', day: '2024-03-09' },
      },
    ])
    expect(result.ok ? [] : result.issues.map(issue => formatIssue(issue, 'en'))).toEqual([
      '/person/identities: Several identities hold on 2024-03-09 (extremePoverty, minimumLivingAllowance), and the policy does not rank them (identityRank).',
    ])
  })

  it('are not two of which one has ended: 10 March', () => {
    expect(paid({ identities: two }, { policy: unranked, encounter: { dischargeDate: '2024-03-10' } })).toBe('800.00')
  })

  it('are two of which the ranking names one only', () => {
    const policy = openPack(categoryPack({ identityRank: ['extremePoverty'] }))
    expect(paid({ identities: two }, { policy })).toEqual(['identitiesUnranked /person/identities'])
  })

  it('do not matter to a policy that does not ask for the category', () => {
    const policy = policyOf([])
    // 100.00 × 50%
    expect(policy.settle(claimOf({ 'person.identities': two })).fund.total).toBe('50.00')
  })

  it('are told together with what is missing, and with what cannot be read', () => {
    const claim = stayOf({ identities: two })
    const issues = (input: unknown): readonly string[] => {
      const result = unranked.trySettle(input)
      return result.ok ? [] : result.issues.map(issue => `${issue.code} ${issue.path}`)
    }
    expect(issues({ ...claim, cost: {} })).toEqual(['missingFact /cost/total', 'identitiesUnranked /person/identities'])
    expect(issues({ ...claim, cost: { total: 'x' } })).toEqual(['notADecimal /cost/total', 'identitiesUnranked /person/identities'])
  })

  it('are not judged by half: an identity or a day that cannot be read says nothing', () => {
    const identities = [held('povertyReturnMonitored', '2023-01-01'), held('extremePoverty', '2023-02-30')]
    expect(paid({ lowIncomeCategory: 'extremePoverty', identities })).toEqual(['notADay /person/identities/1/from'])
    const later = [held('extremePoverty', '2023-01-01', '2024-03-10')]
    const encounter = { dischargeDate: '2024-02-30' }
    expect(paid({ lowIncomeCategory: 'extremePoverty', identities: later }, { encounter })).toEqual(['notADay /encounter/dischargeDate'])
  })

  it('need a day', () => {
    const policy = openPack(categoryPack({ dateBasis: { rules: 'admit', benefitYear: 'admit' } }))
    const encounter = { dischargeDate: undefined, settleDate: undefined }
    expect(paid({ identities: two }, { policy, encounter })).toEqual(['missingFact /encounter/dischargeDate'])
    expect(paid({ lowIncomeCategory: 'extremePoverty' }, { policy, encounter })).toBe('900.00')
  })
})

describe('a fact given beside identities', () => {
  const identity = held('extremePoverty', '2024-03-09', undefined, { recognisedOn: '2024-03-02', markedOn: '2024-03-12' })

  it('is taken where it is what they make it', () => {
    // Settled on 11 March, before the marking of 12 March: 1000 × (50% + 40% − 1%) = 890
    const person = { lowIncomeCategory: 'extremePoverty', lowIncomeRecognisedOn: '2024-03-02', lowIncomeMarkedOn: '2024-03-12' }
    expect(paid({ ...person, identities: [identity] })).toBe('890.00')
    expect(paid({ identities: [identity] })).toBe('890.00')
  })

  it.each([
    ['another category', { lowIncomeCategory: 'minimumLivingAllowance' }, 'lowIncomeCategory', 'minimumLivingAllowance', 'extremePoverty'],
    ['no category', { lowIncomeCategory: 'none' }, 'lowIncomeCategory', 'none', 'extremePoverty'],
    ['another day of recognition', { lowIncomeRecognisedOn: '2024-03-03' }, 'lowIncomeRecognisedOn', '2024-03-03', '2024-03-02'],
    ['another day of marking', { lowIncomeMarkedOn: '2024-03-11' }, 'lowIncomeMarkedOn', '2024-03-11', '2024-03-12'],
  ])('is a contradiction: %s', (_, person, name, given, derived) => {
    const result = ranked.trySettle(stayOf({ ...person, identities: [identity] }))
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: 'contradiction', path: `/person/${name}`, params: { fact: `person.${name}`, given, derived } },
    ])
  })

  it('contradicts on the first day only, not on the day before', () => {
    const person = { lowIncomeCategory: 'none', identities: [identity] }
    expect(paid(person)).toEqual(['contradiction /person/lowIncomeCategory'])
    expect(paid(person, { encounter: { dischargeDate: '2024-03-08' } })).toBe('500.00')
  })

  it('contradicts by all three at once', () => {
    const person = { lowIncomeCategory: 'none', lowIncomeRecognisedOn: '2024-03-03', lowIncomeMarkedOn: '2024-03-11' }
    expect(paid({ ...person, identities: [identity] })).toEqual([
      'contradiction /person/lowIncomeCategory',
      'contradiction /person/lowIncomeRecognisedOn',
      'contradiction /person/lowIncomeMarkedOn',
    ])
  })

  it('is checked by a policy too that does not read it', () => {
    const claim = claimOf({ 'person.identities': [held('extremePoverty', '2024-03-10')], 'person.lowIncomeCategory': 'none' })
    const result = policyOf([]).trySettle(claim)
    expect(result.ok ? [] : result.issues.map(issue => issue.path)).toEqual(['/person/lowIncomeCategory'])
  })

  it('is the first day of recognition where one category was recognised twice, and that of no other category', () => {
    const identities = [
      held('extremePoverty', '2024-01-01', undefined, { recognisedOn: '2024-03-12' }),
      held('extremePoverty', '2024-02-01', undefined, { recognisedOn: '2024-03-11' }),
      held('povertyReturnMonitored', '2024-01-01', undefined, { recognisedOn: '2024-03-01' }),
    ]
    // Settled on 11 March, not before the recognition of that day; a day earlier it is: 1 point less.
    expect(paid({ identities })).toBe('900.00')
    expect(paid({ identities }, { encounter: { settleDate: '2024-03-10' } })).toBe('890.00')
    expect(paid({ identities: [...identities].reverse() }, { encounter: { settleDate: '2024-03-10' } })).toBe('890.00')
  })
})

describe('every way to settle', () => {
  const person = { identities: [held('minimumLivingAllowance', '2023-01-01'), held('extremePoverty', '2024-03-09')] }

  it('explains by the category that was derived', () => {
    const explanation = ranked.explain(stayOf(person))
    expect(explanation.settlement.fund.total).toBe('900.00')
    expect(explanation.rules.find(one => one.id === 'extremePoverty')?.status).toBe('fired')
  })

  it('does not ask a host for what identities give', async () => {
    const ask = vi.fn(() => 'none')
    const settlement = await settleAsync(ranked, stayOf(person), { facts: { 'person.lowIncomeCategory': ask } })
    expect(settlement.fund.total).toBe('900.00')
    expect(settlement.assumptions.map(one => one.fact)).not.toContain('person.lowIncomeCategory')
    expect(ask).not.toHaveBeenCalled()
    const without = await settleAsync(ranked, stayOf({}), { facts: { 'person.lowIncomeCategory': () => 'extremePoverty' } })
    expect(without.fund.total).toBe('900.00')
  })

  it('refuses what a host has at hand and identities deny', async () => {
    const settled = settleAsync(ranked, stayOf(person), { facts: { 'person.lowIncomeCategory': 'none' } })
    await expect(settled).rejects.toMatchObject({ issues: [{ code: 'contradiction', path: '/person/lowIncomeCategory' }] })
  })

  it.each([
    ['2024-03-09', '900.00'],
    ['2024-03-08', '800.00'],
  ])('asks a host for the day that dates identities: a visit of %s, settled later', async (served, expected) => {
    const policy = openPack(categoryPack({ identityRank: RANK, dateBasis: { rules: 'settle', benefitYear: 'settle' } }))
    const claim = { ...stayOf(person), encounter: { kind: 'outpatient', settleDate: '2024-03-11', location: 'sameCounty' } }
    const settlement = await settleAsync(policy, claim, { facts: { 'encounter.serviceDate': () => served } })
    expect(settlement.fund.total).toBe(expected)
  })

  it('gives stock json-rules-engine the category that was derived', async () => {
    expect(await runEngine(ranked, engineFacts(ranked, ranked.open(stayOf(person))))).toEqual(['extremePoverty'])
  })
})
