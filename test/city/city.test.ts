import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/base/date.ts'
import { generateCity, type CityOptions } from '../../src/city/generate-city.ts'
import { cityPlan, type CityPlan } from '../../src/city/plan.ts'
import type { Claim } from '../../src/facts/claim.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { packNames } from '../../src/node/read-pack.ts'
import { summarise } from '../../src/summary/summarise.ts'
import { lakeside } from '../support/packs.ts'

type Json = Record<string, unknown>

const CLAIMS = 1500
const PERSONS = 300

const invented = JSON.parse(readFileSync(new URL('../../examples/minimal-pack.json', import.meta.url), 'utf8')) as Json

/** The packs as they are shipped, and two of no place. */
const POLICIES: readonly (readonly [string, FullPolicy])[] = [
  ...packNames().map(name => [name, openPolicy(name)] as const),
  ['lakeside', openPack(lakeside(), { scheme: 'standard' })],
  ['the smallest pack', openPack(invented, { parameters: { yearLimit: '100000.00' } })],
]

function planOf(policy: FullPolicy, year?: number): CityPlan {
  const plan = cityPlan(policy.pack, year)
  if (plan === undefined) throw new Error('not in force')
  return plan
}

const cityOf = (policy: FullPolicy, options: CityOptions): readonly Json[] =>
  [...generateCity(planOf(policy), options)].map(line => JSON.parse(line) as Json)

const day = (text: unknown): number => parseDay(String(text)) ?? Number.NaN
const part = (claim: Json, key: string): Json => claim[key] as Json

/** A small hash of a text, to pin it. */
function hashOf(lines: Iterable<string>): number {
  let hash = 0
  for (const line of lines) for (let i = 0; i < line.length; i++) hash = (Math.imul(hash, 31) + line.charCodeAt(i)) | 0
  return hash
}

describe.each(POLICIES)('a city of %s', (name, policy) => {
  const plan = planOf(policy)
  const claims = cityOf(policy, { seed: 11, claims: CLAIMS, persons: PERSONS })
  const opened: readonly Claim[] = claims.map(claim => policy.open(claim).claim)

  it('has as many claims and persons as asked for, ids in order', () => {
    expect(claims).toHaveLength(CLAIMS)
    expect(new Set(claims.map(claim => part(claim, 'person')['id'])).size).toBe(PERSONS)
    const ids = claims.map(claim => String(claim['id']))
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(CLAIMS)
  })

  it('has claims that are answered, nearly all of them', () => {
    const { rows } = summarise(policy, claims).toJson()
    expect(rows.settled + rows.rejected).toBe(CLAIMS)
    // The two of no place know no rule for some tiers of institution.
    expect(rows.settled, JSON.stringify(rows)).toBeGreaterThan(packNames().includes(name) ? CLAIMS - 5 : CLAIMS / 2)
  })

  it('has every kind that the pack covers and no other', () => {
    const kinds = new Set(claims.map(claim => part(claim, 'encounter')['kind']))
    expect([...kinds].sort()).toEqual([...policy.pack.json.covers].sort())
  })

  it('has its persons one after another, each in the order of settlement', () => {
    const seen = new Set<unknown>()
    let [person, last] = ['', 0]
    for (const claim of claims) {
      const { id } = part(claim, 'person')
      const settled = day(part(claim, 'encounter')['settleDate'])
      if (id !== person) {
        expect(seen.has(id)).toBe(false)
        seen.add(id)
      } else expect(settled).toBeGreaterThanOrEqual(last)
      person = String(id)
      last = settled
    }
  })

  it('keeps what is stable of a person and of an institution', () => {
    const texts = new Map<unknown, string>()
    for (const claim of claims) {
      for (const [id, text] of [
        [part(claim, 'person')['id'], JSON.stringify([claim['person'], claim['insurance'], claim['region']])],
        [part(claim, 'institution')['id'], JSON.stringify(claim['institution'])],
      ] as const) {
        expect(texts.get(id) ?? text).toBe(text)
        texts.set(id, text)
      }
    }
  })

  it('has stays that never overlap but as parts of one, and no care outside the days of the policy', () => {
    const ends = new Map<unknown, { stayId: unknown; end: number }>()
    const byCare = inCareOrder(opened)
    for (const claim of byCare) {
      const end = careEnd(claim)
      expect(end).toBeGreaterThanOrEqual(plan.from - plan.earlier)
      expect(end).toBeLessThan(plan.to)
      if (claim.facts.get('encounter.kind') !== 'inpatient') continue
      const who = claim.facts.get('person.id')
      const before = ends.get(who)
      const stayId = claim.facts.get('encounter.stayId')
      if (before !== undefined && before.stayId !== stayId)
        expect(Number(claim.facts.get('encounter.admitDate'))).toBeGreaterThanOrEqual(before.end)
      ends.set(who, { stayId, end })
    }
  })

  it('has chains of referral from the institution of the stay before, up and down, within alliances and across', () => {
    const stays = new Map<unknown, Claim>()
    const directions = new Set<unknown>()
    let [chains, within, across] = [0, 0, 0]
    for (const claim of inCareOrder(opened)) {
      if (claim.facts.get('encounter.kind') !== 'inpatient') continue
      const before = stays.get(claim.facts.get('person.id'))
      stays.set(claim.facts.get('person.id'), claim)
      if (!claim.given.has('referral.from.id')) continue
      const isLaterPart = before?.facts.get('encounter.stayId') === claim.facts.get('encounter.stayId')
      if (!isLaterPart) expect(claim.facts.get('referral.from.id')).toBe(before?.facts.get('institution.id'))
      chains += 1
      directions.add(claim.facts.get('referral.direction'))
      if (claim.facts.get('institution.allianceId') === before?.facts.get('institution.allianceId')) within += 1
      else across += 1
    }
    expect(chains).toBeGreaterThan(30)
    expect(directions).toEqual(new Set(['up', 'down', 'lateral']))
    expect(Math.min(within, across)).toBeGreaterThan(5)
  })

  it('has long stays in parts, the last of them final', () => {
    const parts = new Map<unknown, unknown[]>()
    for (const claim of claims) {
      const { stayId, part: which } = part(claim, 'encounter')
      if (which !== undefined) parts.set(stayId, [...(parts.get(stayId) ?? []), which])
    }
    expect(parts.size).toBeGreaterThan(1)
    for (const of of parts.values()) {
      expect(of.length).toBeGreaterThan(1)
      expect(of.map(which => which === 'final')).toEqual(of.map((_, i) => i === of.length - 1))
    }
  })

  it('has claims that are settled months late, some over the turn of the year', () => {
    const late = opened.filter(claim => Number(claim.facts.get('encounter.settleDate')) - careEnd(claim) > 14)
    expect(late.length).toBeGreaterThan(10)
    expect(late.some(claim => Number(claim.facts.get('encounter.settleDate')) >= plan.to)).toBe(true)
  })

  it('has bills with a long tail', () => {
    const totals = opened.map(claim => Number(claim.facts.get('cost.total'))).sort((one, other) => one - other)
    const all = totals.reduce((sum, one) => sum + one, 0)
    // The dearest tenth of the claims makes up more than two fifths of the cost.
    expect(totals.slice(-CLAIMS / 10).reduce((sum, one) => sum + one, 0) / all).toBeGreaterThan(0.4)
    expect(totals[0]).toBeGreaterThan(0)
  })
})

/** Stays that end on one day in the order in which they were numbered. */
const inCareOrder = (claims: readonly Claim[]): readonly Claim[] =>
  [...claims].sort((one, other) => careEnd(one) - careEnd(other) || stayNumber(one) - stayNumber(other))
const stayNumber = (claim: Claim): number => Number(String(claim.facts.get('encounter.stayId')).split('-')[1] ?? 0)
const careEnd = (claim: Claim): number => Number(claim.facts.get('encounter.dischargeDate') ?? claim.facts.get('encounter.serviceDate'))

describe('generated text', () => {
  // An invented pack: what is written for a real one follows its rules, which change.
  const policy = openPack(lakeside(), { scheme: 'standard' })
  const plan = planOf(policy)

  it('is the same for the same seed, on every machine, and another for another', () => {
    const text = (seed: number): number => hashOf(generateCity(plan, { seed, claims: 500, persons: 100 }))
    expect(text(1)).toMatchInlineSnapshot(`211505305`)
    expect(text(1)).toBe(text(1))
    expect(text(2)).not.toBe(text(1))
  })

  it('is of valid claims for any policy, seed and size, as many as asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...POLICIES),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        ([, one], seed, claims, persons) => {
          const city = cityOf(one, { seed, claims, persons })
          expect(city).toHaveLength(claims)
          for (const claim of city) one.open(claim)
          const people = new Set(city.map(claim => part(claim, 'person')['id'])).size
          if (claims >= persons) expect(people).toBe(persons)
          else expect(people).toBeLessThanOrEqual(claims)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('puts the whole of a small year on one person', () => {
    const city = cityOf(policy!, { seed: 4, claims: 900, persons: 1 })
    expect(new Set(city.map(claim => part(claim, 'person')['id']))).toEqual(new Set(['p1']))
    for (const claim of city) policy!.open(claim)
  })
})
