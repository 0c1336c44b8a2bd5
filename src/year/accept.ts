import { errorIssue, PolicyError, type Issue } from '../base/issue.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'

/**
 * The state to keep after a settlement, for whoever keeps states of several counters: compare and set, in one transaction of the store. `current` is the
 * state kept now (none: the year is fresh). Throws a PolicyError where the settlement was made from another state than this one: of another year, with
 * another count of claims (a second counter settled in between), or without this claim's being new. Then the claim is to be settled again with `current`.
 */
export function acceptSettlement(current: YearStateJson | undefined, settlement: Settlement): YearStateJson {
  const { state, claimId } = settlement
  const issues: Issue[] = []
  const applied = current?.applied ?? 0
  if (current !== undefined && current.year !== state.year)
    issues.push(errorIssue('wrongYear', '/state/year', { state: current.year, claim: state.year }))
  else if (state.applied !== applied + 1)
    issues.push(errorIssue('staleState', '/state/applied', { current: applied, from: state.applied - 1 }))
  if (claimId !== '' && current?.stays.some(stay => stay.claimIds.includes(claimId)) === true)
    issues.push(errorIssue('settledTwice', '/claimId', { id: claimId }))
  if (issues.length > 0) throw new PolicyError(issues)
  return state
}
