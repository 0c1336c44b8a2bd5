import { errorIssue, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip } from '../../base/text.ts'
import { keysOf, readCount, readMoney, readSet, readText, wrongType } from '../../facts/read-value.ts'
import { unknownKey } from '../../facts/unknown-key.ts'
import type { Basis, Group, Institution } from './basis.ts'

/** A case as read: money in fen. */
export interface Case {
  readonly id: string
  readonly group: Group
  readonly institution: Institution
  readonly cost: number
  readonly paidByOthers: number
  readonly fundPaid: number | undefined
  readonly flags: readonly string[]
  readonly days: number | undefined
}

const REQUIRED = ['id', 'member', 'group', 'cost', 'paidByOthers']
const KEYS: ReadonlySet<string> = new Set([...REQUIRED, 'fundPaid', 'flags', 'days'])
const MAX_DAYS = 3660

/** Reads a case against its basis, `flags` being those that it may have. Notes every issue; undefined where there is one, or its group or institution has one. */
export function readCase(value: unknown, basis: Basis, flags: ReadonlySet<string>, path: string, issues: Issue[]): Case | undefined {
  const before = issues.length
  if (!checkKeys(value, path, issues)) return undefined
  const { id, member, group, cost, paidByOthers, fundPaid, flags: given, days } = value
  const name = id === undefined ? undefined : readText(id, `${path}/id`, issues)
  const institution = named(member, basis.institutions, 'unknownScored', `${path}/member`, issues)
  const ofGroup = named(group, basis.groups, 'unknownScoreGroup', `${path}/group`, issues)
  const inFen = cost === undefined ? undefined : readMoney(cost, `${path}/cost`, issues)
  const byOthers = paidByOthers === undefined ? undefined : readMoney(paidByOthers, `${path}/paidByOthers`, issues)
  const byFund = fundPaid === undefined ? undefined : readMoney(fundPaid, `${path}/fundPaid`, issues)
  const marked = given === undefined ? [] : (readSet(given, undefined, `${path}/flags`, issues) ?? [])
  for (const flag of marked)
    if (!flags.has(flag))
      issues.push(errorIssue('unknownCaseFlag', `${path}/flags`, { flag: clip(flag), suggestion: suggest(flag, flags) ?? '' }))
  const bedDays = days === undefined ? undefined : readDays(days, `${path}/days`, issues)
  if (ofGroup?.isByDay === true && days === undefined) issues.push(errorIssue('daysNeeded', path, { group: clip(ofGroup.id) }))
  if (issues.length > before || ofGroup === undefined || institution === undefined) return undefined
  return {
    id: name ?? '',
    group: ofGroup,
    institution,
    cost: inFen ?? 0,
    paidByOthers: byOthers ?? 0,
    fundPaid: byFund,
    flags: marked,
    days: bedDays,
  }
}

/** Its keys are known and those required are there. False: it is no object. */
function checkKeys(value: unknown, path: string, issues: Issue[]): value is Readonly<Record<string, unknown>> {
  const keys = keysOf(value, path, issues)
  if (keys === undefined) return false
  for (const key of keys) if (!KEYS.has(key)) issues.push(unknownKey(key, path, KEYS))
  for (const key of REQUIRED) if (!keys.includes(key)) issues.push(errorIssue('missingField', path, { key }))
  return true
}

function named<T>(value: unknown, known: ReadonlyMap<string, T | undefined>, code: string, path: string, issues: Issue[]): T | undefined {
  const name = value === undefined ? undefined : readText(value, path, issues)
  if (name === undefined) return undefined
  const found = known.get(name)
  if (found === undefined && !known.has(name))
    issues.push(errorIssue(code, path, { id: clip(name), suggestion: suggest(name, known.keys()) ?? '' }))
  return found
}

/** An integer as JSON has it: a text is none. */
const readDays = (value: unknown, path: string, issues: Issue[]): number | undefined =>
  typeof value === 'number' ? readCount(value, 0, 1, MAX_DAYS, path, issues) : wrongType('integer', value, path, issues)
