import { deepFreeze } from '../base/freeze.ts'
import { PolicyError, type Issue } from '../base/issue.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { claimKeys } from './claim-key.ts'
import { isRefused, YearFold } from './fold.ts'
import { personOf, readClaims, type PlacedClaim } from './read-claims.ts'
import { readOpening, settledIds, type YearOpening } from './read-opening.ts'
import type { PersonYear, RefusedEntry, SettledEntry, YearPolicy, YearStates } from './year.ts'

/** A policy that settles years. */
export interface YearSettler extends YearPolicy {
  readonly pack: Pack
  readonly sheet: Pick<Sheet, 'slots'>
}

/**
 * Settles the claims of one person, given in any order, in settlement order (day, sequence, id), each with the state that the one before left in its
 * benefit year. After a year (`from`) the claims follow those settled before, which stay as they are, also where one comes late. Throws a PolicyError with all that is wrong
 * with the call (ids, persons, states); a claim that cannot be settled is refused in its entry.
 */
export function settleYear(policy: YearSettler, claims: unknown, from?: YearOpening): PersonYear {
  const issues: Issue[] = []
  const opened = readOpening(policy.sheet, policy.hash, from, issues)
  const joined = { settled: settledIds(opened), personId: opened.personId }
  const placed = readClaims(claims, claimKeys(policy.pack), joined, issues)
  if (issues.length > 0) throw new PolicyError(issues)
  const fold = new YearFold(policy, opened.states)
  const again = new Set(placed.map(claim => claim.claimId))
  // A claim that was refused before and comes again, mended, has its new entry only.
  const kept = opened.entries.filter(entry => !('issues' in entry) || !again.has(entry.claimId))
  const entries = [...kept, ...placed.map(claim => settleOne(fold, claim))]
  return deepFreeze({
    version: 1,
    personId: personOf(placed, joined),
    policyHash: policy.hash,
    opening: byYear(opened.opening),
    entries,
    states: fold.states(),
  })
}

/** A claim settled into a year, as its entry. */
export function settleOne(fold: YearFold, placed: Omit<PlacedClaim, 'personId' | 'day'>): SettledEntry | RefusedEntry {
  const { claimId, on, sequence, year, claim } = placed
  const result = fold.settle(claim, year)
  const common = { claimId, on, sequence, year: year ?? null, claim }
  return isRefused(result) ? { ...common, issues: result } : { ...common, settlement: result }
}

const byYear = (states: readonly YearStateJson[]): YearStates => Object.fromEntries(states.map(state => [String(state.year), state]))
