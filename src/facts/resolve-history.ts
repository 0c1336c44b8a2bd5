import type { DayNumber } from '../base/date.ts'
import { NO_GAP_DAYS, type FactValue } from './spec.ts'

/** One inpatient stay of the year so far; days as day numbers, the deductible in fen. */
export interface Stay {
  readonly stayId: string
  readonly claimIds: readonly string[]
  readonly institution: string
  readonly tier: string
  readonly admitDate: DayNumber
  readonly dischargeDate: DayNumber
  readonly compliant: boolean
  readonly chainId: string
  readonly deductible: number
}

/** What the history asks of an earlier stay. */
export type PastStay = Pick<Stay, 'institution' | 'tier' | 'compliant'>

const PATHS = [
  'history.stays',
  'history.staysSameTier',
  'history.gapDays',
  'history.previous.institutionId',
  'history.previous.tier',
  'history.previous.compliant',
] as const

export type HistoryPath = (typeof PATHS)[number]

/** The `history.*` facts of a claim admitted on `admitDate` at `tier`; `stays` are the earlier ones, the last of the list is the previous. */
export function resolveHistory(stays: readonly Stay[], admitDate: DayNumber | undefined, tier: string): ReadonlyMap<string, FactValue> {
  const previous = stays.at(-1)
  const gap = previous === undefined || admitDate === undefined ? NO_GAP_DAYS : admitDate - previous.dischargeDate
  return new Map(PATHS.map(path => [path, historyFact(path, stays, gap, tier)]))
}

/** One of these facts; `gap`: days from the discharge of the previous stay to this admission. */
export function historyFact(path: HistoryPath, stays: readonly PastStay[], gap: number, tier: string): FactValue {
  const previous = stays[stays.length - 1]
  switch (path) {
    case 'history.stays':
      return stays.length
    case 'history.staysSameTier':
      return stays.reduce((count, stay) => count + (stay.tier === tier ? 1 : 0), 0)
    case 'history.gapDays':
      return Math.min(NO_GAP_DAYS, Math.max(0, gap))
    case 'history.previous.institutionId':
      return previous?.institution ?? ''
    case 'history.previous.tier':
      return previous?.tier ?? 'unrated'
    case 'history.previous.compliant':
      return previous?.compliant ?? false
  }
}
