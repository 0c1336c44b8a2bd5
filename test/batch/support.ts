import type { RowFault, RowSink } from '../../src/batch/job.ts'
import { PersonFinder } from '../../src/batch/person.ts'
import type { Results } from '../../src/batch/results.ts'
import type { PartitionRows } from '../../src/batch/spill.ts'

/** What a reader gave, each row as `number: text` or `number! fault`. */
export class Collected implements RowSink {
  readonly rows: string[] = []

  row(row: number, bytes: Buffer, from: number, to: number): void {
    this.rows.push(`${row}: ${bytes.toString('utf8', from, to)}`)
  }

  fault(row: number, code: RowFault): void {
    this.rows.push(`${row}! ${code}`)
  }
}

/** Bytes in chunks of so many. */
export async function* chunksOf(bytes: Buffer | string, size: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(bytes)
  for (let at = 0; at < all.length; at += size) yield await Promise.resolve(all.subarray(at, at + size))
}

/** The rows of a partition, given as texts. */
export function partitionOf(texts: readonly (string | Buffer)[]): PartitionRows {
  const finder = new PersonFinder()
  const spans = texts.map(text => {
    const bytes = Buffer.from(text)
    finder.hash(bytes, 0, bytes.length)
    return { from: finder.from, to: finder.to }
  })
  return {
    count: texts.length,
    number: index => index + 1,
    fault: () => undefined,
    // Between other bytes, which are not the row's own.
    place: index => {
      const [before, bytes, after] = [Buffer.from('{"id":"'), Buffer.from(texts[index] ?? ''), Buffer.from('"settleDate":"2023-01-01"}')]
      return { bytes: Buffer.concat([before, bytes, after]), from: before.length, to: before.length + bytes.length }
    },
    idFrom: index => spans[index]?.from ?? 0,
    idTo: index => spans[index]?.to ?? 0,
  }
}

export interface RowResult {
  readonly rejected: boolean
  readonly text: string
}

export const listed = (results: Results): readonly RowResult[] =>
  Array.from({ length: results.count }, (_, index) => ({
    rejected: results.isRejected(index),
    text: Buffer.from(results.texts.bytes.subarray(results.from(index), results.to(index))).toString(),
  }))
