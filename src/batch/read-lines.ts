import type { RowReader } from './job.ts'

/** Longest row: twice what a claim takes that has all the items and stays it may. */
export const MAX_ROW = 1024 * 1024

const LINE_END = 0x0a

const isBlank = (line: Buffer): boolean => line.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d)

/** Reads NDJSON: a row is a line, its number that of the line; blank lines are passed over. */
export const readLines: RowReader = async (chunks, sink) => {
  let row = 0
  let begun: Buffer[] = []
  let length = 0
  const take = (part: Buffer): void => {
    length += part.length
    if (length <= MAX_ROW) begun.push(part)
    else begun = []
  }
  const end = (part: Buffer): void => {
    take(part)
    row++
    const line = begun.length === 1 ? part : Buffer.concat(begun)
    if (length > MAX_ROW) sink.fault(row, 'rowTooLong')
    else if (!isBlank(line)) sink.row(row, line)
    begun = []
    length = 0
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, from)) {
      end(chunk.subarray(from, at))
      from = at + 1
    }
    // The rest is kept over the next chunk, whose memory may be that of this one.
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)))
  }
  if (length > 0) end(Buffer.alloc(0))
}
