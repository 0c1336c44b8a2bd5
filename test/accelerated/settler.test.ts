import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf, type Random } from '../../src/facts/random.ts'
import { openPack } from '../../src/full-policy.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import { lakeside, PACKS } from '../support/packs.ts'
import { plainText, settlersOf } from '../support/settlers.ts'
import { copyOf } from '../fuzz/mutate.ts'

type Json = Record<string, unknown>

/** Leaves out about every tenth key of a claim, except those without which no policy has an answer. */
function omitted(claim: Json, random: Random): Json {
  const copy = copyOf(claim)
  for (const part of ['person', 'insurance', 'institution', 'encounter', 'referral', 'cost', 'region']) {
    const facts = copy[part] as Json
    for (const key of Object.keys(facts))
      if (!['scheme', 'type', 'tier', 'kind', 'total', 'items', 'adminLevel'].includes(key) && random.chance(100))
        Reflect.deleteProperty(facts, key)
  }
  return copy
}

/** The same keys in another order, as a store of JSON may keep them. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, part]) => [key, reversed(part)]),
        )
      : value

describe.each(PACKS)('the settler of $name', ({ json, scheme }) => {
  const { plain, fast } = settlersOf(json, { scheme })

  it('says what the plain path says, to the byte, and leaves next to nothing to it', { timeout: 600_000 }, () => {
    const random = randomOf(mixSeed(3, 1))
    const states = new Map<string, unknown>()
    let [settled, taken, withState, withItems] = [0, 0, 0, 0]
    for (const generated of generateClaims({ seed: 41, claims: 10_000, persons: 900 })) {
      const claim = random.chance(300) ? omitted(generated, random) : generated
      const { id } = generated['person'] as { readonly id: string }
      const state = random.chance(800) ? states.get(id) : undefined
      const form = random.below(3)
      const given = form === 1 && state !== undefined ? { ...claim, state } : claim
      const beside = form === 1 ? undefined : form === 2 ? reversed(state) : state
      const result = plain.trySettle(given, beside as undefined)
      const got = fast(given, beside)
      if (!result.ok) {
        expect(got).toBeUndefined()
        continue
      }
      settled++
      states.set(id, JSON.parse(JSON.stringify(result.settlement.state)))
      if (got === undefined) continue
      taken++
      if (state !== undefined) withState++
      if ('items' in (claim['cost'] as Json)) withItems++
      if (JSON.stringify(got) !== JSON.stringify(result.settlement)) expect(got).toEqual(result.settlement)
    }
    expect(settled).toBeGreaterThan(9000)
    expect(taken / settled).toBeGreaterThan(0.99)
    expect(withState).toBeGreaterThan(4000)
    expect(withItems).toBeGreaterThan(4000)
  })

  it('hands out results that no later claim changes', () => {
    const claims = [...generateClaims({ seed: 9, claims: 400, persons: 20 })].filter(claim => fast(claim) !== undefined)
    const first = claims.map(claim => fast(claim)!)
    const texts = first.map(result => JSON.stringify(result))
    for (let round = 0; round < 3; round++) for (const claim of [...claims].reverse()) fast(claim)
    expect(first.map(result => JSON.stringify(result))).toEqual(texts)
    expect(claims.map(claim => JSON.stringify(fast(claim)))).toEqual(texts)
    expect(claims.length).toBeGreaterThan(300)
  })

  it('keeps nothing of a state or claim that the caller may change', () => {
    for (const claim of generateClaims({ seed: 10, claims: 60, persons: 3, kinds: ['inpatient'] })) {
      const before = fast(claim)
      if (before === undefined) continue
      const state = JSON.parse(JSON.stringify(before.state)) as { stays: Json[]; buckets: Record<string, Json> }
      const result = fast(claim, state)!
      const text = JSON.stringify(result)
      for (const stay of state.stays) Object.assign(stay, { stayId: 'changed', claimIds: ['changed'] })
      for (const bucket of Object.values(state.buckets)) for (const role of Object.keys(bucket)) bucket[role] = 'changed'
      expect(JSON.stringify(result)).toBe(text)
    }
  })
})

describe('what a policy does', () => {
  const { plain, fast } = settlersOf(lakeside(), { scheme: 'standard' })
  const claim = (): Json => ({
    id: 'c1',
    person: { id: 'p1', lowIncomeCategory: 'none' },
    insurance: { scheme: 'resident' },
    institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township' },
    encounter: {
      kind: 'inpatient',
      admitDate: '2023-06-01',
      dischargeDate: '2023-06-09',
      settleDate: '2023-06-09',
      location: 'sameCounty',
    },
    referral: { direction: 'none' },
    cost: { total: '6200.00', offCatalogue: '300.00', advanceSelfPay: '100.00' },
  })
  const having = (part: string, facts: Json): Json => ({ ...claim(), [part]: { ...(claim()[part] as Json), ...facts } })

  it('settles by the plain path first and by its settler once it is warm, with the same result', () => {
    const policy = openPack(lakeside(), { scheme: 'standard' })
    const first = JSON.stringify(policy.settle(claim()))
    for (let i = 0; i < 300; i++) expect(JSON.stringify(policy.settle(claim()))).toBe(first)
    expect(Object.isFrozen(policy.settle(claim()).policy)).toBe(true)
  })

  it('settles by the plain path alone where no code may be made', () => {
    const policy = openPack(lakeside(), { scheme: 'standard', interpreted: true })
    const text = plainText(plain, claim())
    for (let i = 0; i < 200; i++) expect(JSON.stringify(policy.settle(claim()))).toBe(text)
  })

  it('still throws every issue of a wrong claim when it is warm', () => {
    const policy = openPack(lakeside(), { scheme: 'standard' })
    for (let i = 0; i < 150; i++) policy.settle(claim())
    const wrong = { ...having('institution', { teir: 1 }), cost: { total: '1.005' } }
    const result = policy.trySettle(wrong)
    expect(result.ok ? [] : result.issues.map(issue => `${issue.code} ${issue.path}`)).toEqual([
      'unknownKey /institution/teir',
      'tooManyDecimals /cost/total',
    ])
    expect(() => policy.settle(wrong)).toThrow(expect.toSatisfy(isPolicyError))
  })

  it('takes a fact that rules set as they set it, and leaves one that they contradict', () => {
    const right = having('institution', { isPrimary: true })
    expect(JSON.stringify(fast(right))).toBe(plainText(plain, right))
    const wrong = having('institution', { isPrimary: false })
    expect(fast(wrong)).toBeUndefined()
    expect(plainText(plain, wrong)).toBe('refused contradiction')
  })

  it('leaves a claim on which a guard speaks', () => {
    const later = settlersOf({ ...lakeside(), window: { from: '2023-06-10' } }, { scheme: 'standard' })
    const dated = (discharge: string): Json =>
      having('encounter', { admitDate: '2023-06-01', dischargeDate: discharge, settleDate: '2023-06-10' })
    expect(later.fast(dated('2023-06-09'))).toBeUndefined()
    expect(plainText(later.plain, dated('2023-06-09'))).toBe('refused notInForce')
    expect(JSON.stringify(later.fast(dated('2023-06-10')))).toBe(plainText(later.plain, dated('2023-06-10')))
  })

  it('leaves a claim whose getter settles another one meanwhile, and settles both right', () => {
    const policy = openPack(lakeside(), { scheme: 'standard' })
    for (let i = 0; i < 150; i++) policy.settle(claim())
    const other = {
      ...having('institution', { id: 'h2', type: 'hospital', tier: 'level3', adminLevel: 'county' }),
      id: 'c2',
    }
    let inner = ''
    const outer = {
      ...claim(),
      get referral() {
        inner = JSON.stringify(policy.settle(other))
        return { direction: 'none' }
      },
    }
    expect(JSON.stringify(policy.settle(outer))).toBe(plainText(plain, claim()))
    expect(inner).toBe(plainText(plain, other))
  })

  it('goes on after a getter that throws', () => {
    const throwing = {
      ...claim(),
      get cost(): unknown {
        throw new Error('a getter of the caller')
      },
    }
    expect(fast(throwing)).toBeUndefined()
    expect(JSON.stringify(fast(claim()))).toBe(plainText(plain, claim()))
  })

  it('assumes what the claim before gave and this one does not', () => {
    const rich = having('person', { familyDoctorContracted: true, twoDiseaseEnrolled: true, managedConditions: ['hypertension'] })
    const poor = claim()
    for (const one of [rich, poor, rich, poor]) expect(JSON.stringify(fast(one))).toBe(plainText(plain, one))
  })
})
