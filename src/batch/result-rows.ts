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

/** Writes a row of texts, one for each line asked for, with its line end. */
export type WriteTexts = (row: number, claimId: string, texts: readonly string[]) => string

export async function rowWriter(shape: RowShape, lines: readonly string[]): Promise<WriteRow> {
  if (shape.full) return (_, settlement) => `${JSON.stringify(settlement)}\n`
  const places = shape.lines.map(id => lines.indexOf(id))
  const write = await compactWriter(shape)
  return (row, settlement) =>
    write(
      row,
      settlement.claimId,
      places.map(place => valueAt(settlement, place)),
    )
}

function valueAt({ lines }: Settlement, place: number): string {
  const line = lines[place]
  return line === undefined ? '' : 'amount' in line ? line.amount : line.ratio
}

export const compactWriter = async (shape: RowShape): Promise<WriteTexts> => (shape.format === 'csv' ? await csvRow() : jsonRow(shape))

function jsonRow({ lines }: RowShape): WriteTexts {
  const keys = lines.map(id => `,${JSON.stringify(id)}:"`)
  return (row, claimId, texts) => {
    let text = `{"row":${row},"claimId":${JSON.stringify(claimId)}`
    for (const [i, value] of texts.entries()) text += `${keys[i] ?? ''}${value}"`
    return `${text}}\n`
  }
}

async function csvRow(): Promise<WriteTexts> {
  const { stringify } = await import('csv-stringify/sync')
  return (row, claimId, texts) => stringify([[row, claimId, ...texts]])
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
