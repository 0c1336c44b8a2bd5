import type { Issue } from '../base/issue.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'

/** States by benefit year. */
export type YearStates = Readonly<Record<string, YearStateJson>>

/** A claim of a year: alone, or with its place among the claims that are settled on the same day (an integer, default 0). */
export type YearClaim = object | { readonly claim: object; readonly sequence?: number }

/** What became of one claim of a person. `on`: the day it is settled, else of its discharge or service; null where it could not be read. */
export type YearEntry = {
  readonly claimId: string
  readonly on: string | null
  readonly sequence: number
  /** The benefit year it draws on. */
  readonly year: number | null
  /** A copy of the claim. */
  readonly claim: unknown
} & ({ readonly settlement: Settlement } | { readonly issues: readonly Issue[] })

/**
 * The claims of one person, in the order in which they were settled, as frozen plain JSON: it can be stored, continued, reversed and settled anew.
 * A refused claim has `issues` in place of its settlement, and no part in the states.
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

/** An entry that was settled. */
export type SettledEntry = Extract<YearEntry, { readonly settlement: Settlement }>

export const isSettled = (entry: YearEntry): entry is SettledEntry => 'settlement' in entry
