import Table from 'cli-table3'
import type { Language } from '../base/issue.ts'
import type { SummaryJson } from './report.ts'
import { headLines, sections, type Section } from './sections.ts'
import { summarySay } from './words.ts'

const PLAIN = {
  ...Object.fromEntries(
    'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
      .split(' ')
      .map(name => [name, '']),
  ),
  middle: '  ',
}

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
    ...sections(summary, language, say).flatMap(section => ['', bold(section.title), table(section)]),
    '',
    say('ofRecord'),
    '',
  ].join('\n')
}

function table({ columns, rows }: Section): string {
  const drawn = new Table({
    head: [...columns],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((_, i) => (i === 0 ? ('left' as const) : ('right' as const))),
  })
  for (const row of rows) drawn.push([...row])
  return drawn
    .toString()
    .split('\n')
    .map(line => `  ${line.trimEnd()}`)
    .join('\n')
}
