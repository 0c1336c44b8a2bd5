import type { NumberColumn } from './input.ts'

/** Reads these rows of a column into `r`, from `at`. A loop for each kind of array: one loop for all kinds is several times slower. */
export function gather(column: NumberColumn, rows: Int32Array, count: number, r: Float64Array, at: number): void {
  if (column instanceof Float64Array) gatherDoubles(column, rows, count, r, at)
  else if (column instanceof Uint8Array) gatherBytes(column, rows, count, r, at)
  else if (column instanceof Int32Array) gatherIntegers(column, rows, count, r, at)
  else gatherShorts(column, rows, count, r, at)
}

function gatherDoubles(column: Float64Array, rows: Int32Array, count: number, r: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) r[at + i] = column[rows[i] as number] as number
}

function gatherBytes(column: Uint8Array, rows: Int32Array, count: number, r: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) r[at + i] = column[rows[i] as number] as number
}

function gatherIntegers(column: Int32Array, rows: Int32Array, count: number, r: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) r[at + i] = column[rows[i] as number] as number
}

function gatherShorts(column: Uint16Array, rows: Int32Array, count: number, r: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) r[at + i] = column[rows[i] as number] as number
}
