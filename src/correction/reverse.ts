import { deepFreeze } from '../base/freeze.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { differences, outcome, type YearDifferences } from './differences.ts'
import { readYear } from '../year/read-year.ts'
import { replay, type Replayed } from './replay.ts'
import { isWholeEntry } from './whole-entry.ts'
import type { Policy } from '../policy.ts'
import { isSettled, isSupplement, stateAfter, type PersonYear, type YearEntry } from '../year/year.ts'

/**
 * A reversal. Done: `year` is without the claim, and `unchanged` names the later claims of its benefit year whose states were made anew and whose outcome
 * is the same. Not done: `first` names the later ones that must be reversed before, in that order, since their outcome rests on this claim; `differences`
 * says what would become of them.
 */
export type Reversal =
  | {
      readonly version: 1
      readonly claimId: string
      readonly reversed: true
      readonly year: PersonYear
      readonly unchanged: readonly string[]
      readonly differences: YearDifferences
    }
  | {
      readonly version: 1
      readonly claimId: string
      readonly reversed: false
      readonly first: readonly string[]
      readonly unchanged: readonly string[]
      readonly differences: YearDifferences
    }

/** What is left of a year without one entry. */
interface Removal extends Replayed {
  /** Later entries of its benefit year, those whose outcome changes and those whose does not. */
  readonly changed: readonly string[]
  readonly unchanged: readonly string[]
}

/** Takes a settled claim (or a supplement) out of a year, unless later ones rest on it. Throws a PolicyError for a year or claim that is none. */
export function reverse(policy: Policy, input: unknown, claimId: string): Reversal {
  const year = openYear(policy, input, claimId)
  const removal = remove(policy, year, year.entries, claimId)
  const changes = differences(policy.pack.layers, year.entries, removal.entries)
  const common = { version: 1 as const, claimId, unchanged: removal.unchanged, differences: changes }
  if (removal.changed.length === 0) {
    const { entries, states } = removal
    return deepFreeze({ ...common, reversed: true, year: { ...year, entries, states } })
  }
  return deepFreeze({ ...common, reversed: false, first: before(policy, year, year.entries, claimId) })
}

function openYear(policy: Policy, input: unknown, claimId: string): PersonYear {
  const issues: Issue[] = []
  const year = readYear(policy.sheet, input, issues, { entry: isWholeEntry })
  if (year !== undefined && year.policyHash !== policy.hash) issues.push(errorIssue('otherPolicy', '/year/policyHash'))
  const found = year?.entries.find(entry => entry.claimId === claimId)
  if (year !== undefined && found === undefined) {
    const known = year.entries.map(entry => entry.claimId)
    issues.push(errorIssue('noSuchClaim', '/claimId', { id: clip(claimId), suggestion: suggest(claimId, known) ?? '' }))
  } else if (found !== undefined && 'issues' in found) issues.push(errorIssue('neverSettled', '/claimId', { id: claimId }))
  if (issues.length > 0 || year === undefined) throw policyError(issues)
  return year
}

function remove(policy: Policy, { opening }: PersonYear, entries: readonly YearEntry[], claimId: string): Removal {
  const at = entries.findIndex(entry => entry.claimId === claimId)
  const replayed = replay(policy, opening, entries.slice(0, at), entries.slice(at + 1))
  const later = entries.slice(at + 1).flatMap((old, i) => {
    const now = replayed.entries[at + i]
    if (now === undefined || stateAfter(old) === undefined || old.year !== entries[at]?.year) return []
    return [{ claimId: old.claimId, isSame: outcomeOf(old) === outcomeOf(now) }]
  })
  const ids = (isSame: boolean): readonly string[] => later.filter(one => one.isSame === isSame).map(one => one.claimId)
  return { ...replayed, changed: ids(false), unchanged: ids(true) }
}

function outcomeOf(entry: YearEntry): string {
  if (isSettled(entry)) return outcome(entry.settlement)
  if (!isSupplement(entry)) return ''
  return JSON.stringify(entry.supplement.claims.map(({ claimId, deductible, paid }) => [claimId, deductible, paid]))
}

/** What must be reversed before a claim, in order: the last that rests on it, with what rests on that, and so on until nothing does. */
function before(policy: Policy, year: PersonYear, entries: readonly YearEntry[], claimId: string): readonly string[] {
  const order: string[] = []
  let rest = entries
  for (;;) {
    const last = remove(policy, year, rest, claimId).changed.at(-1)
    if (last === undefined) return order
    for (const id of [...before(policy, year, rest, last), last]) {
      rest = remove(policy, year, rest, id).entries
      order.push(id)
    }
  }
}
