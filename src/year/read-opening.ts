import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { Sheet } from '../expression/sheet.ts'
import { readStateShape } from '../facts/state-shape.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { readStateAt, readStates, readYear } from './read-year.ts'
import type { PersonYear, YearEntry, YearStates } from './year.ts'

/** What a year goes on from: one state, states by benefit year, or a year as it was left. */
export type YearOpening = YearStateJson | YearStates | PersonYear

/** What was before the first claim of a call. */
export interface Opened {
  readonly personId: string
  readonly opening: readonly YearStateJson[]
  readonly entries: readonly YearEntry[]
  readonly states: readonly YearStateJson[]
}

const NOTHING: Opened = { personId: '', opening: [], entries: [], states: [] }

/** Reads what a year goes on from; every issue at once, below `/state` or, of a year, below `/year`. A year must be of the policy with this hash. */
export function readOpening(sheet: Pick<Sheet, 'slots'>, hash: string, input: unknown, issues: Issue[]): Opened {
  if (input === undefined) return NOTHING
  if (isPlainObject(input) && Object.hasOwn(input, 'entries')) {
    const year = readYear(sheet, input, issues)
    if (year === undefined) return NOTHING
    if (year.policyHash !== hash) issues.push(errorIssue('otherPolicy', '/year/policyHash'))
    return opened(year)
  }
  const given = readStateShape(input, '/state', issues)
  if (!isPlainObject(given)) return NOTHING
  if (!Object.hasOwn(given, 'year')) {
    const states = readStates(sheet, given, '/state', issues)
    return { ...NOTHING, opening: states, states }
  }
  readStateAt(sheet, given, '/state', issues)
  const states = [given as unknown as YearStateJson]
  return { ...NOTHING, opening: states, states }
}

const opened = (year: PersonYear): Opened => ({
  personId: year.personId,
  opening: Object.values(year.opening),
  entries: year.entries,
  states: Object.values(year.states),
})

/** Ids of the claims that were settled before. */
export const settledIds = ({ entries }: Opened): ReadonlySet<string> =>
  new Set(entries.filter(entry => !('issues' in entry)).map(entry => entry.claimId))
