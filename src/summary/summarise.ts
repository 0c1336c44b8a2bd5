import { errorIssue, type Issue } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import { settledValues } from '../settlement/settled-values.ts'
import { bySettlement, claimKeys, type ClaimKey } from '../year/claim-key.ts'
import { isRefused, YearFold } from '../year/fold.ts'
import { Summary } from './summary.ts'
import { addSettled } from './tally.ts'

/** A claim as it came, with its place among those of its person. */
interface Placed extends ClaimKey {
  readonly value: unknown
  readonly sequence: number
}

/**
 * Settles claims person by person in the order of their settlement (day, then id), each with the state that the one before left in its benefit year, and sums them
 * up. A claim that is refused counts as rejected and leaves the state alone. A row that is no claim at all: `undefined`.
 */
export function summarise(policy: Policy, claims: Iterable<unknown>): Summary {
  const summary = new Summary(policy)
  const keyOf = claimKeys(policy.pack)
  const persons = new Map<string, Placed[]>()
  for (const value of claims) {
    if (value === undefined) {
      summary.reject([errorIssue('badJsonLine', '')])
      continue
    }
    const placed = { value, ...keyOf(value), sequence: 0 }
    // Without an id nobody knows whose year it is: each such claim stands alone.
    if (placed.personId === '') settleInOrder(policy, summary, [placed])
    else {
      const others = persons.get(placed.personId)
      if (others === undefined) persons.set(placed.personId, [placed])
      else others.push(placed)
    }
  }
  for (const own of persons.values()) settleInOrder(policy, summary, own)
  return summary
}

function settleInOrder(policy: Policy, summary: Summary, claims: Placed[]): void {
  const fold = new YearFold(policy)
  const settled = new Set<string>()
  for (const { value, claimId, year } of claims.sort(bySettlement)) {
    const result = settled.has(claimId) ? twice(policy, value, claimId) : fold.settle(value, year)
    if (isRefused(result)) summary.reject(result)
    else {
      if (claimId !== '') settled.add(claimId)
      addSettled(summary, policy, value, settledValues(result, summary.lines))
    }
  }
}

/** What is wrong with a claim of which the id was settled before: all else first. */
function twice(policy: Policy, value: unknown, id: string): readonly Issue[] {
  const result = policy.trySettle(value)
  return result.ok ? [errorIssue('settledTwice', '/id', { id })] : result.issues
}
