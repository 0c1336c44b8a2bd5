import type { Issue } from '../base/issue.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'
import type { Supplement } from './supplement.ts'

/** States by benefit year. */
export type YearStates = Readonly<Record<string, YearStateJson>>

/** A claim of a year: alone, or with its place among the claims that are settled on the same day (an integer, default 0). */
export type YearClaim = object | { readonly claim: object; readonly sequence?: number }

interface Placed {
  /** The id of the claim, or of the application for a supplement. */
  readonly claimId: string
  /** The day it is settled, else of its discharge or service; null where it could not be read. */
  readonly on: string | null
  readonly sequence: number
  /** The benefit year it draws on. */
  readonly year: number | null
}

/** A claim, as a copy, and what it was settled as. */
export interface SettledEntry extends Placed {
  readonly claim: unknown
  readonly settlement: Settlement
}

/** An application for a supplement and what it gave. */
export interface SupplementEntry extends Placed {
  readonly request: unknown
  readonly supplement: Supplement
}

/** A claim or an application that was refused, and so has no part in the states. */
export type RefusedEntry = Placed & { readonly issues: readonly Issue[] } & ({ readonly claim: unknown } | { readonly request: unknown })

export type YearEntry = SettledEntry | SupplementEntry | RefusedEntry

/**
 * The claims of one person, in the order in which they were settled, as frozen plain JSON: it can be stored, continued, reversed and settled anew.
 */
export interface PersonYear {
  readonly version: 1
  /** '' if no claim names the person. */
  readonly personId: string
  /** SHA-256 of the pack under its scheme, hex: by which it was settled. */
  readonly policyHash: string
  /** The states before the first claim; a year without one began fresh. */
  readonly opening: YearStates
  readonly entries: readonly YearEntry[]
  /** The states after the last claim. */
  readonly states: YearStates
}

/** What the year asks of a policy. */
export interface YearPolicy {
  readonly hash: string
  /** Settles a claim with the state of its benefit year. Throws a PolicyError. */
  settle(claim: unknown, state?: YearStateJson): Settlement
}

export const isSettled = (entry: YearEntry): entry is SettledEntry => 'settlement' in entry

export const isSupplement = (entry: YearEntry): entry is SupplementEntry => 'supplement' in entry

/** The state that an entry left, if it was applied. */
export const stateAfter = (entry: YearEntry): YearStateJson | undefined =>
  isSettled(entry) ? entry.settlement.state : isSupplement(entry) ? entry.supplement.state : undefined
