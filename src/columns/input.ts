import type { Node } from '../expression/node.ts'
import type { CodeLists } from '../expression/sheet.ts'

/** Arrays that a column may be: whole numbers in each. For a run to be fast each column should be of the same kind every time. */
export type NumberColumn = Uint8Array | Uint16Array | Int32Array | Float64Array

/**
 * What the numbers of a column count: flag 0 or 1; code an index into `codes`; set bits, of which bit i stands for `codes[i]`; money fen;
 * ratio ten-thousandths; day a civil day number (1970-01-01 is 0, and stands for an absent day); area six digits (0: absent); id a number of
 * the caller's for each id (0: absent), the same in all columns; int itself.
 */
export type ColumnKind = 'flag' | 'code' | 'set' | 'money' | 'ratio' | 'int' | 'day' | 'area' | 'id'

/** A column that a run is given. */
export interface ColumnInput {
  readonly name: string
  readonly kind: ColumnKind
  /** Of codes and sets. The first code of an open list is '': every code that the policy does not name, and none. */
  readonly codes: readonly string[]
  readonly min: number
  readonly max: number
  /** One value for each claim, or for each line of the bills. */
  readonly per: 'claim' | 'item'
}

/** The smallest array that holds such a column; amounts and sums need doubles. */
export function arrayFor({ kind, max }: ColumnInput): 'Uint8Array' | 'Uint16Array' | 'Int32Array' | 'Float64Array' {
  if (kind === 'money') return 'Float64Array'
  return max < 2 ** 8 ? 'Uint8Array' : max < 2 ** 16 ? 'Uint16Array' : 'Int32Array'
}

/** Numbers of ids: they are kept in 32 bits. */
const MAX_ID = 2 ** 31 - 1

export function columnInput(name: string, node: Node, lists: CodeLists, per: ColumnInput['per']): ColumnInput {
  const [kind = '', list] = node.type.split(':') as [string, string | undefined]
  const codes = list === undefined ? [] : (lists[Number(list)] ?? [])
  const max = kind === 'id' ? MAX_ID : kind === 'code' ? codes.length - 1 : kind === 'set' ? 2 ** codes.length - 1 : node.hi
  return { name, kind: kind as ColumnKind, codes, min: node.lo, max, per }
}
