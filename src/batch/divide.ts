import { BufferedWriter, withFile, writeAll } from './files.ts'
import type { RowFault, RowSink } from './job.ts'
import { PersonFinder } from './person.ts'
import { SpillWriter } from './spill.ts'
import type { Partitioned, WorkFolder } from './work-folder.ts'

/** Bytes of input in one partition: its claims as objects take some ten times as much. */
const PARTITION_BYTES = 4 * 1024 * 1024
const MAX_PARTITIONS = 4096
/** Where the size of the input is not known. */
const UNKNOWN_PARTITIONS = 256
/** Memory for rows on their way to the disk, and the most and least of one partition. */
const [BUFFERS, MOST, LEAST] = [64 * 1024 * 1024, 256 * 1024, 8 * 1024]

/** How many partitions an input is divided into; by its size alone, so that every run divides it alike. */
export const partitionsOf = (bytes: number | undefined): number =>
  bytes === undefined ? UNKNOWN_PARTITIONS : Math.min(MAX_PARTITIONS, Math.max(1, Math.ceil(bytes / PARTITION_BYTES)))

/** Divides rows by their persons: all rows of a person are in one partition, in order. */
export class Divider implements RowSink {
  readonly #spills: readonly SpillWriter[]
  readonly #sizes: number[]
  readonly #order: BufferedWriter
  readonly #persons = new PersonFinder()
  #rows = 0

  constructor(folder: WorkFolder, partitions: number) {
    const buffer = Math.max(LEAST, Math.min(MOST, Math.floor(BUFFERS / partitions)))
    this.#spills = Array.from({ length: partitions }, (_, partition) => new SpillWriter(folder.spill(partition), buffer))
    this.#sizes = this.#spills.map(() => 0)
    this.#order = new BufferedWriter(MOST, bytes => {
      withFile(folder.order, 'a', fd => {
        writeAll(fd, bytes, folder.order)
      })
    })
  }

  row(row: number, bytes: Buffer, from: number, to: number): void {
    const hash = this.#persons.hash(bytes, from, to) ?? row
    this.#take(hash % this.#spills.length)?.row(row, bytes, from, to, this.#persons)
  }

  fault(row: number, code: RowFault): void {
    this.#take(row % this.#spills.length)?.fault(row, code)
  }

  #take(partition: number): SpillWriter | undefined {
    this.#rows++
    this.#sizes[partition] = (this.#sizes[partition] ?? 0) + 1
    const at = this.#order.room(2)
    this.#order.buffer.writeUInt16LE(partition, at)
    return this.#spills[partition]
  }

  end(): Partitioned {
    for (const spill of this.#spills) spill.flush()
    this.#order.flush()
    return { rows: this.#rows, partitions: this.#spills.length, sizes: this.#sizes }
  }
}
