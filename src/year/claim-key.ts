import { parseDay, type DayNumber } from '../base/date.ts'
import { isPlainObject } from '../base/plain.ts'
import type { Pack } from '../pack/pack.ts'
import { benefitFirstDay, benefitMonth, claimDayFacts } from '../settlement/dates.ts'

/** What places a claim among a person's, read without the rest of it; what cannot be read is '' or undefined: such a claim is refused anyway. */
export interface ClaimKey {
  readonly claimId: string
  readonly personId: string
  /** The day it is settled, else the last day it names. */
  readonly day: DayNumber | undefined
  /** The benefit year. */
  readonly year: number | undefined
}

/** The place of a claim among those of its person. */
export interface ClaimOrder {
  readonly day: DayNumber | undefined
  readonly sequence: number
  readonly claimId: string
}

const SETTLED = ['encounter.settleDate', 'encounter.dischargeDate', 'encounter.serviceDate', 'encounter.admitDate'] as const

/** Settlement order: by day, sequence and id (by code unit). */
export function bySettlement(a: ClaimOrder, b: ClaimOrder): number {
  const byDay = (a.day ?? 0) - (b.day ?? 0)
  if (byDay !== 0) return byDay
  if (a.sequence !== b.sequence) return a.sequence - b.sequence
  return a.claimId < b.claimId ? -1 : a.claimId > b.claimId ? 1 : 0
}

/** Reads keys of claims under one pack. `claim` is plain data: nothing of the caller's may run. */
export function claimKeys(pack: Pack): (claim: unknown) => ClaimKey {
  const firstDay = benefitFirstDay(pack)
  const stay = claimDayFacts(pack, true).benefitYear
  const other = claimDayFacts(pack, false).benefitYear
  return claim => {
    const encounter = part(claim, 'encounter')
    const benefit = dayOf(encounter, part(encounter, 'kind') === 'inpatient' ? stay : other)
    return {
      claimId: text(part(claim, 'id')),
      personId: text(part(part(claim, 'person'), 'id')),
      day: dayOf(encounter, SETTLED),
      year: benefit === undefined ? undefined : benefitMonth(benefit, firstDay).year,
    }
  }
}

const part = (value: unknown, key: string): unknown => (isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The first of these days that an encounter names. */
function dayOf(encounter: unknown, paths: readonly string[]): DayNumber | undefined {
  for (const path of paths) {
    const value = part(encounter, path.slice('encounter.'.length))
    const day = typeof value === 'string' ? parseDay(value) : undefined
    if (day !== undefined) return day
  }
  return undefined
}
