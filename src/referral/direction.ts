import { errorIssue, type Issue } from '../base/issue.ts'
import type { Claim } from '../facts/claim.ts'
import { codesOf } from '../facts/domain.ts'
import type { FactValue } from '../facts/spec.ts'

export const COMPLIANT = 'referral.compliant'
const DIRECTION = 'referral.direction'

/** Levels from the lowest up. */
const LEVELS: readonly string[] = codesOf('institution.adminLevel')

/** The claim with that value of a fact, as if it had given it. */
export const withFact = (claim: Claim, path: string, value: FactValue): Claim => ({
  ...claim,
  facts: new Map(claim.facts).set(path, value),
  defaulted: claim.defaulted.filter(one => one !== path),
})

/** The direction of a move follows from the two levels; one that is given must not run the other way. */
export function withDirection(claim: Claim, issues: Issue[]): Claim {
  const [from, to] = ['institution.adminLevel', 'referral.to.adminLevel'].map(path => LEVELS.indexOf(String(claim.facts.get(path))))
  if (from === undefined || to === undefined || from < 0 || to < 0) return claim
  const derived = to > from ? 'up' : to < from ? 'down' : 'lateral'
  if (!claim.given.has(DIRECTION)) return withFact(claim, DIRECTION, derived)
  const given = String(claim.facts.get(DIRECTION))
  if (derived !== 'lateral' && given !== derived)
    issues.push(errorIssue('contradiction', '/referral/direction', { fact: DIRECTION, given, derived }))
  return claim
}
