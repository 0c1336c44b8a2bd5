import type { NodeType, Op } from '../expression/node.ts'
import type { Unit } from '../expression/sheet.ts'
import type { Pack, Parameter } from '../pack/pack.ts'
import type { FactSpec } from '../facts/spec.ts'

/** Operations by number, in this order for good: a new one goes to the end, a changed one is a new version. */
export const OPS: readonly Op[] = [
  'const',
  'fact',
  'parameter',
  'slot',
  'sum',
  'add',
  'less',
  'subtract',
  'min',
  'max',
  'times',
  'round',
  'divide',
  'scale',
  'le',
  'eq',
  'same',
  'has',
  'and',
  'or',
  'not',
  'select',
]

export const LOWERED_VERSION = 1

/** Constants `[0, type, value]`; inputs `[op, type, name, lo, hi]`; `has` `[op, set, bit]`; others `[op, ...arguments]`, by index of nodes before. */
export type NodeRow = readonly (number | string)[]
/** `[name, node, unit, ...parameters]`. */
export type OperandRow = readonly (number | string)[]
/** `[rule, value or -1, applied, ...parameters]`. */
export type ContributionRow = readonly number[] | readonly (number | string)[]

export interface LineRow {
  readonly id: string
  readonly role: string
  readonly layer?: string
  readonly unit: Unit
  readonly node: number
  readonly operands: readonly OperandRow[]
  readonly contributions: readonly ContributionRow[]
}

/** `[code, subject, when]`. */
export type NoticeRow = readonly [string, string, number]

/** A sheet as JSON: nodes in an order in which arguments come first, everything else by index of a node. */
export interface SheetJson {
  readonly codes: readonly (readonly string[])[]
  readonly types: readonly NodeType[]
  readonly nodes: readonly NodeRow[]
  readonly items: readonly (readonly [string, number])[]
  readonly lines: readonly LineRow[]
  readonly guards: readonly NoticeRow[]
  /** Guards where numbers without a value count as the greatest; none: every number has a value. */
  readonly greatest: readonly NoticeRow[]
  readonly findings: readonly NoticeRow[]
  readonly slots: readonly (readonly [id: string, bucket: string, key: string, role: string, node: number, next: number])[]
  readonly rules: readonly (readonly [id: string, inForce: number, holds: number, fires: number])[]
  readonly derived: readonly (readonly [string, number])[]
}

/** What settling and explaining read of a pack beside the sheet. */
export interface PackRest extends Omit<Pack, 'json' | 'parameters' | 'buckets' | 'derived'> {
  readonly json: Partial<Pack['json']>
  readonly parameters: readonly Parameter[]
  readonly derived: readonly FactSpec[]
}

/** What `yibao build` writes: a checked pack under one scheme, lowered. */
export interface LoweredPack {
  readonly format: 'yibao-lowered'
  readonly version: typeof LOWERED_VERSION
  readonly hash: string
  readonly pack: PackRest
  readonly sheet: SheetJson
}
