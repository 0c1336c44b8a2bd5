import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy, type PlainLimits } from '../base/plain.ts'
import type { Sheet } from '../expression/sheet.ts'
import { readState, type YearStateJson } from '../settlement/state.ts'
import type { PersonYear, YearEntry } from './year.ts'

/** Enough for ten thousand settlements. */
const LIMITS: PlainLimits = { depth: 20, values: 10_000_000, entries: 20_000 }

type StatesOfYear = 'opening' | 'states'

interface Checked {
  /** Which of its states must be this sheet's. */
  readonly states?: readonly StatesOfYear[]
  /** What of an entry is used beside its place. */
  readonly entry?: (entry: YearEntry) => boolean
}

/** A copy of a year as `settleYear` left it; what is not as it was written is an issue below `/year`. Only what is `checked` is looked at. */
export function readYear(
  sheet: Pick<Sheet, 'slots'>,
  input: unknown,
  issues: Issue[],
  { states = ['opening', 'states'], entry: isWhole = () => true }: Checked = {},
): PersonYear | undefined {
  const before = issues.length
  const year = plainCopy(input, LIMITS, issues, '/year')
  if (issues.length > before) return undefined
  if (!isPlainObject(year)) {
    issues.push(errorIssue('damagedYear', '/year'))
    return undefined
  }
  const damaged = (path: string): void => void issues.push(errorIssue('damagedYear', `/year${path}`))
  if (year['version'] !== 1) issues.push(errorIssue('unknownVersion', '/year/version', { supported: 1 }))
  for (const key of ['personId', 'policyHash']) if (typeof year[key] !== 'string') damaged(pointer(key))
  for (const key of states) readStates(sheet, year[key], `/year/${key}`, issues)
  const entries = year['entries']
  if (!Array.isArray(entries)) damaged('/entries')
  else {
    const seen = new Set<string>()
    for (const [i, entry] of entries.entries()) {
      if (!isPlaced(entry) || !isWhole(entry) || seen.has(entry.claimId)) damaged(pointer('entries', i))
      else seen.add(entry.claimId)
    }
  }
  // Every field that is used was looked at.
  return issues.length > before ? undefined : (year as unknown as PersonYear)
}

/** States by benefit year, each under its own. */
export function readStates(sheet: Pick<Sheet, 'slots'>, input: unknown, path: string, issues: Issue[]): readonly YearStateJson[] {
  if (!isPlainObject(input)) {
    issues.push(errorIssue('damagedYear', path))
    return []
  }
  return Object.entries(input).flatMap(([year, state]) => {
    const at = path + pointer(year)
    const { length } = issues
    readStateAt(sheet, state, at, issues)
    if (issues.length > length) return []
    const read = state as YearStateJson
    if (String(read.year) !== year) issues.push(errorIssue('damagedYear', at))
    return [read]
  })
}

/** Checks a state that stands at `path`. */
export function readStateAt(sheet: Pick<Sheet, 'slots'>, state: unknown, path: string, issues: Issue[]): void {
  const found: Issue[] = []
  readState(sheet, state, found)
  issues.push(...found.map(issue => ({ ...issue, path: path + issue.path.slice('/state'.length) })))
}

function isPlaced(entry: unknown): entry is YearEntry {
  if (!isPlainObject(entry)) return false
  const { claimId, on, sequence, year } = entry
  return (
    typeof claimId === 'string' &&
    (on === null || typeof on === 'string') &&
    Number.isSafeInteger(sequence) &&
    (year === null || Number.isSafeInteger(year))
  )
}
