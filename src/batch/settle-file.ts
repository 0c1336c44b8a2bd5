import { renameSync, fsyncSync } from 'node:fs'
import type { Policy } from '../policy.ts'
import { onFile } from './faults.ts'
import { BufferedWriter, withFile, writeAll } from './files.ts'
import type { RowShape } from './job.ts'
import { rowWriter } from './result-rows.ts'
import { settlePartition, type RowResult } from './settle-partition.ts'
import { withSpill } from './spill.ts'
import type { WorkFolder } from './work-folder.ts'

/** Before the text of each result: its length in bytes (32 bits), then 1 if it is of a rejected row. */
export const RESULT_HEAD = 5

const BLOCK = 1024 * 1024

/** Makes a function that settles one partition and leaves its results in a file. */
export async function partitionSettler(policy: Policy, shape: RowShape, folder: WorkFolder): Promise<(partition: number) => void> {
  const write = await rowWriter(shape, policy.lines)
  return partition => {
    writeResults(
      folder,
      partition,
      withSpill(folder.spill(partition), rows => settlePartition(policy, rows, write, shape.language)),
    )
  }
}

/** Writes the results of a partition, in order of its rows; the file is there whole or not at all. */
export function writeResults(folder: WorkFolder, partition: number, results: readonly RowResult[]): void {
  const temporary = folder.temporary(`result-${String(partition)}`)
  withFile(temporary, 'w', fd => {
    const out = new BufferedWriter(BLOCK, bytes => {
      writeAll(fd, bytes, temporary)
    })
    for (const { rejected, text } of results) {
      const length = Buffer.byteLength(text)
      const { buffer, at } = out.room(RESULT_HEAD)
      buffer.writeUInt32LE(length, at)
      buffer.writeUInt8(rejected ? 1 : 0, at + 4)
      if (length > BLOCK) out.bytes(Buffer.from(text))
      else {
        const room = out.room(length)
        room.buffer.write(text, room.at)
      }
    }
    out.flush()
    fsyncSync(fd)
  })
  onFile(folder.result(partition), () => {
    renameSync(temporary, folder.result(partition))
  })
}
