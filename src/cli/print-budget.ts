import type { BudgetReport } from '../budget/report.ts'
import { headLines } from '../budget-report/head.ts'
import { budgetSections } from '../budget-report/sections.ts'
import { tell } from '../budget-report/telling.ts'
import { formatIssue } from '../base/format-issue.ts'
import type { Language } from '../base/issue.ts'
import { labelled } from '../facts/issue-label.ts'
import type { Label } from '../facts/spec.ts'
import { printSection } from '../page/print-section.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

/** A year for people: what it is of, then a table for each of its parts. `name`: the pack's. */
export function printBudget(session: Session, report: BudgetReport, name: Label): string {
  const telling = tell(report, name, session.language)
  const head = headLines(telling)
  const sections = budgetSections(telling).filter(({ isDetail }) => isDetail !== true)
  return [
    heading(session, head.title),
    ...head.lead,
    ...head.warnings,
    ...(sections.length === 0 ? [telling.say('nothing')] : []),
    ...sections.flatMap(section => ['', heading(session, section.title), printSection(section)]),
    '',
    telling.say('ofRecord'),
    '',
  ].join('\n')
}

/** What to know of a report whose page stands in a file: what its numbers are worth, and its findings. */
export function budgetNotices(report: BudgetReport, name: Label, language: Language): readonly string[] {
  const { warnings } = headLines(tell(report, name, language))
  return [...warnings, ...report.findings.map(issue => formatIssue(labelled(issue, language), language))]
}
