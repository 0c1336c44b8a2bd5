import { createReadStream } from 'node:fs'
import { fileFault } from './faults.ts'
import { csvReader } from './read-csv.ts'
import { readLines } from './read-lines.ts'
import type { BatchJob, RowFormat, RowReader } from './job.ts'

const CHUNK = 1024 * 1024
const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** How each format is read. */
const READERS: Readonly<Record<RowFormat, (job: BatchJob) => RowReader>> = {
  ndjson: () => readLines,
  csv: job => csvReader(job.map),
}

export const readerOf = (job: BatchJob): RowReader => READERS[job.inputFormat](job)

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
