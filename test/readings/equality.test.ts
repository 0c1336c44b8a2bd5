import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import { pastAfter } from '../reference/history.ts'
import { interpret } from '../reference/interpret.ts'
import { referenceFacts } from '../support/cases.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { findingNames, firedIds, foldYears, type YearStep } from '../support/year-fold.ts'

const CLAIMS = 10_000

function referenceDifferences(json: unknown, scheme: string, policy: Policy, step: YearStep): readonly string[] {
  const facts = referenceFacts(step.open)
  const reference = interpret(json, scheme, facts, step.stateBefore?.buckets ?? {})
  const differences: string[] = []
  const differ = (what: string, mine: unknown, theirs: unknown): void => {
    if (mine !== theirs) differences.push(`${step.open.claim.id} ${what}: ${String(mine)} but reference ${String(theirs)}`)
  }
  differ('guards', step.guards.join(), reference.guards.join())
  const { run } = step
  if (run === undefined) return differences
  policy.sheet.lines.forEach((line, i) => differ(line.id, run[`l${String(i)}`], reference.lines[line.id]))
  differ('lines', policy.sheet.lines.length, Object.keys(reference.lines).length)
  differ('fired', firedIds(policy, run).join(), reference.fired.join())
  differ('findings', findingNames(policy, run).join(), reference.findings.join())
  for (const [bucket, sums] of Object.entries(step.stateAfter?.buckets ?? {}))
    for (const [role, sum] of Object.entries(sums)) {
      const theirs = (reference.buckets[bucket] as Readonly<Record<string, unknown>> | undefined)?.[role]
      differ(`${bucket}.${role}`, sum, theirs ?? (role === 'index' ? 0 : '0.00'))
    }
  const deductible = reference.lines[`${policy.pack.layers[0]?.id ?? ''}.deductible`] ?? 0
  const past = pastAfter(step.stateBefore ?? { stays: [] }, facts, step.open.claim.id, deductible, reference.isLinked)
  differ('stays', JSON.stringify(step.stateAfter?.stays), JSON.stringify(past.stays))
  if (step.stateAfter?.stayId !== undefined) differ('stay', step.stateAfter.stayId, past.stayId)
  return differences
}

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims with their states', ({ name, json, scheme }) => {
  it('generated JavaScript and the independent reference give the same lines, slots, rules, guards and findings', () => {
    const policy = openPack(json, { scheme })
    const differences: string[] = []
    let answered = 0
    let refused = 0
    for (const step of foldYears(policy, { seed: 7, claims: CLAIMS, persons: CLAIMS / 5, diseases: ['J45', 'I10'] })) {
      if (step.run === undefined) refused += 1
      else answered += 1
      differences.push(...referenceDifferences(json, scheme, policy, step))
    }
    expect(differences.slice(0, 20)).toEqual([])
    expect(answered).toBeGreaterThan(CLAIMS * 0.9)
    if (name === 'lakeside') expect(refused).toBeGreaterThan(0)
  })

  it('the reading without generated code gives the same bytes', () => {
    const policy = openPack(json, { scheme })
    const interpreted = openPack(json, { scheme, interpreted: true })
    let claims = 0
    for (const step of foldYears(policy, { seed: 11, claims: CLAIMS, persons: CLAIMS / 5, diseases: ['J45', 'I10'] })) {
      claims += 1
      if (step.run !== undefined) expect(interpreted.run(step.open.record)).toEqual(step.run)
      else expect(() => interpreted.run(step.open.record)).toThrow()
    }
    expect(claims).toBeGreaterThan(CLAIMS * 0.9)
  })
})
