import { formatMoney } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { readText } from '../facts/read-value.ts'
import { asInteger, asMoney, asRecord, own, unknownKeys } from './state-values.ts'
import { readName, readStays } from './stays.ts'
import type { Sheet, Slot } from '../expression/sheet.ts'
import type { Stay } from '../facts/resolve-history.ts'

/** What a person's benefit year has used; amounts in fen, in order of the sheet's slots. */
export interface YearState {
  readonly year: number
  readonly applied: number
  readonly slots: readonly number[]
  readonly stays: readonly Stay[]
  /** The stay of which buckets of period `stay` hold the sums; '' for none. */
  readonly stayId: string
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
  /** The stay of the last claim that belonged to one: of a policy with buckets of period `stay` only. */
  readonly stayId?: string
  readonly buckets: Readonly<Record<string, BucketState>>
  readonly stays: readonly StayState[]
}

export const freshState = (sheet: Sheet, year: number): YearState => ({
  year,
  applied: 0,
  slots: sheet.slots.map(() => 0),
  stays: [],
  stayId: '',
})

const STATE_KEYS = ['version', '$schema', 'year', 'applied', 'stayId', 'buckets', 'stays'] as const

/** A benefit year that begins in spring has days of the first and last civil year, so it may be the year before. */
export const FIRST_YEAR = 1969
export const LAST_YEAR = 2199

/** Most claims a state may count. */
export const MAX_APPLIED = 1e6

/** The key of a slot's bucket in a state. */
export const bucketKey = (slot: Slot): string => (slot.key === '' ? slot.bucket : `${slot.bucket}[${slot.key}]`)

/** The slots of one bucket, each by its place among the sheet's slots; -1: it has none of that role. */
interface BucketSlots {
  readonly name: string
  readonly slots: readonly number[]
  readonly index: number
  readonly base: number
  readonly thresholdPaid: number
  readonly paid: number
  readonly cost: number
  /** The bucket where all of it is 0: the same object in every state. */
  readonly zero: BucketState
}

/** Writes states. Buckets of which nothing is used are frozen and shared. */
export class StateWriter {
  readonly #buckets: readonly BucketSlots[]
  /** What a state with nothing used has. */
  readonly #unused: Readonly<Record<string, BucketState>>

  readonly #money: (fen: number) => string

  /** `money` writes an amount in fen. */
  constructor(sheet: Pick<Sheet, 'slots'>, money = formatMoney) {
    this.#money = money
    const names = [...new Set(sheet.slots.map(bucketKey))]
    this.#buckets = names.map(name => bucketSlots(name, sheet.slots))
    this.#unused = Object.fromEntries(this.#buckets.map(({ name, zero }) => [name, zero]))
  }

  /** `values` holds the slots in order of the sheet, from `first`. `stayId`: that of the state, undefined where the policy remembers none. */
  write(
    year: number,
    applied: number,
    values: ArrayLike<number>,
    first: number,
    stays: readonly StayState[],
    stayId?: string,
  ): YearStateJson {
    const buckets: Record<string, BucketState> = { ...this.#unused }
    for (const bucket of this.#buckets)
      if (isUsed(bucket.slots, values, first))
        buckets[bucket.name] = bucketState(bucket, slot => values[first + slot] as number, this.#money)
    return stayId === undefined ? { version: 1, year, applied, buckets, stays } : { version: 1, year, applied, stayId, buckets, stays }
  }
}

function isUsed(slots: readonly number[], values: ArrayLike<number>, first: number): boolean {
  for (const slot of slots) if (values[first + slot] !== 0) return true
  return false
}

function bucketSlots(name: string, slots: readonly Slot[]): BucketSlots {
  const place = (role: Slot['role']): number => slots.findIndex(slot => bucketKey(slot) === name && slot.role === role)
  const roles = {
    index: place('index'),
    base: place('base'),
    thresholdPaid: place('thresholdPaid'),
    paid: place('paid'),
    cost: place('cost'),
  }
  const zero = Object.freeze(bucketState(roles, () => 0, formatMoney))
  return { name, slots: Object.values(roles).filter(slot => slot >= 0), ...roles, zero }
}

type Roles = Omit<BucketSlots, 'name' | 'slots' | 'zero'>

function bucketState(
  { index, base, thresholdPaid, paid, cost }: Roles,
  value: (slot: number) => number,
  money: (fen: number) => string,
): BucketState {
  const bucket: { -readonly [role in keyof BucketState]: BucketState[role] } = {}
  if (index >= 0) bucket.index = value(index)
  if (base >= 0) bucket.base = money(value(base))
  if (thresholdPaid >= 0) bucket.thresholdPaid = money(value(thresholdPaid))
  if (paid >= 0) bucket.paid = money(value(paid))
  if (cost >= 0) bucket.cost = money(value(cost))
  return bucket
}

/** Reads a state of this sheet from plain data; every issue at once, paths below `/state`. A bucket or role that is left out is 0. */
export function readState(sheet: Pick<Sheet, 'slots'>, input: unknown, issues: Issue[]): YearState {
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
    stayId: state['stayId'] === undefined ? '' : readName(state['stayId'], '/state/stayId', 'stayId', issues),
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
