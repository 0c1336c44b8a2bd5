import type { Text } from '../expression/readings/words.ts'
import type { YearStateJson } from '../settlement/state.ts'

/** A line of the layer as it comes about for a supplement. `value`: money with two decimals, a ratio with four. */
export interface SupplementLine {
  readonly id: string
  readonly value: string
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
  readonly text: Text
}

/** What a supplement adds to one claim that was settled before. Amounts in yuan. */
export interface SupplementedClaim {
  readonly claimId: string
  /** What of the layer's base the person bore. */
  readonly base: string
  readonly deductible: string
  readonly paid: string
  /** The clause of the supplement and those of the rules that gave the layer's numbers. */
  readonly clauses: readonly string[]
  readonly lines: readonly SupplementLine[]
}

/** What a layer pays on application for claims that were settled without it. */
export interface Supplement {
  /** Of the pack. */
  readonly id: string
  readonly layer: string
  readonly clause?: string
  readonly claims: readonly SupplementedClaim[]
  readonly total: string
  readonly text: Text
  readonly state: YearStateJson
}
