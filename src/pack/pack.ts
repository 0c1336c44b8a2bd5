import type { DayNumber } from '../base/date.ts'
import type { Condition } from '../condition/types.ts'
import type { FactSpec, Label } from '../facts/spec.ts'
import type { BucketJson, LayerJson, PackJson } from './schema.ts'
import type { ScoringJson } from './schema-scoring.ts'

export type Source = 'clause' | 'published' | 'illustrative' | 'override'

/** A rule after expansion: a row of a table is a rule `table#n`. Days are numbers; `to` is the first day out of force. */
export interface Rule {
  readonly id: string
  readonly clause: string | undefined
  /** What a decision says by it. */
  readonly label?: Label
  /** JSON pointer of its source in the pack. */
  readonly path: string
  readonly from: DayNumber | undefined
  readonly to: DayNumber | undefined
  readonly conditions: Condition
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
  /** Ids of the rules it overrides, tables taken apart. */
  readonly overrides: readonly string[]
}

export interface ParameterValue {
  readonly from: DayNumber | undefined
  readonly value: string | number | boolean | readonly string[]
  readonly source: Source
}

/** A parameter with its values in order of day; none: declared without a value. */
export interface Parameter {
  readonly id: string
  readonly type: 'money' | 'ratio' | 'points' | 'scale' | 'int' | 'flag' | 'codes'
  readonly of: string | undefined
  readonly label: Label
  readonly clause: string | undefined
  readonly values: readonly ParameterValue[]
  /** JSON pointer of what gives the values: the parameter in its pack, or its entry in a scheme or in the options. */
  readonly path: string
  readonly bounds: { readonly min?: unknown; readonly max?: unknown; readonly clause?: string | undefined } | undefined
}

/** A pack under one scheme, checked and expanded. */
export interface Pack {
  readonly json: PackJson
  readonly scheme: { readonly id: string; readonly source: Source } | null
  /** Rules of money and of what it rests on. */
  readonly rules: readonly Rule[]
  /** Rules of referrals, duties, deadlines and prices. */
  readonly decisions: readonly Rule[]
  /** Rules of a year's money. */
  readonly budgets: readonly Rule[]
  readonly layers: readonly LayerJson[]
  /** How cases are scored, by method. */
  readonly scoring: readonly ScoringJson[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly buckets: ReadonlyMap<string, BucketJson>
  readonly derived: ReadonlyMap<string, FactSpec>
}

/** A limit's line id, and so its name in `setLimit` and `adjustLimit`: `basic.limit`, or `basic.limit.year` where it has an id. */
export const limitLine = (layer: string, id: string | undefined): string => (id === undefined ? `${layer}.limit` : `${layer}.limit.${id}`)
