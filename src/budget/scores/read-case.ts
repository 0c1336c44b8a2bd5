import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip } from '../../base/text.ts'
import { readCount, readMoney, readSet, readText } from '../../facts/read-value.ts'
import { readFields, type Basis, type Group, type Institution } from './basis.ts'

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
const KEYS = [...REQUIRED, 'fundPaid', 'flags', 'days']
const MAX_DAYS = 3660

/** Reads a case against its basis, `flags` being those that it may have. Notes every issue; undefined where there is one, or its group or institution has one. */
export function readCase(value: unknown, basis: Basis, flags: ReadonlySet<string>, path: string, issues: Issue[]): Case | undefined {
  const before = issues.length
  const fields = readFields(value, KEYS, REQUIRED, path, issues)
  if (fields === undefined) return undefined
  const text = (key: string): string | undefined =>
    fields[key] === undefined ? undefined : readText(fields[key], path + pointer(key), issues)
  const money = (key: string): number | undefined =>
    fields[key] === undefined ? undefined : readMoney(fields[key], path + pointer(key), issues)
  const id = text('id')
  const institution = named(text('member'), basis.institutions, 'unknownScored', `${path}/member`, issues)
  const group = named(text('group'), basis.groups, 'unknownScoreGroup', `${path}/group`, issues)
  const cost = money('cost')
  const paidByOthers = money('paidByOthers')
  const fundPaid = money('fundPaid')
  const given = fields['flags'] === undefined ? [] : readSet(fields['flags'], undefined, `${path}/flags`, issues)
  for (const flag of given ?? [])
    if (!flags.has(flag))
      issues.push(errorIssue('unknownCaseFlag', `${path}/flags`, { flag: clip(flag), suggestion: suggest(flag, flags) ?? '' }))
  const days = fields['days'] === undefined ? undefined : readCount(fields['days'], 0, 1, MAX_DAYS, `${path}/days`, issues)
  if (group?.isByDay === true && fields['days'] === undefined) issues.push(errorIssue('daysNeeded', path, { group: clip(group.id) }))
  if (issues.length > before || group === undefined || institution === undefined) return undefined
  return { id: id ?? '', group, institution, cost: cost ?? 0, paidByOthers: paidByOthers ?? 0, fundPaid, flags: given ?? [], days }
}

function named<T>(
  name: string | undefined,
  known: ReadonlyMap<string, T | undefined>,
  code: string,
  path: string,
  issues: Issue[],
): T | undefined {
  if (name !== undefined && !known.has(name))
    issues.push(errorIssue(code, path, { id: clip(name), suggestion: suggest(name, known.keys()) ?? '' }))
  return name === undefined ? undefined : known.get(name)
}
