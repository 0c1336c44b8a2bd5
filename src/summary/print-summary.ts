import type { Language } from '../base/issue.ts'
import { printSection } from '../page/print-section.ts'
import type { SummaryJson } from './report.ts'
import { headLines, sections } from './sections.ts'
import { summarySay } from './words.ts'

/** A summary for a terminal: what it is of, then a table for each of its parts. `styled`: titles in bold. */
export function printSummary(summary: SummaryJson, language: Language, styled = false): string {
  const say = summarySay(language)
  const bold = (text: string): string => (styled ? `\u001b[1m${text}\u001b[22m` : text)
  const head = headLines(summary, language, say)
  return [
    bold(head.title),
    head.policy,
    head.rows,
    ...head.warnings,
    ...(summary.rows.settled === 0 ? [say('nothing')] : []),
    ...sections(summary, language, say).flatMap(section => ['', bold(section.title), printSection(section)]),
    '',
    say('ofRecord'),
    '',
  ].join('\n')
}
