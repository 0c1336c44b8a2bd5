import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { plainCopy } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { BUDGET_FACTS } from '../facts/budget-facts.ts'
import { readCode, readCount, readFlag, readSet, readText, wrongType } from '../facts/read-value.ts'
import { MAX_YEAR_FEN, type Fen } from './fen.ts'
import { fieldsOf, MAX_ENTRIES, optionalField, readEntries, readFen, readName, requiredField, type Fields } from './read-fields.ts'
import { readMembers } from './read-members.ts'
import { AMOUNTS, type AmountName, type MonthlyInput, type YearInput } from './year-input.ts'

const LIMITS = { depth: 12, values: 2_000_000, entries: MAX_ENTRIES }
const KEYS = ['$schema', 'version', 'budget', 'members', 'scores', 'capitation']
const BUDGET_KEYS = [
  ...['year', 'yearIndex', 'unit', 'name', 'history', 'contributionGrowth', 'otherFactors', 'total', 'adjustmentEvents', 'monthlyApproved'],
  ...['actual', 'reasonableOverrun', 'assessmentPassed', 'assessmentResult', 'procurementSurplus', 'memberAmounts', ...AMOUNTS],
]
/** Growth of contributions lies between a loss of all and tenfold, in ten-thousandths. */
const GROWTH = { min: -10_000, max: 100_000 }
const YEARS = { min: 1990, max: 2200 }
const UNITS = new Set(BUDGET_FACTS.find(spec => spec.path === 'budget.unit')?.codes)

/** Reads a budget year; undefined, with every issue, where it has any. */
export function readYear(input: unknown, issues: Issue[]): YearInput | undefined {
  const before = issues.length
  const year = draftYear(input, issues)
  return issues.length > before ? undefined : year
}

/** As much of a budget year as can be read, with every issue: what has one is as if it were not given. Undefined where not even the year is known. */
export function draftYear(input: unknown, issues: Issue[]): YearInput | undefined {
  const refused: Issue[] = []
  const plain = plainCopy(input, LIMITS, refused)
  issues.push(...refused)
  if (refused.length > 0) return undefined
  const fields = fieldsOf(plain, KEYS, '', issues)
  if (fields === undefined) return undefined
  if (fields['version'] !== 1) issues.push(errorIssue('unknownVersion', '/version', { supported: 1 }))
  const members = requiredField(fields, 'members', '', issues, (value, path) => readMembers(value, path, issues)) ?? []
  const budget = requiredField(fields, 'budget', '', issues, (value, path) => fieldsOf(value, BUDGET_KEYS, path, issues))
  const read = budget === undefined ? undefined : readBudget(budget, new Set(members.map(({ id }) => id)), issues)
  return read === undefined ? undefined : { ...read, members, scores: fields['scores'] }
}

type Budget = Omit<YearInput, 'members' | 'scores'>

function readBudget(fields: Fields, members: ReadonlySet<string>, issues: Issue[]): Budget | undefined {
  const at = '/budget'
  const year = requiredField(fields, 'year', at, issues, (value, path) => readInteger(value, YEARS.min, YEARS.max, path, issues))
  const fen = (key: string, min = 0): Fen | undefined => optionalField(fields, key, at, (value, path) => readFen(value, path, issues, min))
  const sums = (key: string): ReadonlyMap<string, Fen> | undefined =>
    optionalField(fields, key, at, (value, path) => readSums(value, members, path, issues))
  const growth = optionalField(fields, 'contributionGrowth', at, (value, path) => readCount(value, 4, GROWTH.min, GROWTH.max, path, issues))
  const read = {
    yearIndex: optionalField(fields, 'yearIndex', at, (value, path) => readInteger(value, 1, 100, path, issues)),
    unit: optionalField(fields, 'unit', at, (value, path) => readCode(value, UNITS, path, issues)),
    name: optionalField(fields, 'name', at, (value, path) => readName(value, path, issues)) ?? null,
    history: optionalField(fields, 'history', at, (value, path) => readHistory(value, year, path, issues)),
    contributionGrowth: growth === undefined ? undefined : BigInt(growth),
    otherFactors: fen('otherFactors', -MAX_YEAR_FEN),
    total: fen('total'),
    adjustmentEvents: optionalField(fields, 'adjustmentEvents', at, (value, path) => readSet(value, undefined, path, issues)),
    monthlyApproved: optionalField(fields, 'monthlyApproved', at, (value, path) => readMonths(value, year, members, path, issues)),
    actual: sums('actual'),
    reasonableOverrun: fen('reasonableOverrun'),
    assessmentPassed: optionalField(fields, 'assessmentPassed', at, (value, path) => readFlag(value, path, issues)),
    assessmentResult: optionalField(fields, 'assessmentResult', at, (value, path) => readText(value, path, issues)),
    procurementSurplus: sums('procurementSurplus'),
    memberAmounts: sums('memberAmounts'),
  }
  const amounts = new Map<AmountName, Fen>()
  for (const name of AMOUNTS) {
    const amount = fen(name)
    if (amount !== undefined) amounts.set(name, amount)
  }
  return year === undefined ? undefined : { year, ...read, amounts }
}

/** An integer as JSON has it: a text is none. */
function readInteger(value: unknown, min: number, max: number, path: string, issues: Issue[]): number | undefined {
  return typeof value === 'number' ? readCount(value, 0, min, max, path, issues) : wrongType('integer', value, path, issues)
}

/** Years before the budget year, each once. */
function readHistory(value: unknown, budgetYear: number | undefined, path: string, issues: Issue[]): ReadonlyMap<number, Fen> {
  const history = new Map<number, Fen>()
  readEntries(value, path, issues).forEach((entry, i) => {
    const at = path + pointer(i)
    const fields = fieldsOf(entry, ['year', 'amount'], at, issues)
    if (fields === undefined) return
    const year = requiredField(fields, 'year', at, issues, (one, place) => readInteger(one, YEARS.min, YEARS.max, place, issues))
    const amount = requiredField(fields, 'amount', at, issues, (one, place) => readFen(one, place, issues))
    if (year === undefined || amount === undefined) return
    if (history.has(year)) issues.push(errorIssue('historyYearTwice', `${at}/year`, { year }))
    if (budgetYear !== undefined && year >= budgetYear) issues.push(errorIssue('historyNotBefore', `${at}/year`, { year, budgetYear }))
    history.set(year, amount)
  })
  return history
}

function readMemberId(fields: Fields, members: ReadonlySet<string>, at: string, issues: Issue[]): string | undefined {
  const id = requiredField(fields, 'member', at, issues, (value, path) => readText(value, path, issues))
  if (id === undefined || members.has(id)) return id
  issues.push(errorIssue('unknownMember', `${at}/member`, { member: clip(id), suggestion: suggest(id, members) ?? '' }))
  return undefined
}

/** One sum a member. */
function readSums(value: unknown, members: ReadonlySet<string>, path: string, issues: Issue[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  readEntries(value, path, issues).forEach((entry, i) => {
    const at = path + pointer(i)
    const fields = fieldsOf(entry, ['member', 'amount'], at, issues)
    if (fields === undefined) return
    const member = readMemberId(fields, members, at, issues)
    const amount = requiredField(fields, 'amount', at, issues, (one, place) => readFen(one, place, issues))
    if (member === undefined || amount === undefined) return
    if (sums.has(member)) issues.push(errorIssue('memberTwice', `${at}/member`, { member: clip(member) }))
    sums.set(member, amount)
  })
  return sums
}

/** Approved sums of months of the year, and of the last month before it, on which an advance may rest; each month once a member. */
function readMonths(
  value: unknown,
  year: number | undefined,
  members: ReadonlySet<string>,
  path: string,
  issues: Issue[],
): readonly MonthlyInput[] {
  const seen = new Set<string>()
  return readEntries(value, path, issues).flatMap((entry, i) => {
    const at = path + pointer(i)
    const fields = fieldsOf(entry, ['month', 'member', 'amount'], at, issues)
    if (fields === undefined) return []
    const month = requiredField(fields, 'month', at, issues, (one, place) => readMonth(one, year, place, issues))
    const member = readMemberId(fields, members, at, issues)
    const amount = requiredField(fields, 'amount', at, issues, (one, place) => readFen(one, place, issues))
    if (month === undefined || member === undefined || amount === undefined) return []
    const key = `${month} ${member}`
    if (seen.has(key)) issues.push(errorIssue('monthTwice', at, { month, member: clip(member) }))
    seen.add(key)
    return [{ month, member, amount }]
  })
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

function readMonth(value: unknown, year: number | undefined, path: string, issues: Issue[]): string | undefined {
  if (typeof value !== 'string') return wrongType('string', value, path, issues)
  if (!MONTH.test(value)) issues.push(errorIssue('notAMonth', path, { received: clip(value) }))
  else if (year === undefined || value.startsWith(`${String(year)}-`) || value === `${String(year - 1)}-12`) return value
  else issues.push(errorIssue('monthOutside', path, { month: value, year }))
  return undefined
}
