import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { clip } from '../base/text.ts'
import { readCount, readMoney, readText, wrongType } from '../facts/read-value.ts'
import { formatFen, type Fen } from './fen.ts'
import type { ScoreReport, SpendReport } from './report.ts'
import { monthKey, monthName, type SpendSums } from './spend-sums.ts'

/** A budget year with the spend that was counted. */
export interface CountedYear {
  /** The year as it was given, with `actual`, and `monthlyApproved` where that was not given and all that counts is what was paid. */
  readonly year: unknown
  readonly scores: ScoreReport | null
}

const MONTHS = 12

/** Actual spend of each member: what was paid, what its scores earned, and its persons by head. */
export function countedYear(input: unknown, year: number, sums: SpendSums, spend: SpendReport, scores: ScoreReport | null): CountedYear {
  const given = isPlainObject(input) ? input : {}
  const { budget, members, capitation } = given
  const facts = isPlainObject(budget) ? budget : {}
  const ids = membersOf(members)
  const issues: Issue[] = []
  const heads = byHead(capitation, spend, new Set(ids), issues)
  if (issues.length > 0) throw policyError(issues)
  const paid = sums.paidByMember()
  const earned = new Map((scores?.institutions ?? []).map(({ member, fund }) => [member, BigInt(fund.replace('.', ''))]))
  const actual = ids.map(member => ({
    member,
    amount: formatFen((paid.get(member) ?? 0n) + (earned.get(member) ?? 0n) + (heads.get(member) ?? 0n)),
  }))
  const isAllPaid = spend.rows.every(({ counts }) => counts === 'paid')
  const monthly = facts['monthlyApproved'] === undefined && isAllPaid ? { monthlyApproved: months(ids, year, sums) } : {}
  return { year: { version: given['version'], members, budget: { ...facts, ...monthly, actual } }, scores }
}

const membersOf = (members: unknown): readonly string[] =>
  Array.isArray(members) ? members.map((one: unknown) => (isPlainObject(one) ? String(one['id']) : '')) : []

function months(ids: readonly string[], year: number, sums: SpendSums): readonly object[] {
  const paid = sums.paidByMonth()
  return Array.from({ length: MONTHS }, (_, i) =>
    ids.map(member => ({ member, month: monthName(year, i + 1), amount: formatFen(paid.get(monthKey(i + 1, member)) ?? 0n) })),
  ).flat()
}

/** Rate × persons of each member. */
function byHead(capitation: unknown, spend: SpendReport, members: ReadonlySet<string>, issues: Issue[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  const path = '/capitation'
  if (capitation === undefined) {
    const count = spend.rows.reduce((sum, row) => sum + (row.counts === 'capitation' ? row.cases : 0), 0)
    if (count > 0) issues.push(errorIssue('spendCapitationNeeded', path, { count }))
    return sums
  }
  const { rate, persons } = isPlainObject(capitation) ? capitation : {}
  const fen = readMoney(rate, `${path}/rate`, issues) ?? 0
  if (!Array.isArray(persons)) wrongType('array', persons, `${path}/persons`, issues)
  else
    persons.forEach((entry: unknown, i) => {
      const at = `${path}/persons${pointer(i)}`
      const { member, count } = isPlainObject(entry) ? entry : {}
      const id = readText(member, `${at}/member`, issues)
      const heads = readCount(count, 0, 0, 1e9, `${at}/count`, issues)
      if (id === undefined || heads === undefined) return
      if (!members.has(id)) issues.push(errorIssue('unknownMember', `${at}/member`, { member: clip(id), suggestion: '' }))
      if (sums.has(id)) issues.push(errorIssue('memberTwice', `${at}/member`, { member: clip(id) }))
      sums.set(id, BigInt(fen) * BigInt(heads))
    })
  return sums
}
