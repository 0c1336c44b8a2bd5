import type { NumberColumn } from './input.ts'

/** Reads these rows of a column into a register. A loop for each kind of array: one loop for all kinds is several times slower. Four rows at once, as operations go over them. */
export function gather(column: NumberColumn, rows: Int32Array, count: number, into: Float64Array): void {
  if (column instanceof Float64Array) gatherDoubles(column, rows, count, into)
  else if (column instanceof Uint8Array) gatherBytes(column, rows, count, into)
  else if (column instanceof Int32Array) gatherIntegers(column, rows, count, into)
  else gatherShorts(column, rows, count, into)
}

function gatherDoubles(column: Float64Array, rows: Int32Array, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i += 4) {
    into[i] = column[rows[i] as number] as number
    into[i + 1] = column[rows[i + 1] as number] as number
    into[i + 2] = column[rows[i + 2] as number] as number
    into[i + 3] = column[rows[i + 3] as number] as number
  }
}

function gatherBytes(column: Uint8Array, rows: Int32Array, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i += 4) {
    into[i] = column[rows[i] as number] as number
    into[i + 1] = column[rows[i + 1] as number] as number
    into[i + 2] = column[rows[i + 2] as number] as number
    into[i + 3] = column[rows[i + 3] as number] as number
  }
}

function gatherIntegers(column: Int32Array, rows: Int32Array, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i += 4) {
    into[i] = column[rows[i] as number] as number
    into[i + 1] = column[rows[i + 1] as number] as number
    into[i + 2] = column[rows[i + 2] as number] as number
    into[i + 3] = column[rows[i + 3] as number] as number
  }
}

function gatherShorts(column: Uint16Array, rows: Int32Array, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i += 4) {
    into[i] = column[rows[i] as number] as number
    into[i + 1] = column[rows[i + 1] as number] as number
    into[i + 2] = column[rows[i + 2] as number] as number
    into[i + 3] = column[rows[i + 3] as number] as number
  }
}
