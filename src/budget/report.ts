import type { Issue } from '../base/issue.ts'
import type { Label } from '../facts/spec.ts'
import type { Source } from '../pack/pack.ts'
import type { PackIdentity } from '../settlement/pack-identity.ts'

/** A year's money under its policy: what was asked of plan, months, closing and scores. Money: yuan strings with two decimals; shares with four. */
export interface BudgetReport {
  readonly version: 1
  readonly policy: PackIdentity
  readonly year: number
  readonly unit: {
    readonly kind: string
    readonly name: Label | null
    readonly lead: string | null
    readonly members: readonly ReportedMember[]
  }
  readonly plan: BudgetPlan | null
  readonly months: readonly MonthPayment[]
  readonly closing: BudgetClosing | null
  readonly scores: ScoreReport | null
  /** What settled claims came to, where the year was closed from them. */
  readonly spend?: SpendReport
  /** Who is to pay what to whom, in order of time: nothing is owed that is not here. */
  readonly ledger: readonly LedgerEntry[]
  /** Ids of the rules that fired, in code-unit order. */
  readonly fired: readonly string[]
  /** Facts taken by default. */
  readonly assumptions: readonly { readonly fact: string; readonly value: unknown }[]
  readonly findings: readonly Issue[]
  readonly sources: readonly {
    readonly parameter: string
    readonly label?: Label
    readonly value: unknown
    readonly source: Source
    readonly clause: string | null
  }[]
}

export interface ReportedMember {
  readonly id: string
  readonly name: Label | null
}

/** One sum of a report: how it came about and what it rests on. */
export interface BudgetLine {
  readonly id: string
  readonly label: Label
  readonly amount: string
  /** The arithmetic in figures, as `105000000.00 ÷ 12`. */
  readonly working: string
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
}

export interface BudgetPlan {
  /** Base, growth, other factors, each adjustment, in order; they sum to `total`. */
  readonly lines: readonly BudgetLine[]
  readonly total: string
  readonly advance: BudgetLine | null
  /** What is set aside for incentives, beside the total unless the policy carves it out. */
  readonly reserve: BudgetLine | null
  /** What is asked of the plan by targets without effect on its sums: growth of the total, of the primary part, new money. */
  readonly allocations: readonly BudgetLine[]
}

export interface MonthPayment {
  readonly month: string
  readonly approved: string
  /** The part of the advance recovered with this month. */
  readonly offset: string
  readonly paid: string
  /** What of the advance is still to be recovered after it. */
  readonly advanceLeft: string
  readonly members: readonly { readonly member: string; readonly approved: string }[]
  /** An advance on this month by last month's cost, where the policy pays one. */
  readonly advances: readonly { readonly member: string; readonly amount: string; readonly due: string | null }[]
}

export interface BudgetClosing {
  readonly total: string
  readonly actual: string
  readonly surplus: string
  readonly overrun: string
  /** The part of the overrun that is shared; the rest stays with the unit. */
  readonly sharedOverrun: string
  /** Who keeps or bears what of the surplus or overrun: sums to it. */
  readonly shares: readonly ClosingShare[]
  readonly members: readonly { readonly member: string; readonly actual: string }[]
  /** Shares of other sums: procurement surplus, family-doctor fees. */
  readonly splits: readonly {
    readonly of: string
    readonly member: string | null
    readonly amount: string
    readonly shares: readonly ClosingShare[]
  }[]
  readonly reserve: string | null
  /** Members that qualify for the incentive; null: the policy does not say, or the facts are missing. */
  readonly rewarded: readonly string[] | null
}

export interface ClosingShare {
  /** A name of the pack: `group`, `finance`, `insurance`; `unallocated`: kept by nobody. */
  readonly party: string
  readonly label: Label
  readonly share: string
  readonly amount: string
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
}

export interface ScoreReport {
  readonly method: string
  /** The scoring of the pack by which it was done. */
  readonly terms: { readonly id: string; readonly source: Source; readonly clause: string | null; readonly basis: Label | null }
  readonly fund: string
  /** Four decimals, half-up; the value of a point rests on the exact one. Null: there is no case to work it out from. */
  readonly reimbursementRatio: string | null
  /** Sum of all scores, four decimals. */
  readonly score: string
  /** Settlement value of one point, yuan with four decimals, rounded down. Null: there are no points. */
  readonly pointValue: string | null
  readonly institutions: readonly InstitutionScore[]
  /** In the order given; empty of a stream, which gives each as it comes. */
  readonly cases: readonly SettledCase[]
  /** What is left of the fund (negative: over) when every institution has its sum. */
  readonly remainder: string
  readonly findings: readonly Issue[]
  /** Values of parameters that entered. */
  readonly sources: BudgetReport['sources']
}

export interface InstitutionScore {
  readonly member: string
  readonly cases: number
  readonly score: string
  /** Score × point value, half-up to the fen. */
  readonly standard: string
  readonly paidByOthers: string
  /** What the fund owes it before bands: standard − paid by others. */
  readonly entitled: string
  /** Fund money used at the counter, where the cases say it. */
  readonly used: string | null
  /** The band of use against entitlement, and what follows. */
  readonly band: string | null
  readonly fund: string
}

export interface CaseScore {
  readonly id: string
  readonly member: string
  readonly group: string
  /** Cost ÷ mean cost, half-up to four decimals; the band of deviation is found by the exact one. */
  readonly multiple: string
  /** The pack's id of the band; `byDay`: none is held against it. */
  readonly deviation: string
  /** Factors applied, in order: `coefficient`, `deviation` or `days`, `flag:<flag>`. To be shown (half-up to four decimals); the score rests on the exact ones. */
  readonly factors: readonly CaseFactor[]
  readonly score: string
  /** To be looked at by experts before it is settled. */
  readonly review: boolean
}

/** A case at the value of a point, to be shown: sums are settled by institution, so those of cases may differ by fen. Null: there is no value. */
export interface SettledCase extends CaseScore {
  /** Score × point value, half-up to the fen. */
  readonly standard: string | null
  /** Standard − paid by others: the fund's part of it. */
  readonly entitled: string | null
}

export interface CaseFactor {
  readonly id: string
  readonly factor: string
}

/** Money that moves or is set aside. A party is a name of the pack (`fund`, `finance`) or `member:<id>`. */
export interface LedgerEntry {
  readonly id: string
  readonly stage: 'plan' | 'month' | 'closing' | 'scores'
  /** `YYYY-MM-DD`, `YYYY-MM`, or null: the policy names no day. */
  readonly on: string | null
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly label: Label
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
}

/** Settled claims as the spend of a year: what counted, by member, month and kind of care, and what did not. Counted and not counted are all that was paid. */
export interface SpendReport {
  /** Cases that counted; the parts of a stay are one. */
  readonly cases: number
  /** What the pooled fund paid of them. */
  readonly paid: string
  /** In order of member, month, kind. */
  readonly rows: readonly SpendRow[]
  readonly outside: readonly SpendOutside[]
  /** Institutions that are not of the unit, the first in code-unit order. */
  readonly unknown: readonly { readonly institution: string; readonly cases: number; readonly paid: string }[]
  /** Claims that were refused and so paid nothing. */
  readonly refused: number
}

export interface SpendRow {
  readonly member: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly kind: string
  /** With what its cases count: what was paid, their score, or nothing of their own where persons are paid for by head. */
  readonly counts: 'paid' | 'score' | 'capitation'
  readonly cases: number
  readonly cost: string
  readonly paid: string
}

/** Cases that do not count as the unit's spend, and why. */
export interface SpendOutside {
  readonly why: 'otherYear' | 'notMember' | 'notResident' | 'noRule' | 'openStay'
  readonly cases: number
  readonly paid: string
}
