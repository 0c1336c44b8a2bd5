import type { NumberColumn } from './input.ts'

/** The arrays of a run as fields: columns `c0` …, results `o0` …, guards `g`, starts of items `q` and of years `y`. */
export type ColumnArrays = Readonly<Record<string, ArrayLike<number>>>

/** What a run goes over. */
export interface ColumnRun {
  /** The inputs, in order of the plan. */
  readonly columns: readonly NumberColumn[]
  /** The results, in order of the plan. */
  readonly results: readonly Float64Array[]
  /** For each row the index of the first guard that speaks, or -1. */
  readonly guards: Int32Array
  /** Where the items of each row begin, and after the last row where they end. */
  readonly itemStarts: NumberColumn
  /** 1 where a person's year begins. */
  readonly yearStarts: NumberColumn
  /** All of these for generated code. */
  readonly arrays: ColumnArrays
  /** Numbers of rows, counted from the base of a call. */
  readonly rows: Int32Array
  /** What the years have used so far, slot by slot: one number for each lane. */
  readonly state: Float64Array
  /** For each of `rows` its lane. */
  readonly lanes: Int32Array
  /** For each slot that is carried the column that a year begins with, if any. */
  readonly slotColumns: readonly (number | undefined)[]
}

/** The run over other rows. Field by field: what a spread makes changes its shape after some times, and optimised code that has met the first is thrown away. */
export const withRows = (run: ColumnRun, rows: Int32Array): ColumnRun => ({
  columns: run.columns,
  results: run.results,
  guards: run.guards,
  itemStarts: run.itemStarts,
  yearStarts: run.yearStarts,
  arrays: run.arrays,
  rows,
  state: run.state,
  lanes: run.lanes,
  slotColumns: run.slotColumns,
})

/** Works out rows[from] to rows[to - 1]. The numbers in which localities differ come as `d` and `e`. */
export type ColumnCode = (run: ColumnRun, from: number, to: number, base: number, d: Int32Array, e: Float64Array) => void

/** Where the texts and tapes of a plan find their inputs. */
export interface ColumnPlaces {
  /** The column of a fact or of a slot by the name of its column; undefined: none gives it. */
  readonly column: (name: string) => number | undefined
  readonly columns: number
  /** How many of the outputs' lines are results; the last line is the guard. */
  readonly results: number
  /** Whether slots are carried from row to row. */
  readonly isFold: boolean
}
