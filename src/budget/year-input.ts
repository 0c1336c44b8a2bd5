import type { FactValue, Label } from '../facts/spec.ts'
import type { Fen } from './fen.ts'

/** A budget year as it was read: fen, ratios in ten-thousandths; undefined: not given. */
export interface YearInput {
  readonly year: number
  readonly yearIndex: number | undefined
  readonly unit: string | undefined
  readonly name: Label | null
  readonly history: ReadonlyMap<number, Fen> | undefined
  readonly contributionGrowth: bigint | undefined
  readonly otherFactors: Fen | undefined
  readonly total: Fen | undefined
  readonly adjustmentEvents: readonly string[] | undefined
  readonly monthlyApproved: readonly MonthlyInput[] | undefined
  readonly actual: ReadonlyMap<string, Fen> | undefined
  readonly reasonableOverrun: Fen | undefined
  readonly assessmentPassed: boolean | undefined
  readonly assessmentResult: string | undefined
  readonly amounts: ReadonlyMap<AmountName, Fen>
  readonly procurementSurplus: ReadonlyMap<string, Fen> | undefined
  readonly memberAmounts: ReadonlyMap<string, Fen> | undefined
  readonly members: readonly MemberInput[]
  /** As given: read by the settlement by score. */
  readonly scores: unknown
}

export interface MonthlyInput {
  readonly month: string
  readonly member: string
  readonly amount: Fen
}

/** An institution of the unit with the facts that were given of it, by path. */
export interface MemberInput {
  readonly id: string
  readonly name: Label | null
  readonly role: string
  readonly facts: ReadonlyMap<string, FactValue>
  /** Place in the input. */
  readonly path: string
}

/** Single amounts that rules read by name. */
export const AMOUNTS = [
  'priorYearFundUse',
  'previousTotal',
  'previousPrimaryAmount',
  'primaryAmount',
  'newFund',
  'familyDoctorFees',
  'accountBase',
] as const

export type AmountName = (typeof AMOUNTS)[number]
