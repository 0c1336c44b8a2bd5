import type { DuckDBType } from '@duckdb/node-api'
import { claimOfCells, placedColumns, type Column } from '../csv-claim.ts'
import { BatchFault, EngineFault } from '../faults.ts'
import type { ColumnMap, RowSink } from '../job.ts'
import { MAX_ROW } from '../read-lines.ts'
import { fileText, withDuck, type Duck } from './duck.ts'
import { cellReader, type ReadCell } from './parquet-claim.ts'

export interface ParquetInput {
  readonly file: string
  readonly map: ColumnMap | undefined
  /** For what DuckDB's memory does not hold. */
  readonly temporary: string
}

/**
 * Reads the rows of a Parquet file as claims, numbered from 1 in order of the file; columns are named by facts or by the map. `onRead` is told what part has
 * been read. Throws PeerMissing without DuckDB, a BatchFault for columns that cannot be used and for a file that is no Parquet.
 */
export async function readParquet({ file, map, temporary }: ParquetInput, sink: RowSink, onRead: (part: number) => void): Promise<void> {
  try {
    await withDuck({ threads: 1, temporary }, async duck => {
      const from = `read_parquet(${fileText(file)}, hive_partitioning = false)`
      const rows = await duck.connection.runAndReadAll(`SELECT count(*) FROM ${from}`)
      const total = Number(rows.getRows()[0]?.[0] ?? 0)
      const result = await duck.connection.stream(`SELECT * FROM ${from}`)
      const columns = placedColumns(result.columnNames(), map)
      const readers = readersOf(duck, columns, result.columnTypes())
      let row = 0
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const values = columns.map(({ index }) => chunk?.getColumnValues(index) ?? [])
        for (let i = 0; i < chunk.rowCount; i++) {
          const claim = claimOfCells(columns, at => readers[at]?.(values[at]?.[i] ?? null))
          const bytes = Buffer.from(JSON.stringify(claim))
          if (bytes.length > MAX_ROW) sink.fault(++row, 'rowTooLong')
          else sink.row(++row, bytes, 0, bytes.length)
        }
        onRead(total === 0 ? 1 : row / total)
      }
    })
  } catch (error) {
    throw error instanceof EngineFault ? new BatchFault('parquetUnreadable', { file, detail: error.message }) : error
  }
}

function readersOf({ module }: Duck, columns: readonly Column[], types: readonly DuckDBType[]): readonly ReadCell[] {
  const wrong: string[] = []
  const readers = columns.flatMap(({ index, segments, type }) => {
    const found = types[index]
    const reader = found === undefined ? undefined : cellReader(module, found, type)
    if (reader === undefined) wrong.push(`${segments.join('.')} (${String(found)})`)
    return reader ?? []
  })
  if (wrong.length > 0) throw new BatchFault('columnTypes', { names: wrong.join(', ') })
  return readers
}
