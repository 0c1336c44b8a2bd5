import type { DayNumber } from '../base/date.ts'
import { NO_GAP_DAYS, type FactLookup, type FactValue } from './spec.ts'
import { LAST_STAY, STAY_ID } from './stay-ids.ts'

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

/** Whether a claim of that kind (`isStay`: inpatient) is a further part of the year's last stay. */
export const isFurtherPart = (isStay: boolean, stayId: string, lastStayId: string | undefined): boolean =>
  isStay && stayId !== '' && stayId === lastStayId

/**
 * The `history.*` facts of a claim; `stays` are those of the year so far, the last of the list is the previous. A further part of a stay has the
 * history that the stay had: parts of one stay are one stay.
 */
export function resolveHistory(stays: readonly Stay[], claim: FactLookup): ReadonlyMap<string, FactValue> {
  const last = stays.at(-1)
  const isPart = isFurtherPart(claim.get('encounter.kind') === 'inpatient', String(claim.get(STAY_ID) ?? ''), last?.stayId)
  const earlier = isPart ? stays.slice(0, -1) : stays
  const admitDate = isPart ? last?.admitDate : claim.get('encounter.admitDate')
  const tier = isPart ? last?.tier : claim.get('institution.tier')
  const previous = earlier.at(-1)
  const gap = previous === undefined || typeof admitDate !== 'number' ? NO_GAP_DAYS : admitDate - previous.dischargeDate
  const facts = PATHS.map(path => [path, historyFact(path, earlier, gap, String(tier ?? ''))] as const)
  return new Map<string, FactValue>([...facts, [LAST_STAY, last?.stayId ?? '']])
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
