import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { quoted } from '../../expression/readings/sql-print.ts'
import { lineOf } from '../../expression/sheet.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { onFile } from '../faults.ts'
import { fileText, sqlText, withDuck } from './duck.ts'

export interface ParquetOutput {
  /** Rows as NDJSON, which Parquet is to take the place of. */
  readonly file: string
  /** A name for the Parquet until it is whole. */
  readonly beside: string
  readonly temporary: string
  /** Ids of lines, in order. */
  readonly lines: readonly string[]
}

const TYPES = { money: 'DECIMAL(18,2)', ratio: 'DECIMAL(9,4)' }

/** Writes compact rows as Parquet: `row` BIGINT, `claimId` VARCHAR, money DECIMAL(18,2), ratios DECIMAL(9,4). One thread, so that the same rows are the same bytes. */
export async function toParquet(policy: FullPolicy, { file, beside, temporary, lines }: ParquetOutput): Promise<void> {
  const types = [
    ['row', 'BIGINT'],
    ['claimId', 'VARCHAR'],
    ...[...new Set(lines)].map(id => [id, lineOf(policy.sheet, id).unit === 'money' ? TYPES.money : TYPES.ratio] as const),
  ] as const
  // Amounts are read as texts: no number stands between them and the DECIMAL.
  const read = types.map(([name, type]) => `${sqlText(name)}: '${type === 'BIGINT' ? type : 'VARCHAR'}'`)
  const select = types.map(([name, type]) => `CAST(${quoted(name)} AS ${type}) AS ${quoted(name)}`)
  const from = `read_json(${fileText(file)}, format = 'newline_delimited', columns = {${read.join(', ')}})`
  await withDuck({ threads: 1, temporary }, ({ connection }) =>
    connection.run(`COPY (SELECT ${select.join(', ')} FROM ${from}) TO ${sqlText(beside)} (FORMAT parquet, COMPRESSION zstd)`),
  )
  onFile(beside, () => {
    const fd = openSync(beside, 'r+')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(beside, file)
  })
}
