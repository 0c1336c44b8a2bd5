import type { Decimal } from 'decimal.js'

export type Num = Decimal
export type Facts = Readonly<Record<string, unknown>>
export type Params = Readonly<Record<string, unknown>>

export interface Bucket {
  readonly index?: number
  readonly base?: string
  readonly thresholdPaid?: string
  readonly paid?: string
  readonly cost?: string
}
export type Role = 'base' | 'thresholdPaid' | 'paid' | 'cost'
export type Buckets = Readonly<Record<string, Bucket>>

export interface Leaf {
  readonly fact: string
  readonly path?: string
  readonly operator: string
  readonly value: unknown
}
export type Condition = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition } | Leaf

export interface RuleSource {
  readonly id: string
  readonly from?: string
  readonly to?: string
  readonly conditions?: Condition
  readonly event: { readonly type: string; readonly params?: Params }
  readonly overrides?: readonly string[]
}
export interface Table {
  readonly id: string
  readonly from?: string
  readonly to?: string
  readonly columns: readonly string[]
  readonly event: string
  readonly params?: Params
  readonly sets: string
  readonly rows?: readonly (readonly unknown[])[]
  readonly overrides?: readonly string[]
}
export interface ThresholdBucket {
  readonly bucket: string
  readonly ceiling?: unknown
  readonly when?: Condition
}
export interface Threshold extends Partial<ThresholdBucket> {
  readonly buckets?: readonly ThresholdBucket[]
  readonly credit?: string
}
export interface Limit {
  readonly id?: string
  readonly bucket?: string
  readonly counts: 'payment' | 'cost'
  readonly amount?: unknown
  readonly when?: Condition
}
export interface Segment {
  readonly to?: unknown
  readonly ratio?: unknown
}
export interface Floor {
  readonly ratio: unknown
  readonly when?: Condition
}
export interface Layer {
  readonly id: string
  readonly when?: Condition
  readonly base: readonly string[]
  readonly threshold?: Threshold
  readonly positions?: { readonly from: 'zero' | 'threshold'; readonly bucket?: string }
  readonly segments?: readonly Segment[]
  readonly floors?: readonly Floor[]
  readonly limits?: readonly Limit[]
}
export interface Dated {
  readonly value?: unknown
  readonly values?: readonly { readonly from?: string; readonly value: unknown }[]
}
export interface ParameterSource extends Dated {
  readonly id: string
  readonly type: string
}
export interface Scheme {
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly tables?: Readonly<Record<string, { readonly rows: readonly (readonly unknown[])[] }>>
  readonly layers?: readonly Layer[]
}
export interface BucketSource {
  readonly id: string
  readonly period: 'year' | 'month' | 'quarter' | 'chain' | 'stay' | 'claim'
  readonly keys?: readonly string[]
}
export type DayBasis = 'admit' | 'discharge' | 'service' | 'settle'
export interface Pack {
  readonly window?: { readonly from?: string; readonly to?: string }
  readonly covers: readonly string[]
  readonly benefitYear?: { readonly firstDay: string }
  readonly dateBasis?: { readonly rules?: DayBasis; readonly benefitYear?: DayBasis }
  readonly derived?: readonly { readonly id: string; readonly type: string; readonly codes?: readonly string[] }[]
  readonly buckets?: readonly BucketSource[]
  readonly parameters?: readonly ParameterSource[]
  readonly layers?: readonly Layer[]
  readonly rules?: readonly RuleSource[]
  readonly tables?: readonly Table[]
  readonly schemes?: Readonly<Record<string, Scheme>>
}
