import type { RowReader } from './job.ts'

/** Longest row: twice what a claim takes that has all the items and stays it may. */
export const MAX_ROW = 1024 * 1024

const LINE_END = 0x0a

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  let at = from
  while (at < to && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++
  return at === to
}

/** Reads NDJSON: a row is a line, its number that of the line; blank lines are passed over. */
export const readLines: RowReader = async (chunks, sink) => {
  let row = 0
  /** A row that began in an earlier chunk. */
  let begun: Buffer[] = []
  let length = 0
  const take = (part: Buffer): void => {
    length += part.length
    if (length <= MAX_ROW) begun.push(part)
    else begun = []
  }
  const give = (bytes: Buffer, from: number, to: number): void => {
    row++
    if (length + to - from > MAX_ROW) sink.fault(row, 'rowTooLong')
    else if (!isBlank(bytes, from, to)) sink.row(row, bytes, from, to)
  }
  const endBegun = (part: Buffer): void => {
    take(part)
    const line = Buffer.concat(begun)
    length -= line.length
    give(line, 0, line.length)
    begun = []
    length = 0
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, from)) {
      if (length > 0) endBegun(chunk.subarray(from, at))
      else give(chunk, from, at)
      from = at + 1
    }
    // The rest is kept over the next chunk, whose memory may be that of this one.
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)))
  }
  if (length > 0) endBegun(Buffer.alloc(0))
}
