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

/** The `history.*` facts of a claim admitted on `admitDate` at `tier`; `stays` are the earlier ones, the last of the list is the previous. */
export function resolveHistory(stays: readonly Stay[], admitDate: DayNumber | undefined, tier: string): ReadonlyMap<string, FactValue> {
  const previous = stays.at(-1)
  const gap = previous === undefined || admitDate === undefined ? NO_GAP_DAYS : admitDate - previous.dischargeDate
  return new Map<string, FactValue>([
    ['history.stays', stays.length],
    ['history.staysSameTier', stays.reduce((count, stay) => count + (stay.tier === tier ? 1 : 0), 0)],
    ['history.gapDays', Math.min(NO_GAP_DAYS, Math.max(0, gap))],
    ['history.previous.institutionId', previous?.institution ?? ''],
    ['history.previous.tier', previous?.tier ?? 'unrated'],
    ['history.previous.compliant', previous?.compliant ?? false],
  ])
}
