import type { Policy } from '../policy.ts'
import type { Summary } from './summary.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** Adds a claim that `policy` settled to a summary. `values`: the summary's lines. Its facts are those it has with its identities. */
export function addSettled(summary: Summary, policy: Policy, claim: unknown, values: ArrayLike<number>): void {
  // What the year has used changes no fact, so the claim is opened without it.
  const open = policy.openPartial(claim, undefined, NOTHING)
  summary.add({ id: open.claim.id, facts: open.claim.facts, year: open.days.year, month: open.days.month }, values)
}
