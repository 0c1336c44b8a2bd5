import type { Issue } from '../base/issue.ts'
import type { FactValue } from '../facts/spec.ts'
import type { Source } from '../pack/pack.ts'
import type { PackIdentity } from './pack-identity.ts'
import type { YearStateJson } from './state.ts'

/** One line of a settlement, with the rules that gave it and their clauses. Money with two decimals, ratios and points (as ratios) with four. */
export type SettledLine = {
  readonly id: string
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
} & ({ readonly amount: string } | { readonly ratio: string })

/** Where a number came from. */
export interface UsedParameter {
  readonly id: string
  readonly value: string
  readonly source: Source
  readonly clause?: string
}

export interface Assumption {
  readonly fact: string
  readonly value: FactValue | null
}

export interface PolicyIdentity extends PackIdentity {
  /** The day that dated the rules. */
  readonly on: string
  /** SHA-256 of the pack under its scheme, hex. */
  readonly hash: string
}

/** The result of a claim. `fund.total + personal.total + institutionBorne` is the total of the claim, to the fen. */
export interface Settlement {
  readonly version: 1
  readonly policy: PolicyIdentity
  readonly claimId: string
  readonly lines: readonly SettledLine[]
  readonly fund: { readonly total: string; readonly layers: Readonly<Record<string, string>> }
  readonly personal: {
    readonly total: string
    readonly selfPaid: string
    readonly selfFunded: string
    readonly account: string
    readonly cash: string
  }
  readonly institutionBorne: string
  readonly assumptions: readonly Assumption[]
  readonly findings: readonly Issue[]
  readonly sources: readonly UsedParameter[]
  readonly state: YearStateJson
}
