import { policyError } from '../base/format-issue.ts'
import type { Issue } from '../base/issue.ts'
import { plainCopy } from '../base/plain.ts'
import { LINKED } from '../effect/link-stay.ts'
import { readClaim, type Claim } from '../facts/claim.ts'
import type { Policy } from '../policy.ts'
import type { OpenClaim } from '../settlement/open-claim.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { neededFacts } from './needed.ts'
import { lackingFacts, pendingBehind, pendingFrame, unknownFacts } from './pending.ts'
import { answer, ask, checkSupplied, gives, isAtHand, isPromise, withFact, type SuppliedFacts } from './supplied.ts'

export interface AsyncOptions {
  /** Facts that the claim may lack; what the claim gives itself is never asked for. */
  readonly facts?: SuppliedFacts
  /** The person's year before the claim, or where to get it. It is always asked for: every settlement goes on from it. */
  readonly state?:
    | YearStateJson
    | PromiseLike<YearStateJson | undefined>
    | (() => YearStateJson | PromiseLike<YearStateJson | undefined> | undefined)
}

/**
 * Settles a claim that lacks facts, asking for one only if the answer depends on it, given all that is known by then: at most once, one after the
 * other, promises before functions. The result is that of `settle` with the facts that were asked for; facts that nobody asked for stand in
 * `assumptions` as null, and layers that the claim does not reach are shown as if they were absent.
 */
export async function settleAsync(policy: Policy, input: unknown, options: AsyncOptions = {}): Promise<Settlement> {
  const supplied = options.facts ?? {}
  checkSupplied(supplied)
  quieten(Object.values(supplied))
  let claim = snapshot(input)
  const pending = new Set(Object.keys(supplied).filter(path => !gives(claim, path)))
  read(claim, pending)
  for (const path of [...pending]) {
    if (!isAtHand(supplied[path])) continue
    pending.delete(path)
    claim = await supply(claim, path, supplied[path])
  }
  const state = (await answer('state', options.state)) as YearStateJson | undefined
  for (;;) {
    const next = nextFact(policy, claim, state, pending, supplied)
    if (next === undefined) return policy.settleOpen(policy.open(claim, state, lackingFacts(pending)))
    pending.delete(next)
    claim = await supply(claim, next, supplied[next])
  }
}

/** A promise that fails and that no rule asks for is no fault of this claim. */
function quieten(values: readonly unknown[]): void {
  for (const value of values) if (isPromise(value)) void Promise.resolve(value).catch(() => undefined)
}

const LIMITS = { depth: 16, values: 1_000_000, entries: 100_000 }

/** The claim as the caller cannot change it while others are asked. */
function snapshot(input: unknown): unknown {
  const issues: Issue[] = []
  const copy = plainCopy(input, LIMITS, issues)
  if (issues.length > 0) throw policyError(issues)
  return copy
}

function read(input: unknown, pending: ReadonlySet<string>): Claim {
  const { claim, issues } = readClaim(input, lackingFacts(pending))
  if (claim === undefined) throw policyError(issues)
  return claim
}

async function supply(claim: unknown, path: string, supplied: unknown): Promise<unknown> {
  const value = await ask(path, supplied)
  return value === undefined ? claim : withFact(claim, path, value)
}

function nextFact(
  policy: Policy,
  input: unknown,
  state: YearStateJson | undefined,
  pending: ReadonlySet<string>,
  supplied: SuppliedFacts,
): string | undefined {
  if (pending.size === 0) return undefined
  const claim = read(input, pending)
  const frame = pendingFrame(claim, policy.pack, pending)
  if (frame !== undefined) return frame
  const open = policy.openPartial(input, state, lackingFacts(pending))
  const needed = neededFacts({
    sheet: policy.sheet,
    record: open.record,
    unknown: unknownFacts(open.claim, open.state, pending),
    derived: derivedThatCount(policy, open),
  })
  const behind = [...new Set(needed.flatMap(path => pendingBehind(path, pending)))]
  return behind.find(path => isPromise(supplied[path])) ?? behind[0]
}

/** Facts that rules set and that the claim gives too (they must agree), and whether a stay goes on with the one before. */
function derivedThatCount(policy: Policy, { claim }: OpenClaim) {
  const counts = (path: string): boolean => (path === LINKED ? isStay(claim) : claim.given.has(path))
  return policy.sheet.derived.filter(fact => counts(fact.path)).map(fact => fact.node)
}

const isStay = (claim: Claim): boolean => claim.facts.get('encounter.kind') === 'inpatient'
