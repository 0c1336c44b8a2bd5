import { renameSync, fsyncSync } from 'node:fs'
import type { Policy } from '../policy.ts'
import { Summary } from '../summary/summary.ts'
import { onFile } from './faults.ts'
import { BufferedWriter, withFile, writeAll, writeWhole } from './files.ts'
import type { RowShape } from './job.ts'
import { rowSettler } from './row-settler.ts'
import type { Results } from './results.ts'
import { settlePartition } from './settle-partition.ts'
import { SpillReader } from './spill.ts'
import type { WorkFolder } from './work-folder.ts'

/** Before the text of each result: its length in bytes (32 bits), then 1 if it is of a rejected row. */
export const RESULT_HEAD = 5

const BLOCK = 1024 * 1024

/** What the partitions of a batch become: rows, and sums if they are asked for. */
export interface SettleJob {
  readonly shape: RowShape
  readonly summed: boolean
}

/** Makes a function that settles one partition and leaves its results in a file, in order of the rows; the file is there whole or not at all. */
export async function partitionSettler(
  policy: Policy,
  { shape, summed }: SettleJob,
  folder: WorkFolder,
): Promise<(partition: number) => void> {
  const lines = summed ? new Summary(policy).lines : []
  const settler = await rowSettler(policy, shape, lines)
  const spills = new SpillReader()
  return partition => {
    const summary = summed ? new Summary(policy) : undefined
    const work = { policy, settler, language: shape.language, summary }
    const results = spills.read(folder.spill(partition), rows => settlePartition(work, rows))
    // Before the results: where they are, the sums are too.
    if (summary !== undefined) writeWhole(folder.sums(partition), [JSON.stringify(summary.snapshot())])
    writeResults(folder, partition, results)
  }
}

/** Writes the results of a partition, in order of its rows; the file is there whole or not at all. */
export function writeResults(folder: WorkFolder, partition: number, results: Results): void {
  const temporary = folder.temporary(`result-${String(partition)}`)
  withFile(temporary, 'w', fd => {
    const out = new BufferedWriter(BLOCK, bytes => {
      writeAll(fd, bytes, temporary)
    })
    for (let index = 0; index < results.count; index++) {
      const [from, to] = [results.from(index), results.to(index)]
      const at = out.room(RESULT_HEAD)
      out.buffer.writeUInt32LE(to - from, at)
      out.buffer[at + 4] = results.isRejected(index) ? 1 : 0
      out.bytes(results.texts.bytes, from, to)
    }
    out.flush()
    fsyncSync(fd)
  })
  onFile(folder.result(partition), () => {
    renameSync(temporary, folder.result(partition))
  })
}
