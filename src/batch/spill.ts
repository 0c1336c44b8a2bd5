import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { BatchFault, onFile } from './faults.ts'
import { BufferedWriter, withFile, writeAll } from './files.ts'
import type { RowFault } from './job.ts'
import type { PersonSpan } from './person.ts'

/** What a spilled row is: 0 a claim's bytes, else why it is none. */
const FAULTS: readonly RowFault[] = ['rowTooLong', 'rowNotUtf8', 'rowNotCsv', 'rowColumns']

/** Before the bytes of each row: their length, from where up to where the person's id stands in them (32 bits each), the number of the row (double), what it is (8 bits). */
const [ID_FROM, ID_TO, ROW, KIND, HEAD] = [4, 8, 12, 20, 21]

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

  /** `id`: where the person's id stands in `bytes`. */
  row(row: number, bytes: Buffer, from: number, to: number, id: PersonSpan): void {
    const isFound = id.to > 0
    this.#head(row, 0, to - from, isFound ? id.from - from : 0, isFound ? id.to - from : 0)
    this.#buffer.bytes(bytes, from, to)
  }

  fault(row: number, code: RowFault): void {
    this.#head(row, FAULTS.indexOf(code) + 1, 0, 0, 0)
  }

  flush(): void {
    this.#buffer.flush()
  }

  #head(row: number, kind: number, length: number, idFrom: number, idTo: number): void {
    const at = this.#buffer.room(HEAD)
    const { buffer } = this.#buffer
    buffer.writeUInt32LE(length, at)
    buffer.writeUInt32LE(idFrom, at + ID_FROM)
    buffer.writeUInt32LE(idTo, at + ID_TO)
    buffer.writeDoubleLE(row, at + ROW)
    buffer[at + KIND] = kind
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
  /** From where up to where the person's id stands in the row's bytes; up to 0: that was not found without parsing the row. */
  idFrom(index: number): number
  idTo(index: number): number
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
  const [idFrom, idTo]: [number[], number[]] = [[], []]
  for (let at = 0, last = 0; at < size; ) {
    const head = read(at, HEAD)
    if (head.length < HEAD) throw new BatchFault('workDamaged', { file })
    const [length, row, kind] = [head.readUInt32LE(0), head.readDoubleLE(ROW), head.readUInt8(KIND)]
    const [from, to] = [head.readUInt32LE(ID_FROM), head.readUInt32LE(ID_TO)]
    if (!(row > last) || kind > FAULTS.length || at + HEAD + length > size || from > to || to > length) throw new BatchFault('workDamaged', { file })
    starts.push(at + HEAD)
    lengths.push(length)
    idFrom.push(from)
    idTo.push(to)
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
    idFrom: index => idFrom[index] ?? 0,
    idTo: index => idTo[index] ?? 0,
  }
}
