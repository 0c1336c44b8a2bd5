import { describe, expect, it } from 'vitest'
import { factSpec } from '../../src/facts/catalogue.ts'
import { readClaim, type Claim } from '../../src/facts/claim.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import type { FactValue } from '../../src/facts/spec.ts'

const COUNT = 5000
const generated = [...generateClaims({ seed: 1, claims: COUNT, persons: 700 })]
const claims: readonly Claim[] = generated.flatMap(json => readClaim(json).claim ?? [])

const seen = (path: string): ReadonlySet<FactValue | undefined> => new Set(claims.map(claim => claim.facts.get(path)))
const num = (claim: Claim, path: string): number => claim.facts.get(path) as number

/** Whether a stay is a further part of the person's stay before. */
const isPart = (previous: Claim | undefined, claim: Claim): boolean => {
  const id = claim.facts.get('encounter.stayId')
  return id !== '' && previous?.facts.get('encounter.stayId') === id
}

describe('generated claims', () => {
  it('are all valid', () => {
    expect(generated.flatMap(json => readClaim(json).issues)).toEqual([])
    expect(claims).toHaveLength(COUNT)
  })

  it('survive JSON', () => {
    expect(JSON.parse(JSON.stringify(generated))).toEqual(generated)
  })

  it('are the same for the same seed, and others for another', () => {
    expect([...generateClaims({ seed: 1, claims: COUNT, persons: 700 })]).toEqual(generated)
    expect([...generateClaims({ seed: 2, claims: 50, persons: 700 })]).not.toEqual(generated.slice(0, 50))
  })

  it('of a seed stay what they are', () => {
    let hash = 0
    for (const char of JSON.stringify(generated.slice(0, 200))) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0
    expect(hash).toMatchInlineSnapshot(`-1420196582`)
  })

  it.each([
    'insurance.scheme',
    'encounter.kind',
    'encounter.location',
    'encounter.part',
    'encounter.channel',
    'encounter.cause',
    'institution.type',
    'institution.tier',
    'institution.adminLevel',
    'institution.ownership',
    'institution.allianceRole',
    'institution.settlementMethod',
    'referral.direction',
    'referral.reason',
    'referral.from.tier',
    'person.lowIncomeCategory',
    'person.extremePovertySupport',
    'person.conditionPhase',
    'person.employment',
  ])('reach every value of %s', path => {
    expect([...seen(path)].sort()).toEqual([...(factSpec(path)?.codes ?? [])].sort())
  })

  it.each([
    'person.conditions',
    'institution.policyFlags',
    'institution.capabilities',
    'encounter.caseFlags',
    'encounter.irregularities',
    'referral.whitelist',
  ])('reach every code of %s', path => {
    const codes = new Set(claims.flatMap(claim => claim.facts.get(path) as readonly string[]))
    expect([...codes].sort()).toEqual([...(factSpec(path)?.codes ?? [])].sort())
  })

  it('are in the order of their settlement, inside the year', () => {
    const days = claims.map(claim => num(claim, 'encounter.settleDate'))
    expect(days).toEqual([...days].sort((a, b) => a - b))
    expect(generated.every(json => (json['encounter'] as { settleDate: string }).settleDate.startsWith('2024-'))).toBe(true)
    const later = [...generateClaims({ seed: 1, claims: 20, persons: 5, year: 2025 })]
    expect(later.every(json => (json['encounter'] as { settleDate: string }).settleDate.startsWith('2025-'))).toBe(true)
  })

  it('have the days of their kind', () => {
    for (const claim of claims) {
      const stay = claim.facts.get('encounter.kind') === 'inpatient'
      expect(claim.given.has('encounter.admitDate')).toBe(stay)
      expect(claim.given.has('encounter.dischargeDate')).toBe(stay)
      expect(claim.given.has('encounter.serviceDate')).toBe(!stay)
      for (const path of ['insurance.poolCity', 'insurance.county', 'institution.city', 'institution.county'])
        expect(claim.given.has(path)).toBe(true)
      expect(claim.given.has('institution.isPrimary')).toBe(false)
    }
  })

  it('keep the traits of a person', () => {
    const traits = new Map<string, string>()
    for (const json of generated) {
      const text = JSON.stringify([json['person'], json['insurance'], json['region']])
      const { id } = json['person'] as { id: string }
      expect(traits.get(id) ?? text).toBe(text)
      traits.set(id, text)
    }
  })

  it('link stays by referral within days, never overlapping, mostly by the rules', () => {
    const last = new Map<string, Claim>()
    let links = 0
    let compliant = 0
    let sameAlliance = 0
    for (const claim of claims.filter(each => each.facts.get('encounter.kind') === 'inpatient')) {
      const person = String(claim.facts.get('person.id'))
      const previous = last.get(person)
      last.set(person, claim)
      if (isPart(previous, claim)) continue
      if (previous !== undefined) expect(num(claim, 'encounter.admitDate')).toBeGreaterThanOrEqual(num(previous, 'encounter.dischargeDate'))
      if (claim.facts.get('referral.from.type') === 'none') continue
      expect(claim.facts.get('referral.from.id')).toBe(previous?.facts.get('institution.id'))
      expect(claim.facts.get('referral.from.allianceId')).toBe(previous?.facts.get('institution.allianceId'))
      expect(num(claim, 'encounter.admitDate') - num(previous!, 'encounter.dischargeDate')).toBeLessThanOrEqual(30)
      links++
      if (claim.facts.get('referral.compliant') === true) compliant++
      const alliance = claim.facts.get('institution.allianceId')
      if (alliance !== '' && alliance === claim.facts.get('referral.from.allianceId')) sameAlliance++
    }
    expect(links).toBeGreaterThan(300)
    expect(compliant / links).toBeGreaterThan(0.7)
    expect(sameAlliance).toBeGreaterThan(20)
  })

  it('settle some stays in parts, up to three, at one institution, one after the other', () => {
    const stays = new Map<string, Claim[]>()
    const last = new Map<string, Claim>()
    for (const claim of claims.filter(each => each.facts.get('encounter.kind') === 'inpatient')) {
      const person = String(claim.facts.get('person.id'))
      const previous = last.get(person)
      last.set(person, claim)
      const id = String(claim.facts.get('encounter.stayId'))
      if (id === '') continue
      expect(stays.has(id)).toBe(isPart(previous, claim))
      const parts = stays.get(id) ?? []
      stays.set(id, [...parts, claim])
      const before = parts.at(-1)
      if (before === undefined) continue
      expect(before.facts.get('encounter.part')).toBe('interim')
      expect(claim.facts.get('institution.id')).toBe(before.facts.get('institution.id'))
      expect(num(claim, 'encounter.dischargeDate')).toBeGreaterThanOrEqual(num(before, 'encounter.dischargeDate'))
    }
    const counts = [...stays.values()].map(parts => parts.length)
    expect(new Set(counts)).toEqual(new Set([1, 2, 3]))
    expect(counts.filter(count => count > 1).length).toBeGreaterThan(50)
  })

  it('name the stay that tests before an operation count to', () => {
    const tests = claims.filter(each => each.facts.get('encounter.kind') === 'preOpOutpatientExam')
    const named = tests.filter(each => each.facts.get('encounter.stayId') !== '')
    expect(named.length).toBeGreaterThan(50)
    expect(named.length).toBeLessThan(tests.length)
    const stays = new Set(
      claims.filter(each => each.facts.get('encounter.kind') === 'inpatient').map(each => each.facts.get('encounter.stayId')),
    )
    expect(named.filter(each => stays.has(each.facts.get('encounter.stayId'))).length).toBeGreaterThan(named.length / 2)
    const alone = { seed: 3, claims: 300, persons: 20, kinds: ['preOpOutpatientExam'] }
    const kinds = [...generateClaims(alone)].map(json => (json['encounter'] as { kind: string }).kind)
    expect(new Set(kinds)).toEqual(new Set(['preOpOutpatientExam']))
  })

  it('have bills of all sizes, with items and without', () => {
    const totals = claims.map(claim => num(claim, 'cost.total'))
    expect(totals.some(fen => fen > 20000000)).toBe(true)
    expect(totals.some(fen => fen > 0 && fen < 100)).toBe(true)
    expect(totals.some(fen => (fen * 8500) % 10000 === 5000)).toBe(true)
    const itemised = claims.filter(claim => claim.items !== null).length
    expect(itemised).toBeGreaterThan(COUNT * 0.4)
    expect(itemised).toBeLessThan(COUNT * 0.6)
    for (const claim of claims) expect(num(claim, 'cost.irregularAmount')).toBeLessThanOrEqual(num(claim, 'cost.inPolicy'))
    expect(claims.some(claim => num(claim, 'cost.irregularAmount') > 0)).toBe(true)
    expect(claims.some(claim => claim.identities.length > 0)).toBe(true)
    expect(claims.some(claim => !claim.given.has('institution.id'))).toBe(true)
    expect(claims.some(claim => claim.facts.get('account.use') === true)).toBe(true)
  })

  it('follow the options', () => {
    const options = { seed: 3, claims: 300, persons: 20, kinds: ['outpatient', 'inpatient'], items: false, diseases: ['d1', 'd2'] }
    const read = [...generateClaims(options)].map(json => readClaim(json).claim!)
    expect(new Set(read.map(claim => claim.facts.get('encounter.kind')))).toEqual(new Set(['outpatient', 'inpatient']))
    expect(read.every(claim => claim.items === null)).toBe(true)
    expect(new Set(read.map(claim => claim.facts.get('encounter.disease')))).toEqual(new Set(['', 'd1', 'd2']))
    expect(new Set(read.map(claim => claim.facts.get('person.id'))).size).toBeLessThanOrEqual(20)
    expect([...generateClaims({ seed: 3, claims: 0, persons: 1 })]).toEqual([])
  })
})
