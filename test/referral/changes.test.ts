import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Decision } from '../../src/referral/decision.ts'

type Json = Readonly<Record<string, unknown>>

const policy = openPolicy('luan')
const LEVELS = ['village', 'township', 'county', 'city', 'province', 'national']
const CHANNELS = ['none', 'smartPlatform', 'other']
const decide = (one: Json): Decision => policy.decide(one, { asOf: '2024-10-01' })
const isAllowed = ({ referral }: Decision): boolean => ['permitted', 'notRequired'].includes(referral.status)

/** Sets one fact by its path, below what is there. */
function withFact(object: Json, [name = '', ...rest]: readonly string[], value: unknown): Json {
  return { ...object, [name]: rest.length === 0 ? value : withFact((object[name] ?? {}) as Json, rest, value) }
}

const apply = (one: Json, changes: Decision['referral']['changes'][number]): Json =>
  changes.reduce((changed, { fact, value }) => withFact(changed, fact.split('.'), value), one)

const flag = fc.boolean()
const cases = fc
  .record({
    from: fc.constantFrom(...LEVELS),
    to: fc.constantFrom(...LEVELS),
    filedVia: fc.constantFrom(...CHANNELS),
    whitelist: fc.subarray(['county', 'city']),
    phase: fc.constantFrom('unspecified', 'stable', 'acute', 'postOpRecovery', 'maintenance'),
    conditions: fc.subarray(['endStageRenal', 'haemophilia', 'hypertension']),
    caseFlags: fc.subarray(['urgentRescue', 'difficultCase'], { maxLength: 1 }),
    treatableHere: flag,
    needsInpatient: flag,
    dischargeCriteriaMet: flag,
    firstContactAtPrimary: flag,
    identified: flag,
  })
  .map(one => ({
    person: { lowIncomeCategory: one.identified ? 'extremePoverty' : 'none', conditionPhase: one.phase, conditions: one.conditions },
    insurance: { scheme: 'resident', poolCity: '341500', county: '341525' },
    institution: { type: 'hospital', tier: 'level2', adminLevel: one.from, city: '341500', county: '341525' },
    encounter: {
      kind: 'inpatient',
      treatableHere: one.treatableHere,
      needsInpatient: one.needsInpatient,
      dischargeCriteriaMet: one.dischargeCriteriaMet,
      caseFlags: one.caseFlags,
    },
    referral: {
      to: { adminLevel: one.to },
      filedVia: one.filedVia,
      whitelist: one.whitelist,
      firstContactAtPrimary: one.firstContactAtPrimary,
    },
  }))

/** So many cases that the policy answers as wished, of a fixed seed. */
function answered(wished: (decision: Decision) => boolean, count: number): readonly (readonly [Json, Decision])[] {
  const found: (readonly [Json, Decision])[] = []
  for (let seed = 1; found.length < count; seed += 1)
    for (const one of fc.sample(cases, { seed, numRuns: 500 })) {
      const decision = decide(one)
      if (wished(decision) && found.length < count) found.push([one, decision])
    }
  return found
}

describe('what would change an answer', () => {
  it('permits each of 1,000 refused moves; where nothing is named, no level that way and no filing would', () => {
    let [changed, hopeless] = [0, 0]
    for (const [one, { referral }] of answered(decision => decision.referral.status === 'refused', 1000)) {
      for (const changes of referral.changes) {
        changed += 1
        expect(isAllowed(decide(apply(one, changes))), JSON.stringify([one, changes])).toBe(true)
      }
      if (referral.changes.length > 0) continue
      hopeless += 1
      const from = LEVELS.indexOf(String((one['institution'] as Json)['adminLevel']))
      const way = Math.sign(LEVELS.indexOf(referral.target ?? '') - from)
      const levels = LEVELS.filter((_, level) => Math.sign(level - from) === way)
      for (const level of levels)
        for (const channel of CHANNELS) {
          const tried = withFact(withFact(one, ['referral', 'to'], { adminLevel: level }), ['referral', 'filedVia'], channel)
          expect(isAllowed(decide(tried)), JSON.stringify(tried)).toBe(false)
        }
    }
    // Half of the cases can be treated where they are: those are not sent up, whatever one does.
    expect(changed).toBeGreaterThan(800)
    expect(hopeless).toBeGreaterThan(0)
  })

  it('files each of 200 moves that wait for filing', () => {
    for (const [one, { referral }] of answered(decision => decision.referral.status === 'required', 50)) {
      expect(referral.changes.length).toBeGreaterThan(0)
      for (const changes of referral.changes) expect(isAllowed(decide(apply(one, changes)))).toBe(true)
    }
  })

  it('names no more than is needed: none of a pair would do alone', () => {
    let pairs = 0
    for (const [one, { referral }] of answered(decision => decision.referral.status === 'refused', 60))
      for (const changes of referral.changes.filter(list => list.length === 2)) {
        pairs += 1
        for (const change of changes) expect(isAllowed(decide(apply(one, [change])))).toBe(false)
      }
    expect(pairs).toBeGreaterThan(30)
  })

  it('says nothing of a right only where no two things one can do grant it', () => {
    const things = (one: Json): readonly Decision['referral']['changes'][number][] => {
      const single = [
        ...LEVELS.filter(level => level !== ((one['referral'] as Json)['to'] as Json)['adminLevel']).map(value => ({
          fact: 'referral.to',
          value: { adminLevel: value } as never,
        })),
        { fact: 'referral.filedVia', value: 'smartPlatform' },
        { fact: 'referral.firstContactAtPrimary', value: true },
        { fact: 'encounter.informedConsent', value: true },
      ]
      return single.flatMap((first, i) => [
        [first],
        ...single
          .slice(i + 1)
          .filter(({ fact }) => fact !== first.fact)
          .map(second => [first, second]),
      ])
    }
    let silent = 0
    for (const [one, decision] of answered(
      ({ rights }) => rights.some(right => right.granted === false && right.changes.length === 0),
      12,
    )) {
      const level = LEVELS.indexOf(String((one['institution'] as Json)['adminLevel']))
      const way = (to: unknown): number => Math.sign(LEVELS.indexOf(String(to)) - level)
      const isSameWay = (changed: Json): boolean => {
        const to = (referral: unknown): unknown => ((referral as Json)['to'] as Json)['adminLevel']
        return way(to(changed['referral'])) === way(to(one['referral']))
      }
      const tried = things(one)
        .map(list => apply(one, list))
        .filter(isSameWay)
        .map(decide)
      for (const { right } of decision.rights.filter(found => found.granted === false && found.changes.length === 0)) {
        silent += 1
        const granting = tried.filter(({ rights }) => rights.some(found => found.right === right && found.granted === true))
        expect(granting.length, JSON.stringify([one, right])).toBe(0)
      }
    }
    expect(silent).toBeGreaterThan(20)
  })

  it('grants the right it speaks of, and says nothing of a case that is as wished', () => {
    let granted = 0
    for (const [one, decision] of answered(({ rights }) => rights.some(right => right.changes.length > 0), 50))
      for (const { right, changes } of decision.rights)
        for (const list of changes) {
          granted += 1
          const after = decide(apply(one, list)).rights.find(again => again.right === right)
          expect(after?.granted, JSON.stringify([one, right, list])).toBe(true)
          expect(after?.changes).toEqual([])
        }
    expect(granted).toBeGreaterThan(30)
    for (const [, { referral }] of answered(isAllowed, 40)) expect(referral.changes).toEqual([])
  })
})
