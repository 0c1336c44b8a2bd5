import { bytesOf } from '../accelerated/bytes/byte-text.ts'
import type { LineKey, LineKeys } from '../stream/line-key.ts'
import { NameTable } from '../stream/name-table.ts'
import { hashOf } from './person.ts'
import { QuickKey } from './quick-key.ts'
import type { PartitionRows } from './spill.ts'

const NOBODY = -1
/** Up to so many rows are compared each with each. */
const FEW = 16

/** The rows of a partition by person. */
export class PersonRows {
  readonly #rows: PartitionRows
  readonly #lineKeys: LineKeys
  /** By row: its exact key, where that was read. */
  readonly #keys: LineKey[] = []
  /** By row: the number of its person; its guessed key, of which the end of the id is 0 where nothing could be guessed. */
  readonly #persons: Int32Array
  readonly #days: Int32Array
  readonly #idEnds: Int32Array
  readonly #idHashes: Int32Array
  /** The rows of the first person in order of the input, then those of the second …; and by person, where they end. */
  readonly #indexes: Int32Array
  readonly #ends: Int32Array

  /** `guess`: whether keys may be guessed; `nobody` is told each row of which no person's id can be read. */
  constructor(rows: PartitionRows, keys: LineKeys, guess: boolean, nobody: (index: number) => void) {
    const { count } = rows
    this.#rows = rows
    this.#lineKeys = keys
    this.#persons = new Int32Array(count).fill(NOBODY)
    this.#days = new Int32Array(count)
    this.#idEnds = new Int32Array(count)
    this.#idHashes = new Int32Array(count)
    this.#indexes = new Int32Array(count)
    this.#ends = this.#number(guess, nobody)
    this.#gather()
  }

  get count(): number {
    return this.#ends.length
  }

  /** The rows of a person in order of the input: a part of one array, which may be sorted. */
  of(person: number): Int32Array {
    return this.#indexes.subarray(person === 0 ? 0 : this.#ends[person - 1], this.#ends[person])
  }

  /** Sorts a person's rows by their guessed keys; false if not all have one, or two may be of one id. */
  sortGuessed(rows: Int32Array): boolean {
    for (const index of rows) if (this.#idEnds[index] === 0) return false
    if (!this.#areIdsDistinct(rows)) return false
    sortInts(rows, (a, b) => (this.#days[a] as number) - (this.#days[b] as number) || this.#compareIds(a, b))
    return true
  }

  /** The guessed day of settlement of a row, and where its guessed id ends. */
  day(index: number): number {
    return this.#days[index] as number
  }

  idEnd(index: number): number {
    return this.#idEnds[index] as number
  }

  /** The exact key of a row; undefined if it is of nobody after all. */
  key(index: number): LineKey | undefined {
    const known = this.#keys[index]
    if (known !== undefined) return known
    const { bytes, from, to } = this.#rows.place(index)
    const key = this.#lineKeys.read(bytes, from, to)
    return key === undefined || key.person === '' ? undefined : key
  }

  /** Whether the guessed key of a row is this one. */
  isGuessed(index: number, { day, claimId }: LineKey, formatDay: (day: number) => string): boolean {
    return day === formatDay(this.day(index)) && claimId === this.#id(index)
  }

  #areIdsDistinct(rows: Int32Array): boolean {
    const hashes = this.#idHashes
    if (rows.length > FEW) return new Set(rows.map(index => hashes[index] as number)).size === rows.length
    for (let i = 1; i < rows.length; i++)
      for (let j = 0; j < i; j++) if (hashes[rows[i] as number] === hashes[rows[j] as number]) return false
    return true
  }

  #compareIds(a: number, b: number): number {
    return this.#id(a) < this.#id(b) ? -1 : 1
  }

  #id(index: number): string {
    const { bytes, from } = this.#rows.place(index)
    return bytes.toString('latin1', from + QuickKey.idFrom, from + this.idEnd(index))
  }

  /** Gives persons numbers, in order of their first rows; how many rows each has. */
  #number(guess: boolean, nobody: (index: number) => void): Int32Array {
    const rows = this.#rows
    const names = new NameTable()
    const quick = new QuickKey()
    const counts: number[] = []
    const add = (index: number, person: number): void => {
      this.#persons[index] = person
      counts[person] = (counts[person] ?? 0) + 1
    }
    for (let index = 0; index < rows.count; index++) {
      if (rows.fault(index) !== undefined) {
        nobody(index)
        continue
      }
      const { bytes, from, to } = rows.place(index)
      const [idFrom, idTo] = [from + rows.idFrom(index), from + rows.idTo(index)]
      if (guess && idTo > from && quick.read(bytes, from, to, idTo)) {
        add(index, names.number(bytes, idFrom, idTo, hashOf(bytes, idFrom, idTo) | 0))
        this.#days[index] = quick.day
        this.#idEnds[index] = quick.idTo
        this.#idHashes[index] = quick.hash
        continue
      }
      const key = this.#lineKeys.read(bytes, from, to)
      const name = bytesOf(key?.person ?? '')
      if (key === undefined || name.length === 0) {
        nobody(index)
        continue
      }
      this.#keys[index] = key
      add(index, names.number(name, 0, name.length, hashOf(name, 0, name.length) | 0))
    }
    let end = 0
    return Int32Array.from(counts, count => (end += count))
  }

  /** Puts the rows of each person beside each other. */
  #gather(): void {
    const next = new Int32Array(this.count)
    for (let person = 1; person < this.count; person++) next[person] = this.#ends[person - 1] as number
    for (let index = 0; index < this.#rows.count; index++) {
      const person = this.#persons[index] as number
      if (person === NOBODY) continue
      const place = next[person] as number
      this.#indexes[place] = index
      next[person] = place + 1
    }
  }
}

/** Sorts in place: most persons have few claims, for which a sort of the host's costs more than it does. */
function sortInts(values: Int32Array, compare: (a: number, b: number) => number): void {
  if (values.length > FEW) {
    values.sort(compare)
    return
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number
    let at = i
    for (; at > 0 && compare(values[at - 1] as number, value) > 0; at--) values[at] = values[at - 1] as number
    values[at] = value
  }
}
