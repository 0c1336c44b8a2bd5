import type { TableValues } from '../node.ts'

/** Generated text with its numbers and tables left open: what localities of one structure have in common. */
export interface Template {
  readonly pieces: readonly Piece[]
  /** The numbers left open, by place in the text. */
  readonly numbers: readonly number[]
  /** The tables left open, likewise. */
  readonly tables: readonly TableValues[]
  /** Equal for templates that differ in numbers and entries of tables only. */
  readonly key: string
}

/** Text, an open number, or the beginning or end of an access to an open table. */
export type Piece = string | { readonly kind: 'number' | 'table' | 'end'; readonly place: number }

/** How a printer marks the open places in its text. */
export const marked = {
  number: (index: number): string => `@n${String(index)};`,
  table: (index: number, at: string): string => `@t${String(index)};${at}@e${String(index)};`,
} as const

const KINDS = { n: 'number', t: 'table', e: 'end' } as const

/** The template of a marked text: a number or table said in two places is two, for in another locality they may differ. */
export function templateOf(text: string, numbers: readonly number[], tables: readonly TableValues[]): Template {
  const pieces: Piece[] = []
  const [first = '', ...rest] = text.split('@')
  const placed = { n: new Map<number, number>(), t: new Map<number, number>() }
  pieces.push(first)
  for (const part of rest) {
    const mark = part[0] as 'n' | 't' | 'e'
    const end = part.indexOf(';')
    const places = mark === 'n' ? placed.n : placed.t
    const index = Number(part.slice(1, end))
    const place = places.get(index) ?? places.size
    places.set(index, place)
    pieces.push({ kind: KINDS[mark], place }, part.slice(end + 1))
  }
  const inOrder = {
    numbers: [...placed.n.keys()].map(index => numbers[index] ?? NaN),
    tables: [...placed.t.keys()].map(index => tables[index] as TableValues),
  }
  const classes = [
    ...inOrder.numbers.map(value => (isInt32(value) ? 'i' : 'f')),
    ...inOrder.tables.map(data => `${data instanceof Float64Array ? 'f' : 'i'}${String(data.length)}`),
  ]
  const words = pieces.map(piece => (typeof piece === 'string' ? piece : `@${piece.kind}${String(piece.place)};`))
  return { pieces, ...inOrder, key: `${classes.join()}\n${words.join('')}` }
}

export const isInt32 = (value: number): boolean => (value | 0) === value
