import type { Label } from '../facts/spec.ts'

/** How the values of all rules that fire become one, so that firing order cannot matter. */
export type Merge = 'unique' | 'sum' | 'product' | 'max' | 'any' | 'collect'

export type ParamKind =
  | 'layer'
  | 'limit'
  | 'ratio'
  | 'points'
  | 'amount'
  | 'scale'
  | 'segment'
  | 'name'
  | 'line'
  | 'fact'
  | 'code'
  | 'mode'
  | 'extent'
  | 'itemKinds'
  | 'catalogueClass'
  | 'level'
  | 'institutionType'
  | 'where'
  | 'channels'
  | 'modality'
  | 'count'
  | 'names'
  | 'flag'
  | 'truth'
  | 'capability'
  | 'choice'
  | 'shares'

export interface ParamSpec {
  readonly kind: ParamKind
  readonly optional?: true
  /** Of a choice: the codes it is among. */
  readonly codes?: readonly string[]
}

/** What a rule may say: the declaration of one effect. The schema of its params and its help are made from this. */
export interface EffectSpec {
  readonly type: string
  readonly merge: Merge
  readonly label: Label
  readonly params: Readonly<Record<string, ParamSpec>>
  /** Exactly one of these params must be given. */
  readonly oneOf?: readonly string[]
  /** A rule of this effect sets a fact, which rules of later strata read. */
  readonly setsFact?: true
}

export const required = (kind: ParamKind): ParamSpec => ({ kind })
export const optional = (kind: ParamKind): ParamSpec => ({ kind, optional: true })
export const choice = (codes: readonly string[]): ParamSpec => ({ kind: 'choice', codes })
export const LAYER: ParamSpec = { kind: 'layer', optional: true }
