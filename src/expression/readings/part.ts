import type { ClaimRecord } from './record.ts'
import type { RunResult } from './result.ts'

/** Compiled text: the numbers in which localities differ come as `d` (integers) and `e` (too large for those). */
export type Code = (claim: ClaimRecord, d: Int32Array, e: Float64Array) => RunResult

/** What settles the claims of one locality from one day to another: code that others may run as well, and its own rows of numbers. */
export interface Part<C = Code> {
  from: number
  to: number
  code: C
  d: Int32Array
  e: Float64Array
}

const NO_INTEGERS = new Int32Array()
const NO_DOUBLES = new Float64Array()

/** A part for every day, without numbers of its own. All parts are of one shape. */
export const newPart = <C>(code: C): Part<C> => ({ from: -Infinity, to: Infinity, code, d: NO_INTEGERS, e: NO_DOUBLES })
