import { parseDay } from '../base/date.ts'
import { deepFreeze } from '../base/freeze.ts'
import { policyError } from '../base/format-issue.ts'
import type { Issue } from '../base/issue.ts'
import { bySettlement } from '../year/claim-key.ts'
import { differences, type YearDifferences } from './differences.ts'
import { readYear } from '../year/read-year.ts'
import { replay } from './replay.ts'
import { isWholeEntry } from './whole-entry.ts'
import type { Policy } from '../policy.ts'
import type { PersonYear, YearEntry } from '../year/year.ts'

/** A year as it would have been, had its claims been settled in order, by this policy. */
export interface Resettled {
  readonly version: 1
  readonly year: PersonYear
  readonly differences: YearDifferences
}

/**
 * Settles all claims of a year anew, in settlement order, from what it began with: late claims take their place, refused ones are tried again. The year
 * may have been settled by another version or scheme of the policy. Throws a PolicyError for a year that is none.
 */
export function resettle(policy: Policy, input: unknown): Resettled {
  const issues: Issue[] = []
  const year = readYear(policy.sheet, input, issues, { states: ['opening'], entry: isWholeEntry })
  if (year === undefined) throw policyError(issues)
  const sorted = [...year.entries].sort((a, b) => bySettlement(placeOf(a), placeOf(b)))
  const { entries, states } = replay(policy, year.opening, [], sorted, true)
  return deepFreeze({
    version: 1,
    year: { ...year, policyHash: policy.hash, entries, states },
    differences: differences(policy.pack.layers, year.entries, entries),
  })
}

const placeOf = ({ claimId, on, sequence }: YearEntry) => ({ claimId, sequence, day: on === null ? undefined : parseDay(on) })
