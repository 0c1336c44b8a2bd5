import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { BatchFault, onFile } from './faults.ts'
import { BufferedWriter, withFile, writeAll } from './files.ts'
import type { RowFault } from './job.ts'

/** What a spilled row is: 0 a claim's bytes, else why it is none. */
const FAULTS: readonly RowFault[] = ['rowTooLong', 'rowNotUtf8', 'rowNotCsv', 'rowColumns']

/** Before the bytes of each row: their length (32 bits), the number of the row (double), what it is (8 bits). */
const HEAD = 13

/** A larger partition is not held in memory. */
const MAX_HELD = 64 * 1024 * 1024

/** Appends rows to the file of one partition. */
export class SpillWriter {
  readonly #buffer: BufferedWriter

  constructor(file: string, size: number) {
    this.#buffer = new BufferedWriter(size, bytes => {
      withFile(file, 'a', fd => {
        writeAll(fd, bytes, file)
      })
    })
  }

  row(row: number, bytes: Buffer): void {
    this.#head(row, 0, bytes.length)
    this.#buffer.bytes(bytes)
  }

  fault(row: number, code: RowFault): void {
    this.#head(row, FAULTS.indexOf(code) + 1, 0)
  }

  flush(): void {
    this.#buffer.flush()
  }

  #head(row: number, kind: number, length: number): void {
    const { buffer, at } = this.#buffer.room(HEAD)
    buffer.writeUInt32LE(length, at)
    buffer.writeDoubleLE(row, at + 4)
    buffer.writeUInt8(kind, at + 12)
  }
}

/** The rows of one partition, in order of the input. */
export interface PartitionRows {
  readonly count: number
  /** The number of a row in the input, from 1. */
  number(index: number): number
  /** Why a row is no claim; undefined: it has bytes. */
  fault(index: number): RowFault | undefined
  /** Valid until the next call. */
  bytes(index: number): Buffer
}

/** Runs work on the rows of a spilled partition. Throws a BatchFault if the file is not as it was written. */
export function withSpill<T>(file: string, work: (rows: PartitionRows) => T): T {
  const { size } = onFile(file, () => statSync(file, { throwIfNoEntry: false })) ?? { size: 0 }
  if (size <= MAX_HELD) {
    const held = size === 0 ? Buffer.alloc(0) : onFile(file, () => readFileSync(file))
    return work(spilledRows(file, held.length, (at, length) => held.subarray(at, at + length)))
  }
  const fd = onFile(file, () => openSync(file, 'r'))
  try {
    return work(spilledRows(file, size, readerAt(fd, file)))
  } finally {
    closeSync(fd)
  }
}

type ReadAt = (at: number, length: number) => Buffer

/** Reads by a window, which serves rows in order from few calls. */
function readerAt(fd: number, file: string): ReadAt {
  let window = Buffer.alloc(1024 * 1024)
  let [from, filled] = [0, 0]
  return (at, length) => {
    if (at < from || at + length > from + filled) {
      if (length > window.length) window = Buffer.alloc(length)
      filled = onFile(file, () => readSync(fd, window, 0, window.length, at))
      from = at
    }
    return window.subarray(at - from, Math.min(at - from + length, filled))
  }
}

function spilledRows(file: string, size: number, read: ReadAt): PartitionRows {
  const [starts, lengths, numbers, kinds]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let at = 0, last = 0; at < size; ) {
    const head = read(at, HEAD)
    if (head.length < HEAD) throw new BatchFault('workDamaged', { file })
    const [length, row, kind] = [head.readUInt32LE(0), head.readDoubleLE(4), head.readUInt8(12)]
    if (!(row > last) || kind > FAULTS.length || at + HEAD + length > size) throw new BatchFault('workDamaged', { file })
    starts.push(at + HEAD)
    lengths.push(length)
    numbers.push(row)
    kinds.push(kind)
    last = row
    at += HEAD + length
  }
  return {
    count: starts.length,
    number: index => numbers[index] ?? 0,
    fault: index => FAULTS[(kinds[index] ?? 0) - 1],
    bytes: index => read(starts[index] ?? 0, lengths[index] ?? 0),
  }
}
