import { BLOCK } from './block-execute.ts'
import type { ColumnRun } from './code.ts'
import type { Drive } from './drive.ts'

/**
 * A fold in blocks: each lane of a block follows one person's year, row by row, and takes the next year when it has come to its end. So the
 * rows of a block never depend on each other.
 */
export const driveInLanes: Drive = (parts, given, count) => {
  const years = new Years(given, count)
  const run = { ...given, rows: new Int32Array(BLOCK), lanes: new Int32Array(BLOCK), state: years.state }
  const { columns } = run
  while (years.open > 0) {
    const part = parts.at(columns, years.rowOf(0))
    let same = 0
    for (let i = 0; i < years.open; i++) {
      const row = years.rowOf(i)
      if (i > 0 && parts.at(columns, row) !== part) continue
      run.rows[same] = row
      run.lanes[same++] = years.laneOf(i)
    }
    part.code(run, 0, same, 0, part.d, part.e)
    years.advance(run.lanes, same)
  }
}

/** The years that are being followed, one in each open lane. */
class Years {
  readonly state: Float64Array
  /** How many lanes are open; they are the first of `#lanes`. */
  open = 0
  readonly #run: ColumnRun
  readonly #count: number
  readonly #lanes = new Int32Array(BLOCK)
  readonly #rows = new Int32Array(BLOCK)
  readonly #ends = new Int32Array(BLOCK)
  /** The first row that no lane has been given. */
  #next = 0

  constructor(run: ColumnRun, count: number) {
    this.#run = run
    this.#count = count
    this.state = new Float64Array(BLOCK * run.slotColumns.length)
    for (let lane = 0; lane < BLOCK && this.#take(lane); lane++) this.#lanes[this.open++] = lane
  }

  laneOf(i: number): number {
    return this.#lanes[i] as number
  }

  rowOf(i: number): number {
    return this.#rows[this.laneOf(i)] as number
  }

  /** These lanes go on to their next row, or year; a lane for which there is none is closed. */
  advance(lanes: Int32Array, count: number): void {
    let closed = 0
    for (let i = 0; i < count; i++) {
      const lane = lanes[i] as number
      const row = (this.#rows[lane] as number) + 1
      this.#rows[lane] = row
      if (row === this.#ends[lane] && !this.#take(lane)) closed += 1
    }
    if (closed === 0) return
    let open = 0
    for (let i = 0; i < this.open; i++) {
      const lane = this.laneOf(i)
      if ((this.#rows[lane] as number) < (this.#ends[lane] as number)) this.#lanes[open++] = lane
    }
    this.open = open
  }

  /** The lane takes the next year, if there is one. */
  #take(lane: number): boolean {
    const { columns, slotColumns, yearStarts } = this.#run
    const row = this.#next
    if (row >= this.#count) return false
    let end = row + 1
    while (end < this.#count && yearStarts[end] !== 1) end++
    this.#rows[lane] = row
    this.#ends[lane] = end
    this.#next = end
    slotColumns.forEach((column, slot) => {
      const value = column === undefined || yearStarts[row] !== 1 ? 0 : columns[column]?.[row]
      this.state[BLOCK * slot + lane] = value ?? 0
    })
    return true
  }
}
