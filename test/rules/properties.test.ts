import { describe, expect, it } from 'vitest'
import { PolicyError } from '../../src/base/issue.ts'
import { readDecimal } from '../../src/base/decimal.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { limitLine } from '../../src/pack/pack.ts'
import type { Policy } from '../../src/policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { foldYears, type YearStep } from '../support/year-fold.ts'

type Json = Readonly<Record<string, unknown>>

const REAL = [...PACKS, ...PUBLISHED].filter(pack => !['lakeside', 'riverside'].includes(pack.name))
const CLAIMS = 2_000
const YEARS = { seed: 23, claims: CLAIMS, persons: CLAIMS / 10, diseases: ['J45', 'I10'] }

const fen = (text: unknown): number => Number(readDecimal(text ?? '0.00', 2, 0, 1e13))

/** The limits of a step that have a bucket: what they allow and what it held before and holds after. */
function limitsOf(policy: Policy, { run, stateBefore, stateAfter }: YearStep) {
  const held = (state: YearStateJson | undefined, bucket: string, role: string): number =>
    fen((state?.buckets?.[bucket] as Json | undefined)?.[role])
  return policy.pack.layers.flatMap(layer =>
    (layer.limits ?? []).flatMap(({ id, bucket, counts }) => {
      if (bucket === undefined) return []
      const role = counts === 'payment' ? 'paid' : 'cost'
      const line = limitLine(layer.id, id)
      const limit = Number(run?.[`l${String(policy.lines.indexOf(line))}`])
      return [{ line, limit, before: held(stateBefore, bucket, role), after: held(stateAfter, bucket, role) }]
    }),
  )
}

/** Every parameter that is the amount of a limit. */
function limitParameters({ pack }: Policy): readonly string[] {
  const amounts = [
    ...pack.layers.flatMap(layer => (layer.limits ?? []).map(limit => limit.amount as unknown)),
    ...pack.rules.filter(rule => rule.type === 'setLimit').map(rule => rule.params['amount']),
  ]
  return [...new Set(amounts.flatMap(one => (typeof one === 'object' && one !== null && 'parameter' in one ? [String(one.parameter)] : [])))]
}

describe.each(REAL)('on $name, in generated years', ({ json, scheme }) => {
  it.each([
    ['as they are', undefined],
    ['of 3000 yuan, which a year soon meets', '3000.00'],
  ])('no bucket passes a limit, with limits %s', (_, amount) => {
    const limits = amount === undefined ? [] : limitParameters(openPack(json, { scheme }))
    const policy = openPack(json, { scheme, parameters: Object.fromEntries(limits.map(id => [id, amount])) })
    const passed: unknown[] = []
    let met = 0
    for (const step of foldYears(policy, YEARS)) {
      if (step.run === undefined) continue
      for (const { line, limit, before, after } of limitsOf(policy, step)) {
        // A person whose limit falls within the year keeps what was paid.
        if (after > Math.max(limit, before)) passed.push([step.open.claim.id, line, limit, before, after])
        if (after === limit && after > before) met++
      }
    }
    expect(passed.slice(0, 5)).toEqual([])
    if (amount !== undefined) expect(met).toBeGreaterThan(0)
  })

  it('a compliant referral is never paid less than the same claim against the rules, while the yearly limit is not met', () => {
    const policy = openPack(json, { scheme })
    const worse: unknown[] = []
    let more = 0
    for (const [referred, alone] of referralPairs(policy)) {
      const gain = fen(referred.fund.total) - fen(alone.fund.total)
      const basic = amountOf(referred, 'basic.paid') - amountOf(alone, 'basic.paid')
      if (basic < 0 || (gain < 0 && amountOf(referred, 'basic.capExcess') === 0)) worse.push([referred.claimId, gain, basic])
      if (gain > 0) more++
    }
    expect(worse.slice(0, 5)).toEqual([])
    // A document that pays nothing by referrals pays both the same.
    expect(more > 0).toBe(JSON.stringify(policy.pack.rules).includes('referral.compliant'))
  })
})

const amountOf = ({ lines }: Settlement, id: string): number => {
  const line = lines.find(one => one.id === id)
  return fen(line !== undefined && 'amount' in line ? line.amount : undefined)
}

/** Generated claims twice, with their referral according to the rules and against them, all else equal, in the same year. */
function* referralPairs(policy: Policy): Generator<readonly [Settlement, Settlement]> {
  const states = new Map<string, YearStateJson>()
  for (const claim of generateClaims(YEARS)) {
    const { id } = claim['person'] as { readonly id: string }
    const as = (compliant: boolean): Json => ({ ...claim, referral: { ...(claim['referral'] as Json), compliant } })
    const state = states.get(id)
    try {
      const pair = [policy.settle(as(true), state), policy.settle(as(false), state)] as const
      states.set(id, pair[0].state)
      yield pair
    } catch (error) {
      // Another year than the one before, or a claim that the policy does not answer.
      if (!(error instanceof PolicyError)) throw error
      states.delete(id)
    }
  }
}
