import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { kindOf } from '../facts/read-value.ts'
import type { ColumnInput, NumberColumn } from './input.ts'

/** Columns by name, as a caller gives them. */
export type GivenColumns = Readonly<Record<string, NumberColumn>>

export const isNumberColumn = (value: unknown): value is NumberColumn =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array || value instanceof Uint16Array

/** A column of the wanted name, with an issue where there is none or it is too short; `exact`: or too long. */
export function columnOf(given: GivenColumns, name: string, length: number, exact: boolean, issues: Issue[]): NumberColumn {
  const column: unknown = Object.hasOwn(given, name) ? given[name] : undefined
  const path = pointer(name)
  if (column === undefined) issues.push(errorIssue('missingField', path, { key: name }))
  else if (!isNumberColumn(column)) issues.push(errorIssue('wrongType', path, { expected: 'typed array', received: kindOf(column) }))
  else {
    if (column.length < length || (exact && column.length > length))
      issues.push(errorIssue('columnLength', path, { wanted: length, received: column.length }))
    return column
  }
  return NOTHING
}

const NOTHING: NumberColumn = new Uint8Array()

/** Notes the first value of a column that is not a whole number within the bounds of its input. */
export function checkValues({ name, min, max }: ColumnInput, column: NumberColumn, length: number, issues: Issue[]): void {
  const row = column instanceof Float64Array ? firstWrong(column, min, max, length) : firstOutside(column, min, max, length)
  if (row < length) issues.push(errorIssue('outOfRange', pointer(name, row), { received: column[row] ?? NaN, min, max }))
}

function firstWrong(column: Float64Array, min: number, max: number, length: number): number {
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    if (!(value >= min && value <= max && Math.floor(value) === value)) return row
  }
  return length
}

function firstOutside(column: Exclude<NumberColumn, Float64Array>, min: number, max: number, length: number): number {
  if (column instanceof Int32Array) return firstOutsideIntegers(column, min, max, length)
  if (column instanceof Uint8Array) return min === 0 && max >= 255 ? length : firstOutsideBytes(column, min, max, length)
  return firstOutsideShorts(column, min, max, length)
}

function firstOutsideIntegers(column: Int32Array, min: number, max: number, length: number): number {
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    if (value < min || value > max) return row
  }
  return length
}

function firstOutsideBytes(column: Uint8Array, min: number, max: number, length: number): number {
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    if (value < min || value > max) return row
  }
  return length
}

function firstOutsideShorts(column: Uint16Array, min: number, max: number, length: number): number {
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    if (value < min || value > max) return row
  }
  return length
}

/** Notes the first row whose items do not lie in order, within the items there are. */
export function checkStarts(name: string, starts: NumberColumn, rows: number, items: number, issues: Issue[]): void {
  let before = 0
  for (let row = 0; row <= rows; row++) {
    const start = starts[row] as number
    if (!(start >= before && start <= items)) {
      issues.push(errorIssue('itemStarts', pointer(name, row), { row }))
      return
    }
    before = start
  }
}
