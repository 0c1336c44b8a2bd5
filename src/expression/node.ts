/**
 * What a node's value counts: money in fen, ratio in ten-thousandths, product in fen/10000, day as a civil day number, flag as 0 or 1,
 * `code:n` as an index into a list of codes, `set:n` as bits, id as a text. A product can only be added, compared by way of `less`, divided and rounded.
 */
export type NodeType = 'money' | 'ratio' | 'product' | 'int' | 'day' | 'flag' | 'id' | 'area' | `code:${number}` | `set:${number}`

export type Op =
  | 'const'
  | 'fact'
  | 'parameter'
  | 'slot'
  | 'sum'
  | 'add'
  | 'less'
  | 'subtract'
  | 'min'
  | 'max'
  | 'times'
  | 'round'
  | 'divide'
  | 'scale'
  | 'le'
  | 'eq'
  | 'same'
  | 'has'
  | 'and'
  | 'or'
  | 'not'
  | 'select'
  | 'table'

/** The entries of a table, in the smallest form that holds them all: tables stay in the processor's nearest cache. */
export type TableValues = Uint8Array | Uint16Array | Int32Array | Float64Array

/** A dense table over finite nodes: `data[i]` for the mixed-radix index i of the arguments, each running over 0..size-1. */
export interface TableData {
  readonly id: number
  readonly sizes: readonly number[]
  readonly data: TableValues
}

/**
 * A node of a sheet: shared, immutable, numbered in order of making (arguments come before the nodes that use them).
 * `name` is the path of a fact, the id of a parameter, slot or item line; `value` the number of a constant or the bit of a `has`.
 * The value always lies in lo..hi.
 */
export interface Node {
  readonly n: number
  readonly op: Op
  readonly type: NodeType
  readonly args: readonly Node[]
  readonly name: string
  readonly value: number
  readonly lo: number
  readonly hi: number
  readonly table?: TableData
}

/** One ratio, in ten-thousandths. */
export const ONE = 10_000

/** Largest amount of one claim, in fen: times 10,000 it is still a safe integer. */
export const MAX_AMOUNT = 1e11

/** Largest sum that a year's state may hold, in fen. */
export const MAX_SUM = 1e12

/** Largest factor of `scaleDeductible`, in ten-thousandths: MAX_AMOUNT times it is still safe. */
export const MAX_SCALE = 80_000
