import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileFault } from './faults.ts'
import { csvReader } from './read-csv.ts'
import { readLines } from './read-lines.ts'
import type { BatchJob, RowFormat, RowReader, RowSink } from './job.ts'

const CHUNK = 1024 * 1024
const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** How each format is read. */
const READERS: Readonly<Record<Exclude<RowFormat, 'parquet'>, (job: BatchJob) => RowReader>> = {
  ndjson: () => readLines,
  csv: job => csvReader(job.map),
}

export interface InputRead {
  readonly sink: RowSink
  /** Is told how many bytes have been read. */
  readonly onRead: (bytes: number) => void
  /** A folder that may be made. */
  readonly temporary: string
}

/** Reads the rows of a job's input. Throws a BatchFault or a FileFault. */
export async function readInput(job: BatchJob, { sink, onRead, temporary }: InputRead): Promise<void> {
  const { input, inputFormat, map } = job
  if (inputFormat !== 'parquet') return READERS[inputFormat](job)(inputChunks(input, onRead), sink)
  // Its peer is optional.
  const { readParquet } = await import('./duckdb/read-parquet.ts')
  const { size } = statSync(input)
  return readParquet({ file: resolve(input), map, temporary }, sink, part => {
    onRead(Math.round(part * size))
  })
}

/** The bytes of an input without a byte order mark; `onRead` is told how many have been read. Throws a FileFault. */
export async function* inputChunks(input: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const source: AsyncIterable<unknown> = input === '-' ? process.stdin : createReadStream(input, { highWaterMark: CHUNK })
  let read = 0
  let first = true
  let begun: Buffer = Buffer.alloc(0)
  try {
    for await (const part of source) {
      let chunk = part as Buffer
      read += chunk.length
      onRead(read)
      if (first) {
        begun = chunk = Buffer.concat([begun, chunk])
        // A pipe may give less than the mark at once.
        if (chunk.length < MARK.length) continue
        first = false
        if (chunk.subarray(0, MARK.length).equals(MARK)) chunk = chunk.subarray(MARK.length)
      }
      yield chunk
    }
  } catch (error) {
    throw fileFault(error, input)
  }
  if (first && begun.length > 0) yield begun
}
