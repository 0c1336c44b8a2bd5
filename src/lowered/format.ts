import type { Op, NodeType } from '../expression/node.ts'
import type { Source } from '../pack/pack.ts'
import type { PackJson } from '../pack/schema.ts'
import type { Literal, LeafValue, Operator } from '../condition/types.ts'

/**
 * What `yibao build` writes: a checked pack under one scheme, lowered. It is trusted as code is, read in one pass, and holds only what settling and
 * explaining read. Lists stand for objects, an entry of a list is left out from the end where it is the usual one, and `none` (0) stands for an
 * absent text. A node is meant by its number: the inputs first, then the operations in an order in which arguments come before users.
 */
export interface LoweredPack {
  readonly format: 'yibao-lowered'
  readonly version: typeof LOWERED_VERSION
  readonly hash: string
  readonly pack: PackRows
  readonly sheet: SheetRows
  /** The phrases that the explanation of this pack can need, by key. */
  readonly phrases: Readonly<Record<string, TextRow>>
}

export const LOWERED_VERSION = 3

/** In Chinese and English, or one text for both where the pack was built in one language. */
export type TextRow = string | readonly [zh: string, en: string]

type Optional<T> = T | None
export type None = 0

/** Operations by the letter that stands for them: a changed meaning is a new version. */
export const OPS: Readonly<Record<string, Op>> = {
  a: 'add',
  l: 'less',
  b: 'subtract',
  m: 'min',
  x: 'max',
  t: 'times',
  r: 'round',
  d: 'divide',
  c: 'scale',
  q: 'le',
  e: 'eq',
  i: 'same',
  h: 'has',
  '&': 'and',
  '|': 'or',
  n: 'not',
  s: 'select',
}

/** How many arguments an operation has, where it is not two; 0: as many as the number before them says. */
export const ARITY: Readonly<Partial<Record<Op, number>>> = { round: 1, not: 1, has: 1, scale: 3, select: 3, and: 0, or: 0 }

/** A number of a leaf in `leaves`, or a mark with the conditions below it: all, any, not. */
export type ConditionRow = number | readonly ['&' | '|' | '!', ...ConditionRow[]]

export type LeafRow = readonly [fact: string, operator: Operator, value: LeafValue]

export interface PackRows {
  readonly json: Pick<
    PackJson,
    'id' | 'version' | 'release' | 'status' | 'window' | 'covers' | 'dateBasis' | 'identityRank' | 'benefitYear'
  >
  readonly scheme: readonly [id: string, source: Source] | null
  readonly buckets: readonly (readonly [id: string, period: string])[]
  readonly clauses: readonly (readonly [id: string, text?: Optional<TextRow>, locator?: string])[]
  readonly parameters: readonly ParameterRow[]
  readonly leaves: readonly LeafRow[]
  readonly rules: readonly RuleRow[]
  readonly layers: readonly LayerRow[]
  /** Facts of the catalogue with the labels of their codes, in the order of the codes. */
  readonly facts: readonly (readonly [path: string, label: TextRow, codes?: readonly TextRow[]])[]
  /** Facts of the pack's own; the label is none where it is the path. */
  readonly derived: readonly (readonly [path: string, type: string, label?: Optional<TextRow>, codes?: readonly string[]])[]
}

/** The label is none where no claim can have it told. */
export type ParameterRow = readonly [
  id: string,
  type: string,
  values: readonly (readonly [value: Literal | readonly string[], source: Source, from?: number])[],
  clause: Optional<string>,
  label: Optional<TextRow>,
  of?: string,
]

/** `fires` is -1 where it is what `holds` is, `inForce` where it is always so. */
export type RuleRow = readonly [
  id: string,
  clause: Optional<string>,
  type: string,
  params: Readonly<Record<string, unknown>>,
  conditions: ConditionRow,
  holds: number,
  fires?: number,
  inForce?: number,
  overrides?: readonly string[],
  from?: number | None,
  to?: number | None,
]

export type LimitRow = readonly [id: Optional<string>, bucket: Optional<string>, counts: string, when?: ConditionRow]

export type LayerRow = readonly [
  id: string,
  fund: TextRow,
  base: readonly string[],
  segments: number,
  limits: readonly LimitRow[],
  when?: ConditionRow,
]

/** A number: the line of that number, as an operand of the same name, node and unit. */
export type OperandRow = number | readonly [name: string, node: number, unit: number, ...parameters: string[]]

/** `value` is -1 for none, `applied` for where the rule fires; the parameters are those of the rule's params where `applied` is left out. */
export type ContributionRow = readonly [rule: number, value: number, applied?: number, ...parameters: string[]]

/** Role and layer are left out where the id tells them: `basic.ratio2`, `basic.limit.year`. */
export type LineRow = readonly [
  id: string,
  unit: number,
  node: number,
  operands?: readonly OperandRow[],
  contributions?: readonly ContributionRow[],
  role?: string,
  layer?: string,
]

export type NoticeRow = readonly [code: string, subject: string, when: number]

export interface SheetRows {
  /** Lists of codes; a path stands for the codes of that fact of the catalogue. */
  readonly codes: readonly (string | readonly string[])[]
  /** Kinds of inputs: operation, type, least and greatest value. */
  readonly kinds: readonly (readonly [op: Op, type: NodeType, lo: number, hi: number])[]
  /** Each input as its kind and its name, or its value: one after the other. */
  readonly inputs: readonly (number | string)[]
  /** A letter for each operation. */
  readonly ops: string
  /** The arguments of all operations as numerals: twice the number of an input, or twice the distance back to an operation less one. */
  readonly args: string
  /** Numbers of the facts that are read, of claims and of their items, by path. */
  readonly reads: readonly (readonly number[])[]
  readonly items: readonly (readonly [id: string, node: number])[]
  readonly lines: readonly LineRow[]
  readonly guards: readonly NoticeRow[]
  /** Guards where numbers without a value count as the greatest; none: every number has a value. */
  readonly greatest: readonly NoticeRow[]
  readonly findings: readonly NoticeRow[]
  readonly slots: readonly (readonly [bucket: string, key: string, role: string, node: number, next: number])[]
  readonly derived: readonly (readonly [path: string, node: number])[]
}

/** Units by number. */
export const UNITS = ['money', 'ratio', 'points'] as const

/** Numerals are digits from `#` on without the backslash: digits of 60 and more go on, the first below ends the number. */
export const FIRST_DIGIT = 35
export const BACKSLASH = 92
export const LAST_DIGITS = 60
export const MORE_DIGITS = 31

/** What the id of a line tells: its layer, where the first word is one, and its role. */
export function roleOf(id: string, layers: ReadonlySet<string>): { readonly layer?: string; readonly role: string } {
  const [first = '', second] = id.split('.')
  return second !== undefined && layers.has(first) ? { layer: first, role: second.replace(/\d+$/, '') } : { role: id }
}

/** The parameters that a rule's params name, in their order. */
export const namedParameters = (params: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.values(params).flatMap(param =>
    typeof param === 'object' && param !== null && 'parameter' in param ? [String(param.parameter)] : [],
  )
