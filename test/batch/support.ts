import type { RowFault, RowSink } from '../../src/batch/job.ts'
import type { PartitionRows } from '../../src/batch/spill.ts'

/** What a reader gave, each row as `number: text` or `number! fault`. */
export class Collected implements RowSink {
  readonly rows: string[] = []

  row(row: number, bytes: Buffer): void {
    this.rows.push(`${row}: ${bytes.toString()}`)
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
export const partitionOf = (texts: readonly (string | Buffer)[]): PartitionRows => ({
  count: texts.length,
  number: index => index + 1,
  fault: () => undefined,
  bytes: index => Buffer.from(texts[index] ?? ''),
})
