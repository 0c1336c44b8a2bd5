import type { Label } from '../facts/spec.ts'

/**
 * One budget year of one unit (an institution, an alliance, a region), as a bureau gives it. Money in yuan and shares are decimal strings; each
 * part is needed only for what is asked: a plan needs history or total, a month its approved sums, a closing the actual spend.
 */
export interface BudgetYear {
  readonly version: 1
  readonly budget: BudgetFacts
  /** The institutions of the unit, each once. The lead one receives the unit's money where the policy says so. */
  readonly members: readonly Member[]
  /** What is settled by score (DIP) or points (DRG) in this year. */
  readonly scores?: ScoreYear
  /** Persons paid for by head: read where a closing counts settled claims. */
  readonly capitation?: Capitation
}

export interface Capitation {
  /** Yuan a person and year. */
  readonly rate: string
  readonly persons: readonly { readonly member: string; readonly count: number }[]
}

/** The facts `budget.*` of the vocabulary. */
export interface BudgetFacts {
  readonly year: number
  /** 1: the first budget year of the scheme. */
  readonly yearIndex?: number
  readonly unit?: 'institution' | 'alliance' | 'region'
  /** What the unit is called in reports. */
  readonly name?: string | Label
  /** What the pooled fund paid in earlier years. */
  readonly history?: readonly { readonly year: number; readonly amount: string }[]
  /** Growth of collected contributions, a ratio; may be negative. */
  readonly contributionGrowth?: string
  /** What else is added to the computed total; may be negative. */
  readonly otherFactors?: string
  /** The approved total where it is not computed, or was approved otherwise. */
  readonly total?: string
  readonly adjustmentEvents?: readonly string[]
  readonly monthlyApproved?: readonly ApprovedSum[]
  /** What was really spent, member by member; a closing of claims counts it itself. */
  readonly actual?: readonly MemberSum[]
  /** The part of the overrun that is shared; the whole where it is not given. */
  readonly reasonableOverrun?: string
  readonly assessmentPassed?: boolean
  readonly assessmentResult?: string
  readonly priorYearFundUse?: string
  /** The total, and the part of primary institutions, of the year before. */
  readonly previousTotal?: string
  readonly previousPrimaryAmount?: string
  readonly primaryAmount?: string
  readonly newFund?: string
  readonly procurementSurplus?: readonly MemberSum[]
  /** Fees of family doctors, whole; the policy shares them. */
  readonly familyDoctorFees?: string
  /** What personal accounts are credited from. */
  readonly accountBase?: string
  /** What is planned for each member: what a policy that favours some of them raises. */
  readonly memberAmounts?: readonly MemberSum[]
}

export interface MemberSum {
  readonly member: string
  readonly amount: string
}

export interface ApprovedSum extends MemberSum {
  /** `YYYY-MM`. */
  readonly month: string
}

/** An institution of the unit: the facts `institution.*` that rules read, and its part in the unit. */
export interface Member {
  readonly id: string
  readonly name?: string | Label
  readonly allianceRole?: 'lead' | 'member'
  readonly [fact: string]: unknown
}

/** Cases to be settled by score, one by one. */
export interface ScoreYear extends ScoreBasis {
  readonly cases: readonly ScoredCase[]
}

/** What cases are scored and paid by. */
export interface ScoreBasis {
  /** What the fund has for cases settled by score in the year. */
  readonly fund: string
  /** The share of the cost that the fund pays (ratio 0..1); worked out from the cases where it is not given: (Σ cost − Σ paid by others) ÷ Σ cost. */
  readonly reimbursementRatio?: string
  readonly groups: readonly ScoreGroup[]
  readonly institutions: readonly ScoredInstitution[]
}

export interface ScoreGroup {
  readonly id: string
  readonly label?: Label
  /** Score of one case (DIP) or base points (DRG), up to four decimals. */
  readonly score: string
  /** A base disease: every institution has coefficient 1. */
  readonly isBase?: boolean
  /** Scored by the day (long stays): `score` and `meanCost` are of one bed day, and no deviation is held against it. */
  readonly isByDay?: boolean
  /** What a case costs on average, by level of institution or for all (`all`): deviations are held against it. */
  readonly meanCost: Readonly<Record<string, string>>
}

export interface ScoredInstitution {
  readonly member: string
  /** Level whose mean costs apply. */
  readonly level: string
  readonly coefficient: string
}

export interface ScoredCase {
  readonly id: string
  readonly member: string
  readonly group: string
  readonly cost: string
  /** What patients and other funds have paid of it. */
  readonly paidByOthers: string
  /** What the pooled fund has paid of it at the counter. */
  readonly fundPaid?: string
  /** Flags of the vocabulary `encounter.caseFlags`, or of the pack's scoring. */
  readonly flags?: readonly string[]
  /** Bed days, where the group is paid by the day. */
  readonly days?: number
}
