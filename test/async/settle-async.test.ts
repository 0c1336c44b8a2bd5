import { describe, expect, it, vi } from 'vitest'
import { settleAsync } from '../../src/async/settle-async.ts'
import type { SuppliedFact } from '../../src/async/supplied.ts'
import { PolicyError } from '../../src/base/issue.ts'
import { FACTS } from '../../src/facts/catalogue.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { claimOf, leaf, policyOf, rule } from '../support/engine-cases.ts'
import { PACKS } from '../support/packs.ts'

type Json = Readonly<Record<string, unknown>>

/** The claim without these facts, and what they were. */
function without(claim: Json, paths: readonly string[]): { readonly claim: Json; readonly taken: ReadonlyMap<string, unknown> } {
  const copy = structuredClone(claim)
  const taken = new Map<string, unknown>()
  for (const path of paths) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const parent = names.reduce<unknown>((at, name) => (at as Json | undefined)?.[name], copy) as Record<string, unknown> | undefined
    if (parent === undefined || !Object.hasOwn(parent, last)) continue
    taken.set(path, parent[last])
    Reflect.deleteProperty(parent, last)
  }
  return { claim: copy, taken }
}

/** What a settlement says of the claim: without how the facts came in, and without the terms of layers that it does not reach. */
function answer(settlement: Settlement): unknown {
  const amounts = new Map(settlement.lines.map(line => [line.id, 'amount' in line ? line.amount : line.ratio]))
  const reached = (id: string): boolean => !/\./.test(id) || /\.base$/.test(id) || amounts.get(`${id.split('.')[0] ?? ''}.base`) !== '0.00'
  return { ...settlement, assumptions: [], sources: [], lines: settlement.lines.filter(line => reached(line.id)) }
}

const settled = (policy: Policy, claim: unknown, state: YearStateJson | undefined): unknown => {
  const result = policy.trySettle(claim, state)
  return result.ok ? answer(result.settlement) : result.issues.map(issue => `${issue.code} ${issue.path} ${JSON.stringify(issue.params)}`)
}

const outcome = async (work: Promise<Settlement>): Promise<unknown> => {
  try {
    return answer(await work)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return error.issues.map(issue => `${issue.code} ${issue.path} ${JSON.stringify(issue.params)}`)
  }
}

const SUPPLIABLE = FACTS.filter(spec => spec.source !== 'history').map(spec => spec.path)

describe.each(PACKS)('$name: settleAsync', ({ json, scheme }) => {
  const policy = openPack(json, { scheme })

  it('gives what settle gives, whatever facts are left to the host, and asks for each at most once', async () => {
    const states = new Map<string, YearStateJson>()
    let asked = 0
    let left = 0
    for (const [i, full] of [...generateClaims({ seed: 11, claims: 300, persons: 60, diseases: ['J45'] })].entries()) {
      const random = randomOf(mixSeed(i, 5))
      const share = random.pick([100, 300, 600])
      const { claim, taken } = without(
        full,
        SUPPLIABLE.filter(() => random.chance(share)),
      )
      const person = (full['person'] as { readonly id: string }).id
      const state = states.get(person)
      const calls = new Map<string, number>()
      const provide = (path: string): unknown => {
        calls.set(path, (calls.get(path) ?? 0) + 1)
        return random.chance(500) ? taken.get(path) : Promise.resolve(taken.get(path))
      }
      const facts = Object.fromEntries(SUPPLIABLE.filter(path => taken.has(path)).map(path => [path, provide]))
      expect(await outcome(settleAsync(policy, claim, { facts, state: () => Promise.resolve(state) })), String(full['id'])).toEqual(
        settled(policy, full, state),
      )
      expect([...calls.values()].every(count => count === 1)).toBe(true)
      asked += calls.size
      left += taken.size - calls.size
      const result = policy.trySettle(full, state)
      if (result.ok) states.set(person, result.settlement.state)
    }
    expect(asked).toBeGreaterThan(300)
    expect(left).toBeGreaterThan(asked)
  })

  it('asks for nothing that the claim gives', async () => {
    const [claim] = [...generateClaims({ seed: 3, claims: 1, persons: 1 })]
    const never = vi.fn()
    const facts = Object.fromEntries(SUPPLIABLE.filter(path => without(claim ?? {}, [path]).taken.has(path)).map(path => [path, never]))
    await outcome(settleAsync(policy, claim, { facts }))
    expect(never).not.toHaveBeenCalled()
  })
})

const is = (fact: string, value: unknown) => leaf(fact, 'equal', value)

/** A pack whose second layer is for stays only and asks for the low-income category. */
const twoLayers = policyOf(
  [
    {
      id: 'poor',
      conditions: is('person.lowIncomeCategory', 'extremePoverty'),
      event: { type: 'addRatioPoints', params: { layer: 'serious', points: '5', cause: 'category' } },
    },
    rule('rural', { all: [is('encounter.kind', 'outpatient'), is('person.rural', true)] }),
  ],
  {
    layers: [
      { id: 'basic', base: ['inPolicy'], segments: [{ ratio: '0.5' }] },
      { id: 'serious', when: is('encounter.kind', 'inpatient'), base: ['inPolicy', '-basic.paid'], segments: [{ ratio: '0.6' }] },
    ],
  },
)

const stay = claimOf({
  'encounter.kind': 'inpatient',
  'encounter.serviceDate': undefined,
  'encounter.admitDate': '2024-03-01',
  'encounter.dischargeDate': '2024-03-04',
})

describe('laziness', () => {
  const category = () => vi.fn((): SuppliedFact => 'extremePoverty')

  it('does not ask for a fact of the serious layer for an outpatient claim', async () => {
    const provider = category()
    const settlement = await settleAsync(twoLayers, claimOf(), { facts: { 'person.lowIncomeCategory': provider } })
    expect(provider).not.toHaveBeenCalled()
    expect(settlement.fund.total).toBe('50.00')
    expect(settlement.assumptions).toContainEqual({ fact: 'person.lowIncomeCategory', value: null })
  })

  it('asks for it for a stay', async () => {
    const provider = category()
    const settlement = await settleAsync(twoLayers, stay, { facts: { 'person.lowIncomeCategory': provider } })
    expect(provider.mock.calls).toEqual([['person.lowIncomeCategory']])
    // 100 − 50 = 50; × 0.65 = 32.50.
    expect(settlement.fund.layers).toEqual({ basic: '50.00', serious: '32.50' })
    expect(settlement.assumptions.map(one => one.fact)).not.toContain('person.lowIncomeCategory')
  })

  it('does not ask where either value gives the same', async () => {
    const both = policyOf([
      { id: 'r1', conditions: is('person.rural', true), event: { type: 'setFirstSelfPay', params: { share: '0.1' } } },
      { id: 'r2', conditions: is('person.rural', false), event: { type: 'setFirstSelfPay', params: { share: '0.1' } } },
    ])
    const provider = vi.fn(() => true)
    const indifferent = await settleAsync(both, claimOf(), { facts: { 'person.rural': provider } })
    // Which rule gave the share is part of the answer, so that here the fact counts.
    expect(provider).toHaveBeenCalledTimes(1)
    expect(indifferent.lines.find(line => line.id === 'basic.firstSelfPay')?.rules).toEqual(['r1'])
    const any = policyOf([rule('any', { any: [is('person.rural', true), is('person.rural', false)] })])
    const never = vi.fn(() => true)
    await settleAsync(any, claimOf(), { facts: { 'person.rural': never } })
    expect(never).not.toHaveBeenCalled()
  })

  it('asks for the state, once, since the next state goes on from it', async () => {
    const state = vi.fn(() => Promise.resolve({ version: 1 as const, year: 2024, applied: 3, buckets: {}, stays: [] }))
    expect((await settleAsync(twoLayers, claimOf(), { state })).state.applied).toBe(4)
    expect(state).toHaveBeenCalledTimes(1)
  })

  it('asks for the day that dates the claim only where no day before it does', async () => {
    const day = vi.fn(() => '2024-05-01')
    await settleAsync(twoLayers, claimOf(), { facts: { 'encounter.settleDate': day } })
    expect(day).not.toHaveBeenCalled()
    const settlement: Settlement = await settleAsync(twoLayers, claimOf({ 'encounter.serviceDate': undefined }), {
      facts: { 'encounter.settleDate': day },
    })
    expect(settlement.policy.on).toBe('2024-05-01')
  })
})

describe('a host that fails', () => {
  const facts = (supplied: SuppliedFact) => ({ facts: { 'person.lowIncomeCategory': supplied } })

  it.each([
    ['a rejection', () => Promise.reject(new Error('the database is away')), 'factNotSupplied', 'the database is away'],
    [
      'a throw',
      (): never => {
        throw new Error('no table')
      },
      'factNotSupplied',
      'no table',
    ],
    ['a bad code', () => 'poor', 'unknownCode', 'poor'],
    ['a wrong type', () => 5, 'wrongType', '/person/lowIncomeCategory'],
  ] as readonly (readonly [string, SuppliedFact, string, string])[])(
    '%s is a PolicyError that names the fact',
    async (_, provider, code, text) => {
      const error: unknown = await settleAsync(twoLayers, stay, facts(provider)).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(PolicyError)
      expect((error as PolicyError).issues).toMatchObject([{ code, path: '/person/lowIncomeCategory' }])
      expect((error as PolicyError).message).toContain(text)
    },
  )

  it('that nobody waits for is no fault', async () => {
    const away = Promise.reject(new Error('away'))
    expect((await settleAsync(twoLayers, claimOf(), facts(away))).fund.total).toBe('50.00')
  })

  it('a path that is no fact of a claim is refused, with a suggestion', async () => {
    const error = (await settleAsync(twoLayers, stay, { facts: { 'person.lowIncomeCategry': null } }).catch(
      (caught: unknown) => caught,
    )) as PolicyError
    expect(error.issues).toMatchObject([{ code: 'notSuppliable', params: { suggestion: 'person.lowIncomeCategory' } }])
  })

  it('an answer that a later check refuses names the place', async () => {
    const work = settleAsync(
      twoLayers,
      claimOf({ 'encounter.settleDate': undefined, 'cost.total': undefined, 'cost.overLimit': '50.00' }),
      {
        facts: { 'cost.total': () => '20.00' },
      },
    )
    await expect(work).rejects.toMatchObject({ issues: [{ code: 'partsExceedTotal' }] })
  })
})

describe('many at once', () => {
  it('of one policy do not disturb each other', async () => {
    const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        settleAsync(twoLayers, stay, {
          facts: { 'person.lowIncomeCategory': () => wait((i * 7) % 11).then(() => (i % 2 === 0 ? 'extremePoverty' : 'none')) },
        }),
      ),
    )
    expect(results.map(result => result.fund.layers['serious'])).toEqual(results.map((_, i) => (i % 2 === 0 ? '32.50' : '30.00')))
  })

  it('and a caller that changes the claim meanwhile changes nothing', async () => {
    const claim = structuredClone(stay)
    const work = settleAsync(twoLayers, claim, {
      facts: {
        'person.lowIncomeCategory': () => {
          ;(claim['cost'] as Record<string, unknown>)['total'] = '9.00'
          return 'none'
        },
      },
    })
    expect((await work).fund.layers).toEqual({ basic: '50.00', serious: '30.00' })
  })
})
