import { BatchFault } from './faults.ts'
import { BlockReader } from './files.ts'
import type { OpenTarget } from './target.ts'
import { RESULT_HEAD } from './settle-file.ts'
import type { Partitioned, WorkFolder } from './work-folder.ts'

/** Memory for results on their way, and the most and least of one partition. */
const [BUFFERS, MOST, LEAST] = [32 * 1024 * 1024, 256 * 1024, 8 * 1024]

const TELL_EVERY = 10_000

export interface Merged {
  readonly settled: number
  readonly rejected: number
}

/** Puts the results of all partitions in order of the input. `rejects`: undefined, rejected rows are counted only. */
export function merge(
  folder: WorkFolder,
  { rows, partitions }: Partitioned,
  out: OpenTarget,
  rejects: OpenTarget | undefined,
  onRow: (rows: number) => void,
): Merged {
  const size = Math.max(LEAST, Math.min(MOST, Math.floor(BUFFERS / partitions)))
  const results = Array.from({ length: partitions }, (_, partition) => new BlockReader(folder.result(partition), size))
  const order = new BlockReader(folder.order, MOST)
  let rejected = 0
  for (let row = 0; row < rows; row++) {
    if (row % TELL_EVERY === 0) onRow(row)
    const noted = order.take(2)
    const partition = noted < 0 ? -1 : order.block.readUInt16LE(noted)
    const reader = results[partition]
    if (reader === undefined) throw new BatchFault('workDamaged', { file: folder.order })
    const head = reader.take(RESULT_HEAD)
    const isRejected = head >= 0 && reader.block[head + 4] === 1
    const length = head < 0 ? 0 : reader.block.readUInt32LE(head)
    const text = head < 0 ? -1 : reader.take(length)
    if (text < 0) throw new BatchFault('workDamaged', { file: folder.result(partition) })
    if (isRejected) rejected++
    const target = isRejected ? rejects : out
    target?.write(reader.block, text, text + length)
  }
  return { settled: rows - rejected, rejected }
}
