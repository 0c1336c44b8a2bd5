import { formatIssue } from '../base/format-issue.ts'
import type { Issue, Language } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { clip } from '../base/text.ts'
import { MAX_TEXT } from '../facts/read-value.ts'
import { labelled } from '../facts/issue-label.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { RowShape } from './job.ts'

/** Writes the row of a settled claim, with its line end. */
export type WriteRow = (row: number, settlement: Settlement) => string

export const rowWriter = async (shape: RowShape, lines: readonly string[]): Promise<WriteRow> =>
  shape.full
    ? (_, settlement) => `${JSON.stringify(settlement)}\n`
    : shape.format === 'csv'
      ? await csvRow(shape, lines)
      : jsonRow(shape, lines)

/** Places of the wanted lines among those of the policy. */
const placesOf = (shape: RowShape, lines: readonly string[]): readonly number[] => shape.lines.map(id => lines.indexOf(id))

function valueAt({ lines }: Settlement, place: number): string {
  const line = lines[place]
  return line === undefined ? '' : 'amount' in line ? line.amount : line.ratio
}

function jsonRow(shape: RowShape, lines: readonly string[]): WriteRow {
  const places = placesOf(shape, lines)
  const keys = shape.lines.map(id => `,${JSON.stringify(id)}:"`)
  return (row, settlement) => {
    let text = `{"row":${row},"claimId":${JSON.stringify(settlement.claimId)}`
    for (const [i, place] of places.entries()) text += `${keys[i] ?? ''}${valueAt(settlement, place)}"`
    return `${text}}\n`
  }
}

async function csvRow(shape: RowShape, lines: readonly string[]): Promise<WriteRow> {
  const { stringify } = await import('csv-stringify/sync')
  const places = placesOf(shape, lines)
  return (row, settlement) => stringify([[row, settlement.claimId, ...places.map(place => valueAt(settlement, place))]])
}

/** What stands before the rows. */
export async function headerOf(shape: RowShape): Promise<string> {
  if (shape.format !== 'csv') return ''
  const { stringify } = await import('csv-stringify/sync')
  return stringify([['row', 'claimId', ...shape.lines]])
}

/** The row of a refused claim, with its line end: `{row, claimId?, issues: [{code, path, message}]}`. */
export function rejectedRow(row: number, claim: unknown, issues: readonly Issue[], language: Language): string {
  const id = isPlainObject(claim) ? claim['id'] : undefined
  const told = issues.map(issue => ({ code: issue.code, path: issue.path, message: formatIssue(labelled(issue, language), language) }))
  return `${JSON.stringify({ row, ...(typeof id === 'string' ? { claimId: id.length > MAX_TEXT ? clip(id) : id } : {}), issues: told })}\n`
}
