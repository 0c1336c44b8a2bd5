import { formatDay } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { readText } from '../facts/read-value.ts'
import { asInteger, asMoney, asRecord, own, unknownKeys } from './state-values.ts'
import { readStays } from './stays.ts'
import type { Sheet, Slot } from '../expression/sheet.ts'
import type { Stay } from '../facts/resolve-history.ts'

/** What a person's benefit year has used; amounts in fen, in order of the sheet's slots. */
export interface YearState {
  readonly year: number
  readonly applied: number
  readonly slots: readonly number[]
  readonly stays: readonly Stay[]
}

/** The sums of a bucket; a key such as `visits[level2]` for a bucket with keys. `index`: the month or quarter the sums belong to. */
export interface BucketState {
  readonly index?: number
  readonly base?: string
  readonly thresholdPaid?: string
  readonly paid?: string
  readonly cost?: string
}

export interface StayState {
  readonly stayId: string
  readonly claimIds: readonly string[]
  readonly institution: string
  readonly tier: string
  readonly admitDate: string
  readonly dischargeDate: string
  readonly compliant: boolean
  readonly chainId: string
  readonly deductible: string
}

/** A state as JSON: amounts are yuan with two decimals. */
export interface YearStateJson {
  readonly version: 1
  readonly year: number
  readonly applied: number
  readonly buckets: Readonly<Record<string, BucketState>>
  readonly stays: readonly StayState[]
}

export const freshState = (sheet: Sheet, year: number): YearState => ({
  year,
  applied: 0,
  slots: sheet.slots.map(() => 0),
  stays: [],
})

const STATE_KEYS = ['version', '$schema', 'year', 'applied', 'buckets', 'stays'] as const

/** A benefit year that begins in spring has days of the first and last civil year, so it may be the year before. */
const FIRST_YEAR = 1969
const LAST_YEAR = 2199

const MAX_APPLIED = 1e6

const bucketKey = (slot: Slot): string => (slot.key === '' ? slot.bucket : `${slot.bucket}[${slot.key}]`)

export function writeState(sheet: Sheet, state: YearState): YearStateJson {
  // A map: the name of a bucket may be that of a property every object inherits.
  const buckets = new Map<string, Record<string, string | number>>()
  sheet.slots.forEach((slot, i) => {
    const value = state.slots[i] ?? 0
    const bucket = buckets.get(bucketKey(slot)) ?? {}
    bucket[slot.role] = slot.role === 'index' ? value : formatMoney(value)
    buckets.set(bucketKey(slot), bucket)
  })
  return {
    version: 1,
    year: state.year,
    applied: state.applied,
    buckets: Object.fromEntries(buckets),
    stays: state.stays.map(stay => ({
      ...stay,
      admitDate: formatDay(stay.admitDate),
      dischargeDate: formatDay(stay.dischargeDate),
      deductible: formatMoney(stay.deductible),
    })),
  }
}

/** Reads a state of this sheet from plain data; every issue at once, paths below `/state`. A bucket or role that is left out is 0. */
export function readState(sheet: Sheet, input: unknown, issues: Issue[]): YearState {
  const state = asRecord(input, '/state', issues)
  unknownKeys(state, STATE_KEYS, '/state', issues)
  if (state['version'] !== undefined && state['version'] !== 1)
    issues.push(errorIssue('unknownVersion', '/state/version', { supported: 1 }))
  if (state['$schema'] !== undefined) readText(state['$schema'], '/state/$schema', issues)
  const buckets = asRecord(state['buckets'] ?? {}, '/state/buckets', issues)
  const known = new Map<string, Set<string>>()
  for (const slot of sheet.slots) known.set(bucketKey(slot), (known.get(bucketKey(slot)) ?? new Set<string>()).add(slot.role))
  unknownKeys(buckets, [...known.keys()], '/state/buckets', issues)
  for (const [name, roles] of known) {
    const path = `/state/buckets${pointer(name)}`
    unknownKeys(asRecord(own(buckets, name) ?? {}, path, issues), [...roles], path, issues)
  }
  return {
    year: asInteger(state['year'], '/state/year', FIRST_YEAR, LAST_YEAR, issues),
    applied: state['applied'] === undefined ? 0 : asInteger(state['applied'], '/state/applied', 0, MAX_APPLIED, issues),
    slots: sheet.slots.map(slot => readSlot(slot, buckets, issues)),
    stays: readStays(state['stays'], issues),
  }
}

function readSlot(slot: Slot, buckets: Readonly<Record<string, unknown>>, issues: Issue[]): number {
  const bucket = own(buckets, bucketKey(slot))
  if (typeof bucket !== 'object' || bucket === null) return 0
  const value = own(bucket as Readonly<Record<string, unknown>>, slot.role)
  if (value === undefined) return 0
  const path = `/state/buckets${pointer(bucketKey(slot), slot.role)}`
  return slot.role === 'index' ? asInteger(value, path, 0, 12, issues) : asMoney(value, path, issues)
}
