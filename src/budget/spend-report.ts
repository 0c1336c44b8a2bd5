import { findingIssue, type Issue } from '../base/issue.ts'
import type { Pack } from '../pack/pack.ts'
import { budgetYear, type BudgetOptions } from './budget.ts'
import type { BudgetReport, SpendOutside, SpendReport } from './report.ts'
import { scoreEntries } from './scores/entries.ts'
import type { CountedYear } from './spend-closing.ts'

const CODES: Readonly<Record<SpendOutside['why'], string>> = {
  otherYear: 'spendOtherYear',
  notMember: 'spendNotMember',
  notResident: 'spendNotResident',
  noRule: 'spendNoRule',
  openStay: 'spendOpenStay',
}

/** Closes a year whose spend was counted. Throws a PolicyError where `policy.budget` does. */
export function spendReport(
  pack: Pack,
  { year, scores, spend }: CountedYear & { readonly spend: SpendReport },
  options: BudgetOptions,
): BudgetReport {
  const report = budgetYear(pack, year, options)
  return {
    ...report,
    scores,
    spend,
    ledger: [...report.ledger, ...(scores === null ? [] : scoreEntries(scores))],
    findings: [...report.findings, ...(scores?.findings ?? []), ...spendFindings(spend)],
    sources: [...report.sources, ...(scores?.sources ?? [])],
  }
}

/** What of the claims did not count, and why: with what counted it is everything that was paid. */
function spendFindings({ outside, unknown, refused }: SpendReport): readonly Issue[] {
  const named = unknown.map(({ institution }) => institution).join(', ')
  return [
    ...outside.map(({ why, cases, paid }) => findingIssue(CODES[why], '', { cases, paid })),
    ...(unknown.length === 0 ? [] : [findingIssue('spendUnknown', '/members', { institutions: named })]),
    ...(refused === 0 ? [] : [findingIssue('spendRefused', '', { count: refused })]),
  ]
}
