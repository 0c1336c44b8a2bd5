import { readSync, statSync } from 'node:fs'
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

/** Where the bytes of a row stand. */
export interface RowPlace {
  bytes: Buffer
  from: number
  to: number
}

/** The bytes of a row by themselves, valid until another is asked for. */
export function rowBytes(rows: PartitionRows, index: number): Buffer {
  const { bytes, from, to } = rows.place(index)
  return bytes.subarray(from, to)
}

/** The rows of one partition, in order of the input. */
export interface PartitionRows {
  readonly count: number
  /** The number of a row in the input, from 1. */
  number(index: number): number
  /** Why a row is no claim; undefined: it has bytes. */
  fault(index: number): RowFault | undefined
  /** The bytes of a row: one object, of which all is valid until the next call. */
  place(index: number): RowPlace
  /** From where up to where the person's id stands in the row's bytes; up to 0: that was not found without parsing the row. */
  idFrom(index: number): number
  idTo(index: number): number
}

/** Reads spilled partitions, one after the other. */
export class SpillReader {
  /** Of the partition last read; memory that is used again need not be had from the host again. */
  #held = Buffer.alloc(0)

  /** Runs work on the rows of a spilled partition, which are valid until it ends. Throws a BatchFault if the file is not as it was written. */
  read<T>(file: string, work: (rows: PartitionRows) => T): T {
    const { size } = onFile(file, () => statSync(file, { throwIfNoEntry: false })) ?? { size: 0 }
    if (size === 0) return work(spilledRows(file, 0, () => undefined))
    return withFile(file, 'r', fd => work(spilledRows(file, size, size <= MAX_HELD ? this.#heldAt(fd, size) : windowAt(fd, file))))
  }

  #heldAt(fd: number, size: number): ReadAt {
    if (this.#held.length < size) this.#held = Buffer.allocUnsafeSlow(size)
    let filled = 0
    for (let read = 1; read > 0 && filled < size; filled += read) read = readSync(fd, this.#held, filled, size - filled, filled)
    const held = this.#held.subarray(0, filled)
    return (place, at, length) => {
      place.bytes = held
      place.from = at
      place.to = Math.min(at + length, filled)
    }
  }
}

/** Puts into `place` where so many bytes of the file stand, or as many as there are. */
type ReadAt = (place: RowPlace, at: number, length: number) => void

/** Reads by a window, which serves rows in order from few calls. */
function windowAt(fd: number, file: string): ReadAt {
  let window = Buffer.alloc(1024 * 1024)
  let filled = window.subarray(0, 0)
  let from = 0
  return (place, at, length) => {
    if (at < from || at + length > from + filled.length) {
      if (length > window.length) window = Buffer.alloc(length)
      // Other bytes are another object: who searches them knows by it.
      filled = window.subarray(
        0,
        onFile(file, () => readSync(fd, window, 0, window.length, at)),
      )
      from = at
    }
    place.bytes = filled
    place.from = at - from
    place.to = Math.min(at - from + length, filled.length)
  }
}

function spilledRows(file: string, size: number, read: ReadAt): PartitionRows {
  const [starts, lengths, numbers, kinds]: [number[], number[], number[], number[]] = [[], [], [], []]
  const [idFrom, idTo]: [number[], number[]] = [[], []]
  const place: RowPlace = { bytes: Buffer.alloc(0), from: 0, to: 0 }
  let viewed = place.bytes
  let view: DataView = new DataView(new ArrayBuffer(0))
  for (let at = 0, last = 0; at < size; ) {
    read(place, at, HEAD)
    const { bytes, from } = place
    if (place.to - from < HEAD) throw new BatchFault('workDamaged', { file })
    if (bytes !== viewed) {
      viewed = bytes
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    const [length, row, kind] = [view.getUint32(from, true), view.getFloat64(from + ROW, true), bytes[from + KIND] as number]
    const [start, end] = [view.getUint32(from + ID_FROM, true), view.getUint32(from + ID_TO, true)]
    if (!(row > last) || kind > FAULTS.length || at + HEAD + length > size || start > end || end > length)
      throw new BatchFault('workDamaged', { file })
    starts.push(at + HEAD)
    lengths.push(length)
    idFrom.push(start)
    idTo.push(end)
    numbers.push(row)
    kinds.push(kind)
    last = row
    at += HEAD + length
  }
  return {
    count: starts.length,
    number: index => numbers[index] ?? 0,
    fault: index => FAULTS[(kinds[index] ?? 0) - 1],
    place: index => {
      read(place, starts[index] ?? 0, lengths[index] ?? 0)
      return place
    },
    idFrom: index => idFrom[index] ?? 0,
    idTo: index => idTo[index] ?? 0,
  }
}
