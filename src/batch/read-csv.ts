import { parse, type CsvError } from 'csv-parse'
import { claimColumns, type ClaimColumns } from './csv-claim.ts'
import { BatchFault } from './faults.ts'
import type { ColumnMap, RowReader, RowSink } from './job.ts'
import { MAX_ROW } from './read-lines.ts'

/**
 * Reads CSV whose first record names the columns: a row is a record, numbered from 1 after it. Read as Latin-1, so that cells keep their bytes
 * and only a row that is not UTF-8 is refused. A quote within a bare cell stands for itself: a reader that stopped at it would lose the next row.
 */
export const csvReader =
  (map: ColumnMap | undefined): RowReader =>
  async (chunks, sink) => {
    const records = new Records(map, sink)
    const parser = parse({
      encoding: 'latin1',
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: MAX_ROW,
      on_record: (record: readonly string[]) => {
        records.take(record)
        return null
      },
      on_skip: error => {
        records.skip(error)
        return undefined
      },
    })
    const ended = new Promise<void>((resolve, reject) => parser.on('end', resolve).on('error', reject))
    ended.catch(() => undefined)
    parser.resume()
    for await (const chunk of chunks) {
      if (!parser.write(chunk)) await new Promise(resolve => parser.once('drain', resolve))
      records.check()
    }
    parser.end()
    await ended
    records.check()
    if (records.columns === undefined) throw new BatchFault('noHeader')
  }

/** Faults are kept for the reader's loop: what a callback of the parser throws would be one more bad record to it. */
class Records {
  readonly #map: ColumnMap | undefined
  readonly #sink: RowSink
  columns: ClaimColumns | undefined
  #row = 0
  #fault: unknown

  constructor(map: ColumnMap | undefined, sink: RowSink) {
    this.#map = map
    this.#sink = sink
  }

  take(record: readonly string[]): void {
    if (this.#fault !== undefined) return
    try {
      if (this.columns === undefined) this.columns = claimColumns(record, this.#map)
      else this.#rowOf(this.columns, record)
    } catch (error) {
      this.#fault = error
    }
  }

  /** A record too long has lost its end: where the next one begins is not known. */
  skip(error: CsvError | undefined): void {
    if (this.#fault !== undefined) return
    if (this.columns === undefined) this.#fault = new BatchFault('noHeader')
    else if (error?.code === 'CSV_MAX_RECORD_SIZE') this.#fault = new BatchFault('recordTooLong', { row: String(this.#row + 1) })
    else this.#sink.fault(++this.#row, 'rowNotCsv')
  }

  check(): void {
    if (this.#fault !== undefined) throw this.#fault
  }

  #rowOf({ count, claim }: ClaimColumns, record: readonly string[]): void {
    this.#row++
    if (record.length !== count) {
      this.#sink.fault(this.#row, 'rowColumns')
      return
    }
    const json = claim(record)
    if (json === undefined) this.#sink.fault(this.#row, 'rowNotUtf8')
    else {
      const bytes = Buffer.from(json)
      this.#sink.row(this.#row, bytes, 0, bytes.length)
    }
  }
}
