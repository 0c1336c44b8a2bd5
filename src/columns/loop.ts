import type { Outputs } from '../expression/passes/outputs.ts'
import type { CodeResults } from '../expression/readings/code-form.ts'
import { printCode } from '../expression/readings/code-printer.ts'
import { compileText } from '../expression/readings/compile.ts'
import type { Make } from '../expression/readings/locality.ts'
import { SharedCode } from '../expression/readings/shared-code.ts'
import type { Template } from '../expression/readings/template.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import type { ColumnCode, ColumnPlaces } from './code.ts'
import { slotName } from './request.ts'

/** Parts as code: a loop over rows, made for one set of outputs. */
export function loopMaker(places: ColumnPlaces): Make<ColumnCode> {
  const shared = new SharedCode(({ text, tables }) => {
    const consts = tables.map((_, i) => `const T${String(i)} = tables[${String(i)}]\n`).join('')
    return compileText(`'use strict'\n${consts}return function settle(run, from, to, base, d, e) {\n${text}}`, { tables }) as ColumnCode
  })
  return outputs => shared.part(columnLoop(outputs, places))
}

/**
 * Outputs as the text of a loop. The arrays of the run are read and written row by row. Of a fold the slots `s0` … are
 * variables: set anew where a year starts, and left as they are by a claim without an answer.
 */
export function columnLoop(outputs: Outputs, places: ColumnPlaces): Template {
  const { column, isFold } = places
  const at = (name: string, row: string): string => `a.c${String(column(name) ?? NaN)}[${row}]`
  const slots = isFold ? outputs.slotIds : []
  const each = (count: number, text: (i: string) => string): string => Array.from({ length: count }, (_, i) => text(String(i))).join('')
  const restart = slots.map((id, i) => `s${String(i)} = ${column(slotName(id)) === undefined ? '0' : at(slotName(id), 'r')}`).join('; ')
  return printCode(outputs, {
    head: [
      '  const a = run.arrays, rows = run.rows, s = run.state\n',
      each(slots.length, i => `  let s${i} = s[${i}]\n`),
      '  for (let n = from; n < to; n++) {\n  const r = base + rows[n] | 0\n',
      slots.length === 0 ? '' : `  if (a.y[r] === 1) { ${restart} }\n`,
    ].join(''),
    fact: path => (path === HAS_ITEMS ? '((a.q[r] < a.q[r + 1]) | 0)' : at(path, 'r')),
    itemFact: path => at(path, 'k'),
    slot: index => (isFold ? `s${String(index)}` : at(slotName(outputs.slotIds[index] ?? ''), 'r')),
    absent: '0',
    skips: true,
    items: '  for (let k = a.q[r], z = a.q[r + 1]; k < z; k++) {\n',
    end: results => `${endOfRow(results, places.results)}  }\n${each(slots.length, i => `  s[${i}] = s${i}\n`)}`,
  })
}

function endOfRow({ lines, slots }: CodeResults, count: number): string {
  const results = lines.slice(0, count)
  const guard = lines[count] ?? '0'
  const write = (text: (line: string) => string): string => results.map((line, i) => `a.o${String(i)}[r] = ${text(line)}`).join('; ')
  const refuse =
    guard === '0'
      ? '  a.g[r] = -1\n'
      : `  const w = ${guard}\n  a.g[r] = w - 1\n  if (w !== 0) { ${[write(() => '0'), 'continue'].join('; ')} }\n`
  const next = slots.map((slot, i) => `const n${String(i)} = ${slot}\n`).join('  ')
  const carry = slots.map((_, i) => `s${String(i)} = n${String(i)}`).join('; ')
  return `${refuse}  ${write(line => line)}\n  ${next}  ${carry}\n`
}
