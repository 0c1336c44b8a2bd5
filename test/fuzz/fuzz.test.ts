import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { MESSAGES } from '../../src/base/messages.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { PACKS, lakeside } from '../support/packs.ts'
import { copyOf, mutate } from './mutate.ts'

/** Inputs of the gate; `FUZZ=1000000` for more. */
const RUNS = Number(process.env['FUZZ'] ?? 100_000)
const PACK_RUNS = Math.max(1, Math.floor(RUNS / 40))
const SEED = Number(process.env['FUZZ_SEED'] ?? 20240229)

type Json = Record<string, unknown>

/** What every object and list inherits, with the properties of each of those functions. */
function inherited(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype]
    .map(prototype =>
      Reflect.ownKeys(prototype).map(key => {
        const value = Object.getOwnPropertyDescriptor(prototype, key)?.value as unknown
        return `${String(key)}:${typeof value === 'function' ? Reflect.ownKeys(value).map(String).join('+') : typeof value}`
      }),
    )
    .join(';')
}

const BEFORE = inherited()

const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''))

/** An issue says what is wrong in both languages, in our words. */
function wrongIssues(issues: readonly Issue[]): string | undefined {
  if (issues.length === 0) return 'refused without an issue'
  for (const issue of issues) {
    if (MESSAGES[issue.code] === undefined) return `unknown code ${issue.code}`
    if (typeof issue.path !== 'string' || (issue.path !== '' && !issue.path.startsWith('/'))) return `no pointer: ${issue.path}`
    if (issue.path.length > 2000) return `a pointer of ${String(issue.path.length)} characters`
    for (const language of ['zh', 'en'] as const) {
      const text = formatIssue(issue, language)
      if (text.length > 4000 || /\{[a-z]\w*\}|Invalid input|Too (big|small):|Unrecognized|\bat .*\.ts:/.test(text))
        return `${issue.code}: ${text.slice(0, 300)}`
      // eslint-disable-next-line no-control-regex
      if (/[\u0000-\u001f\u202a-\u202e]/.test(text)) return `${issue.code} shows control characters`
    }
  }
  return undefined
}

/** Undefined, or how settling went wrong. */
function settled(policy: Policy, claim: unknown, state: unknown): string | undefined {
  const result = policy.trySettle(claim, state as YearStateJson | undefined)
  if (!result.ok) return wrongIssues(result.issues)
  const { fund, personal, institutionBorne, lines } = result.settlement
  const [line] = lines
  const total = line !== undefined && 'amount' in line ? fen(line.amount) : -1n
  return total === fen(fund.total) + fen(personal.total) + fen(institutionBorne) ? undefined : 'the total is not kept'
}

/** Claims with the states that those before them left. */
function cases(policy: Policy): readonly { readonly claim: Json; readonly state: Json }[] {
  return [...generateClaims({ seed: 5, claims: 600, persons: 60 })].flatMap(claim => {
    const result = policy.trySettle(claim)
    return result.ok ? [{ claim, state: JSON.parse(JSON.stringify(result.settlement.state)) as Json }] : []
  })
}

describe('mutated input', () => {
  it(`${String(RUNS)} claims and states: settled to the fen, or issues`, { timeout: 900_000 }, () => {
    const random = randomOf(mixSeed(SEED, 1))
    const policies = PACKS.map(({ json, scheme }) => openPack(json, { scheme }))
    const pools = policies.map(cases)
    const failures: string[] = []
    let ok = 0
    for (let i = 0; i < RUNS && failures.length < 20; i++) {
      const which = i % policies.length
      const pool = pools[which] ?? []
      const policy = policies[which]!
      const one = pool[random.below(pool.length)]!
      const claim = copyOf(one.claim)
      const state = copyOf(pool[random.below(pool.length)]!.state)
      const form = random.below(4)
      if (form === 1) claim['state'] = state
      if (form < 2) mutate(claim, random)
      else mutate(state, random)
      const given = form >= 2 ? (random.chance(20) ? random.pick([null, 1, 'x', []]) : state) : undefined
      try {
        const fault = settled(policy, claim, given)
        if (fault !== undefined) failures.push(`${String(i)}: ${fault}`)
        else ok++
      } catch (error) {
        failures.push(`${String(i)} threw ${error instanceof Error ? (error.stack ?? error.message).slice(0, 500) : String(error)}`)
      }
      if (i % 5000 === 0 && inherited() !== BEFORE) failures.push(`${String(i)}: prototypes changed`)
    }
    expect(failures).toEqual([])
    expect(ok).toBe(RUNS)
    expect(inherited()).toBe(BEFORE)
  })

  it(`${String(PACK_RUNS)} packs and options: opened, or issues`, { timeout: 900_000 }, () => {
    const random = randomOf(mixSeed(SEED, 2))
    const [claim] = [...generateClaims({ seed: 5, claims: 1, persons: 1 })]
    const failures: string[] = []
    let opened = 0
    for (let i = 0; i < PACK_RUNS && failures.length < 20; i++) {
      const pack = lakeside()
      const options: Json = { parameters: { 'serious.ratio1': '0.7000', gapDays: 10 } }
      mutate(i % 10 === 0 ? options : pack, random)
      try {
        const policy = openPack(pack, options)
        opened++
        const fault = settled(policy, claim, undefined)
        if (fault !== undefined) failures.push(`${String(i)}: ${fault}`)
      } catch (error) {
        const fault = isPolicyError(error) ? wrongIssues(error.issues) : `threw ${String((error as Error).stack).slice(0, 500)}`
        if (fault !== undefined) failures.push(`${String(i)}: ${fault}`)
      }
    }
    expect(failures).toEqual([])
    expect(opened).toBeGreaterThan(0)
    expect(inherited()).toBe(BEFORE)
  })
})
