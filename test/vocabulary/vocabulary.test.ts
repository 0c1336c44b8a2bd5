import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/facts/catalogue.ts'
import { readFixtures } from '../../src/fixtures/read.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { packNames } from '../../src/node/read-pack.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { openPack } from '../../src/full-policy.ts'
import { eventKinds } from '../../src/vocabulary/events.ts'
import { factEntries } from '../../src/vocabulary/facts.ts'
import { factsRead, type Reader } from '../../src/vocabulary/facts-read.ts'
import { itemCategories, rightNames } from '../../src/vocabulary/names.ts'
import { PACKS } from '../support/packs.ts'

type Json = Readonly<Record<string, unknown>>

/** A claim or case without one fact; undefined where it does not give it. */
function without(json: Json, [name = '', ...rest]: readonly string[]): Json | undefined {
  if (!Object.hasOwn(json, name)) return undefined
  if (rest.length === 0) return Object.fromEntries(Object.entries(json).filter(([key]) => key !== name))
  const part = without(json[name] as Json, rest)
  return part && { ...json, [name]: part }
}

/** Every claim with each fact that `reader` does not read taken out of it in turn. */
function stripped(
  claims: readonly Json[],
  read: ReadonlyMap<string, readonly Reader[]>,
  reader: Reader,
): readonly (readonly [Json, Json, string])[] {
  const unread = FACTS.map(({ path }) => path).filter(path => read.get(path)?.includes(reader) !== true)
  return claims.flatMap(claim =>
    unread.flatMap(path => {
      const less = without(claim, path.split('.'))
      return less === undefined ? [] : [[claim, less, path] as const]
    }),
  )
}

describe('the kinds of events of a pack', () => {
  it('say what they are for, by which clause, and what is read of them', () => {
    const kinds = eventKinds(openPolicy('luan').pack)
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'appraisalPlan',
      'followUpDrugSupply',
      'notifyTownship',
      'persuadeToLeave',
      'pilotInAppraisal',
      'verifyIdentity',
    ])
    const notified = kinds.find(({ kind }) => kind === 'notifyTownship')
    expect(notified?.uses.map(({ role, clause }) => `${role} ${clause ?? ''}`)).toEqual(['duty luan/3.7', 'start luan/3.8'])
    expect(notified?.reads).toEqual(['date', 'completedOn', 'done', 'count'])
    expect(kinds[0]?.uses.map(({ role }) => role)).toEqual(['occasion'])
    expect(kinds[0]?.reads).toEqual([])
    expect(kinds.flatMap(({ uses }) => uses.flatMap(({ shownBy }) => shownBy ?? []))).toEqual(['encounter.identityVerified'])
  })

  it('are just those that no finding is made of, in every pack', () => {
    for (const name of packNames()) {
      const policy = openPolicy(name)
      const kinds = eventKinds(policy.pack).map(({ kind }) => kind)
      const events = [...kinds, 'nobodyKnowsThis'].map(kind => ({ kind, date: '2024-01-02' }))
      const { findings } = policy.decide({ events }, { asOf: '2024-10-01' })
      expect(findings.filter(({ code }) => code === 'unknownEvent').map(({ path }) => path)).toEqual([
        `/events/${String(kinds.length)}/kind`,
      ])
    }
  })

  it('of a deadline that runs in every month are what must be done by it', () => {
    const [advance] = eventKinds(openPolicy('changde').pack)
    expect([advance?.kind, advance?.uses.map(({ role }) => role), advance?.reads]).toEqual([
      'monthlyAdvance',
      ['completion'],
      ['date', 'completedOn', 'done'],
    ])
  })
})

describe('the rights and price categories of a pack', () => {
  it('are each there once, with every rule that names them', () => {
    const { pack } = openPolicy('wenzhou')
    expect(rightNames(pack).map(({ name, uses }) => `${name} ${String(uses.length)}`)).toContain('longPrescription 2')
    expect(itemCategories(pack).map(({ name }) => name)).toEqual(['interventional', 'labourIntensive', 'surgery'])
  })
})

describe('the facts', () => {
  it('are all listed, or those that begin so', () => {
    expect(factEntries()).toHaveLength(FACTS.length)
    expect(factEntries('referral.to.').map(({ fact }) => fact.slice('referral.to.'.length))).toEqual([
      ...['id', 'type', 'tier', 'adminLevel', 'allianceId', 'city', 'county'],
    ])
  })

  it('say what holds where they are not given, as a claim would give it', () => {
    const entry = (path: string): string => {
      const [one] = factEntries(path)
      return `${one?.presence ?? ''} ${JSON.stringify(one?.default)}`
    }
    expect(entry('institution.tier')).toBe('required undefined')
    expect(entry('encounter.admitDate')).toBe('optional undefined')
    expect(entry('institution.city')).toBe('optional undefined')
    expect(entry('insurance.enrolled')).toBe('default true')
    expect(entry('cost.offCatalogue')).toBe('default "0.00"')
    expect(entry('encounter.location')).toBe('derived undefined')
    expect(entry('history.stays')).toBe('history undefined')
  })

  it('have labelled codes, and say where others are allowed', () => {
    const [flags] = factEntries('encounter.caseFlags')
    expect(flags?.values.find(({ code }) => code === 'urgentRescue')?.label).toEqual({ zh: '急诊抢救', en: 'Urgent rescue' })
    expect([flags?.open, factEntries('person.conditions')[0]?.open]).toEqual([false, true])
  })
})

describe('the facts that a pack reads', () => {
  it('are all that settling depends on: without any other the lines of a claim stay the same', () => {
    let taken = 0
    for (const { json, scheme } of PACKS.filter(({ name }) => ['lakeside', 'shandong', 'luan'].includes(name))) {
      const policy = openPack(json, { scheme })
      const claims = [...generateClaims({ seed: 5, claims: 10, persons: 5 })] as unknown as readonly Json[]
      for (const [claim, less, path] of stripped(claims, factsRead(policy.pack, policy.sheet), 'settle')) {
        const [whole, part] = [policy.trySettle(claim), policy.trySettle(less)]
        expect(part.ok ? part.settlement.lines : part.issues, path).toEqual(whole.ok ? whole.settlement.lines : whole.issues)
        taken += 1
      }
    }
    expect(taken).toBeGreaterThan(300)
  })

  it('are all that deciding depends on: without any other the answers of the fixtures stay the same', () => {
    let taken = 0
    for (const name of packNames()) {
      const policy = openPolicy(name)
      const read = factsRead(policy.pack, policy.sheet)
      for (const { judged } of readFixtures([name])) {
        if (judged?.kind !== 'decision' || judged.json.policy !== undefined || judged.json.expect['issues'] !== undefined) continue
        const { asOf } = judged.json.decide
        const answer = (input: Json): unknown => ({ ...policy.decide(input, asOf === undefined ? {} : { asOf }), caseId: '' })
        for (const [whole, less, path] of stripped([judged.case], read, 'decide')) {
          expect(answer(less), `${judged.json.name}: ${path}`).toEqual(answer(whole))
          taken += 1
        }
      }
    }
    expect(taken).toBeGreaterThan(100)
  })

  it('name what a claim gives for those that are worked out', () => {
    const { pack, sheet } = openPolicy('luan')
    const read = factsRead(pack, sheet)
    expect(read.get('institution.tier')).toEqual(['settle', 'decide'])
    expect(read.get('cost.total')).toEqual(['settle'])
    expect(read.get('institution.county')).toEqual(['settle', 'decide'])
    expect(read.get('referral.whitelist')).toEqual(['decide'])
    expect(read.get('encounter.dischargeDate')).toEqual(['settle', 'decide'])
    expect(read.has('person.employment')).toBe(false)
  })
})
