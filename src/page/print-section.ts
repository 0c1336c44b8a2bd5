import Table from 'cli-table3'
import type { Section } from './section.ts'

const PLAIN = {
  ...Object.fromEntries(
    'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
      .split(' ')
      .map(name => [name, '']),
  ),
  middle: '  ',
}

/** The table of a section for a terminal. */
export function printSection({ columns, rows, texts = [] }: Section): string {
  const drawn = new Table({
    head: [...columns],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((_, i) => (i === 0 || texts.includes(i) ? ('left' as const) : ('right' as const))),
  })
  for (const row of rows) drawn.push([...row])
  return drawn
    .toString()
    .split('\n')
    .map(line => `  ${line.trimEnd()}`)
    .join('\n')
}
