import { formatDay, parseDay } from '../base/date.ts'
import { formatMoney, readDecimal } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { MAX_SUM } from '../expression/node.ts'
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

const bucketKey = (slot: Slot): string => (slot.key === '' ? slot.bucket : `${slot.bucket}[${slot.key}]`)

export function writeState(sheet: Sheet, state: YearState): YearStateJson {
  const buckets: Record<string, Record<string, string | number>> = {}
  sheet.slots.forEach((slot, i) => {
    const value = state.slots[i] ?? 0
    const bucket = (buckets[bucketKey(slot)] ??= {})
    bucket[slot.role] = slot.role === 'index' ? value : formatMoney(value)
  })
  return {
    version: 1,
    year: state.year,
    applied: state.applied,
    buckets,
    stays: state.stays.map(stay => ({
      ...stay,
      admitDate: formatDay(stay.admitDate),
      dischargeDate: formatDay(stay.dischargeDate),
      deductible: formatMoney(stay.deductible),
    })),
  }
}

/** Reads a state of this sheet; every issue at once, paths below `/state`. A bucket or role that is left out is 0. */
export function readState(sheet: Sheet, input: unknown, issues: Issue[]): YearState {
  const state = asRecord(input, '/state', issues)
  unknownKeys(state, ['version', '$schema', 'year', 'applied', 'buckets', 'stays'], '/state', issues)
  const buckets = asRecord(state['buckets'] ?? {}, '/state/buckets', issues)
  const known = new Map<string, Set<string>>()
  for (const slot of sheet.slots) known.set(bucketKey(slot), (known.get(bucketKey(slot)) ?? new Set<string>()).add(slot.role))
  unknownKeys(buckets, [...known.keys()], '/state/buckets', issues)
  for (const [name, roles] of known) {
    const path = `/state/buckets${pointer(name)}`
    unknownKeys(asRecord(own(buckets, name) ?? {}, path, issues), [...roles], path, issues)
  }
  return {
    year: asInteger(state['year'], '/state/year', 1970, 2199, issues),
    applied: state['applied'] === undefined ? 0 : asInteger(state['applied'], '/state/applied', 0, 1e6, issues),
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

function readStays(input: unknown, issues: Issue[]): readonly Stay[] {
  if (input === undefined) return []
  if (!Array.isArray(input)) {
    issues.push(errorIssue('wrongType', '/state/stays', { expected: 'array', received: typeof input }))
    return []
  }
  return input.map((entry: unknown, i) =>
    readStay(asRecord(entry, `/state/stays/${String(i)}`, issues), `/state/stays/${String(i)}`, issues),
  )
}

function readStay(stay: Readonly<Record<string, unknown>>, path: string, issues: Issue[]): Stay {
  const text = (key: string, fallback?: string): string => {
    const value = stay[key] ?? fallback
    if (typeof value === 'string') return value
    issues.push(errorIssue('wrongType', path + pointer(key), { expected: 'string', received: typeof value }))
    return ''
  }
  const day = (key: string): number => {
    const parsed = parseDay(text(key))
    if (parsed === undefined) issues.push(errorIssue('notADay', path + pointer(key), { received: String(stay[key]) }))
    return parsed ?? 0
  }
  const claimIds = Array.isArray(stay['claimIds']) ? stay['claimIds'].map(String) : []
  const stayId = text('stayId')
  return {
    stayId,
    claimIds,
    institution: text('institution', ''),
    tier: text('tier', 'unrated'),
    admitDate: day('admitDate'),
    dischargeDate: day('dischargeDate'),
    compliant: stay['compliant'] === true,
    chainId: text('chainId', stayId),
    deductible: stay['deductible'] === undefined ? 0 : asMoney(stay['deductible'], path + pointer('deductible'), issues),
  }
}

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined)

function asRecord(value: unknown, path: string, issues: Issue[]): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>
  issues.push(errorIssue('wrongType', path, { expected: 'object', received: Array.isArray(value) ? 'array' : typeof value }))
  return {}
}

function unknownKeys(record: Readonly<Record<string, unknown>>, known: readonly string[], path: string, issues: Issue[]): void {
  for (const key of Object.keys(record))
    if (!known.includes(key)) issues.push(errorIssue('unknownKey', path + pointer(key), { key, suggestion: suggest(key, known) ?? '' }))
}

function asInteger(value: unknown, path: string, min: number, max: number, issues: Issue[]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  issues.push(errorIssue('outOfRange', path, { received: String(value), min, max }))
  return min
}

function asMoney(value: unknown, path: string, issues: Issue[]): number {
  const read = readDecimal(value, 2, 0, MAX_SUM)
  if (typeof read === 'number') return read
  const code = read === 'decimals' ? 'tooManyDecimals' : read === 'range' ? 'outOfRange' : 'notADecimal'
  issues.push(errorIssue(code, path, { received: String(value), places: 2, min: '0.00', max: formatMoney(MAX_SUM) }))
  return 0
}
