import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import type { Sheet } from '../expression/sheet.ts'
import { DOMAINS, factDomain } from '../facts/domain.ts'
import { ITEM_FACTS, ITEM_SHARE } from '../facts/item.ts'
import { fieldOf, readCount, readDay, readFact } from '../facts/read-value.ts'
import { HELD_STAY, LAST_STAY } from '../facts/stay-ids.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { FactValue } from '../facts/spec.ts'
import { BENEFIT_MONTH } from '../settlement/buckets.ts'

/** What stands before the id of a slot in names of columns: `state.year.paid`. */
const STATE = 'state.'

export const slotName = (id: string): string => `${STATE}${id}`

/** The row in which the items of a row begin, one more than rows; asked for with any `item.*`. */
export const ITEM_START = 'item.start'
/** 1 in the first row of a person's benefit year, else 0; asked for by a fold. */
export const YEAR_START = 'year.start'

const ITEM_PATHS: readonly string[] = [...ITEM_FACTS.map(spec => spec.path), ITEM_SHARE]

/** What is asked for, checked: inputs and constants by name, the latter as facts. */
export interface Request {
  readonly inputs: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, FactValue>
  readonly hasItems: boolean
}

/** Ids that a year tells of itself: 0 where it has none. */
export const STAYS_OF_THE_YEAR: readonly string[] = [LAST_STAY, HELD_STAY]

/** Checks names and constants against the sheet; every issue at once. */
export function readRequest(
  sheet: Sheet,
  inputs: readonly string[],
  outputs: readonly string[],
  constants: Readonly<Record<string, unknown>>,
  issues: Issue[],
): Request {
  const claimNames = [...DOMAINS.map(spec => spec.path), ...STAYS_OF_THE_YEAR, RULES_DAY, BENEFIT_MONTH]
  const slots = sheet.slots.map(slot => slotName(slot.id))
  const inputNames = new Set([...claimNames, ...ITEM_PATHS, ...slots])
  const outputNames = new Set([...sheet.lines.map(line => line.id), ...slots])
  checkNames(inputs, inputNames, '/inputs', 'unknownInput', issues)
  checkNames(outputs, outputNames, '/outputs', 'unknownOutput', issues)
  const asked = new Set(inputs)
  return {
    inputs: asked,
    constants: readConstants(constants, asked, new Set(claimNames), issues),
    hasItems: ITEM_PATHS.some(path => asked.has(path)),
  }
}

function checkNames(names: readonly string[], known: ReadonlySet<string>, path: string, code: string, issues: Issue[]): void {
  const seen = new Set<string>()
  names.forEach((name, i) => {
    const at = `${path}/${String(i)}`
    if (!known.has(name)) issues.push(errorIssue(code, at, { key: clip(String(name)), suggestion: suggest(String(name), known) ?? '' }))
    else if (seen.has(name)) issues.push(errorIssue('askedTwice', at, { key: name }))
    seen.add(name)
  })
}

function readConstants(
  constants: Readonly<Record<string, unknown>>,
  inputs: ReadonlySet<string>,
  known: ReadonlySet<string>,
  issues: Issue[],
): ReadonlyMap<string, FactValue> {
  const read = new Map<string, FactValue>()
  for (const [name, value] of Object.entries(constants)) {
    const path = `/constants${pointer(name)}`
    if (!known.has(name)) {
      issues.push(errorIssue('unknownInput', path, { key: clip(name), suggestion: suggest(name, known) ?? '' }))
      continue
    }
    if (inputs.has(name)) issues.push(errorIssue('columnAndConstant', path, { key: name }))
    const fact = readConstant(name, value, path, issues)
    if (fact !== undefined) read.set(name, fact)
  }
  return read
}

/** A constant as in a claim; an id is a number, as in columns. */
function readConstant(name: string, value: unknown, path: string, issues: Issue[]): FactValue | undefined {
  if (name === RULES_DAY) return readDay(value, path, issues)
  if (name === BENEFIT_MONTH) return readCount(value, 0, 1, 12, path, issues)
  const spec = factDomain(name)
  if (spec?.type === 'id' || STAYS_OF_THE_YEAR.includes(name)) return readCount(value, 0, 0, 2 ** 31 - 1, path, issues)
  if (spec === undefined) return undefined
  return readFact(fieldOf(spec), value, path, issues)
}
