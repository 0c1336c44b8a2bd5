import type { TopClaim } from './top-claims.ts'

/** Persons that were counted: sums as decimal strings. */
export interface PersonsSnapshot {
  readonly count: number
  readonly fund: readonly string[]
  readonly personal: readonly string[]
  /** By limit: persons and claims that met it. */
  readonly limitPersons: readonly number[]
  readonly limitClaims: readonly number[]
}

/** What a summary has added up, as plain JSON: to merge, not to read. */
export interface SummarySnapshot {
  readonly cells: readonly (readonly [key: number, sums: readonly string[]])[]
  readonly rejected: number
  readonly refused: readonly (readonly [code: string, rows: number])[]
  readonly bills: readonly string[]
  readonly top: readonly TopClaim[]
  readonly persons: PersonsSnapshot
}
