import { errorIssue, type Issue } from '../base/issue.ts'
import type { Claim } from '../facts/claim.ts'
import type { FactValue } from '../facts/spec.ts'
import { LEVEL, LEVELS } from './levels.ts'

export const COMPLIANT = 'referral.compliant'
export const AT_PRIMARY = 'referral.firstContactAtPrimary'
const TREATABLE = 'encounter.treatableHere'
export const DIRECTION = 'referral.direction'
export const TARGET = 'referral.to.adminLevel'

const directionOf = (from: number, to: number): string => (to > from ? 'up' : to < from ? 'down' : 'lateral')

/** The other levels that lie the same way from a level as `to` does. */
export function levelsBeside(from: unknown, to: unknown): readonly string[] {
  const [start, end] = [LEVELS.indexOf(String(from)), LEVELS.indexOf(String(to))]
  return LEVELS.filter((_, level) => level !== end && directionOf(start, level) === directionOf(start, end))
}

/** The claim with that value of a fact, as if it had given it. */
export const withFact = (claim: Claim, path: string, value: FactValue): Claim => ({
  ...claim,
  facts: new Map(claim.facts).set(path, value),
  defaulted: claim.defaulted.filter(one => one !== path),
})

/** A move from nobody knows where has no direction, unless the case says it. */
export function missingDirection({ facts, given }: Claim): readonly string[] {
  const isAsked = LEVELS.includes(String(facts.get(TARGET)))
  return isAsked && !facts.has(LEVEL) && !given.has(DIRECTION) ? [DIRECTION, LEVEL] : []
}

/** The direction of a move follows from the two levels; one that is given must not run the other way. */
export function withDirection(claim: Claim, issues: Issue[]): Claim {
  const [from, to] = [LEVEL, TARGET].map(path => LEVELS.indexOf(String(claim.facts.get(path))))
  if (from === undefined || to === undefined || from < 0 || to < 0) return claim
  const derived = directionOf(from, to)
  if (!claim.given.has(DIRECTION)) return withFact(claim, DIRECTION, derived)
  const given = String(claim.facts.get(DIRECTION))
  if (derived !== 'lateral' && given !== derived)
    issues.push(errorIssue('contradiction', '/referral/direction', { fact: DIRECTION, given, derived }))
  return claim
}

/** Who is sent up is sent because he cannot be treated where he is, unless the case says that he can. */
export const withCauseToMove = (claim: Claim): Claim =>
  claim.facts.get(DIRECTION) === 'up' && !claim.given.has(TREATABLE) ? withFact(claim, TREATABLE, false) : claim
