import type { Sheet } from '../expression/sheet.ts'
import { MAX_SUM } from '../expression/node.ts'
import { bucketKey, FIRST_YEAR, LAST_YEAR, MAX_APPLIED, type StayState } from '../settlement/state.ts'
import { STAY_KEYS, TIERS } from '../settlement/stays.ts'
import { MAX_TEXT } from '../facts/read-value.ts'
import { BAD, isOwnPlain, parseCount, parseMoney, parseCivilDay } from './parse.ts'

/** The keys of a state as a settlement writes it. */
const KEYS = ['version', 'year', 'applied', 'buckets', 'stays'] as const
const WITH_STAY = [...KEYS, 'stayId'] as const

/** So few that no limit of the plain path on the size of a state is near. */
const MOST_STAYS = 400
const MOST_IDS = 8
const MOST_SLOTS = 4000

const MONTHS = 12

interface BucketPlan {
  readonly roles: readonly string[]
  /** Where each stands among the sheet's slots. */
  readonly slots: readonly number[]
}

/** Reads states that hold all that a settlement writes, in any order of keys; what it read last stands in its fields. */
export class StateReader {
  year = 0
  applied = 0
  /** In order of the sheet's slots. */
  readonly slots: Float64Array
  /** Copies, as a settlement writes them. */
  stays: StayState[] = []
  /** The stay of which buckets hold the sums; '' for none. */
  stayId = ''
  /** The admission and discharge of the last stay, and the discharge of the one before it; 0 if there is none. */
  lastAdmission = 0
  lastDischarge = 0
  earlierDischarge = 0
  readonly #names: readonly string[]
  readonly #buckets: readonly BucketPlan[]
  readonly #money: (fen: number) => string
  readonly #keys: readonly string[]
  readonly #top: unknown[] = WITH_STAY.map(() => undefined)
  readonly #parts: unknown[]
  readonly #roles: unknown[] = []
  readonly #stay: unknown[] = STAY_KEYS.map(() => undefined)

  /** `money` writes an amount in fen; `holdsStay`: whether states of the policy say whose stay their buckets hold. */
  constructor(sheet: Pick<Sheet, 'slots'>, money: (fen: number) => string, holdsStay: boolean) {
    this.#money = money
    this.#keys = holdsStay ? WITH_STAY : KEYS
    this.slots = new Float64Array(sheet.slots.length)
    this.#names = [...new Set(sheet.slots.map(bucketKey))]
    this.#parts = this.#names.map(() => undefined)
    this.#buckets = this.#names.map(name => {
      const own = sheet.slots.filter(slot => bucketKey(slot) === name)
      return { roles: own.map(slot => slot.role), slots: own.map(slot => sheet.slots.indexOf(slot)) }
    })
  }

  /** A year of which nothing is used. */
  startAnew(year: number): void {
    this.year = year
    this.applied = 0
    this.slots.fill(0)
    this.stays = []
    this.stayId = ''
    this.#forgetDays()
  }

  /** False for a state that the plain path must look at. */
  read(state: unknown): boolean {
    const top = this.#top
    if (!readAll(state, this.#keys, top) || top[0] !== 1 || this.slots.length > MOST_SLOTS) return false
    const stayId = this.#keys === KEYS ? '' : top[5]
    if (!isName(stayId)) return false
    this.stayId = stayId
    this.year = parseCount(top[1], FIRST_YEAR, LAST_YEAR)
    this.applied = parseCount(top[2], 0, MAX_APPLIED)
    return this.year !== BAD && this.applied !== BAD && this.#readBuckets(top[3]) && this.#readStays(top[4])
  }

  #readBuckets(buckets: unknown): boolean {
    if (!readAll(buckets, this.#names, this.#parts)) return false
    for (let i = 0; i < this.#buckets.length; i++) {
      const { roles, slots } = this.#buckets[i] as BucketPlan
      if (!readAll(this.#parts[i], roles, this.#roles)) return false
      for (let j = 0; j < roles.length; j++) {
        const sum = roles[j] === 'index' ? parseCount(this.#roles[j], 0, MONTHS) : parseMoney(this.#roles[j], MAX_SUM)
        if (sum === BAD) return false
        this.slots[slots[j] as number] = sum
      }
    }
    return true
  }

  #readStays(list: unknown): boolean {
    if (!Array.isArray(list) || list.length > MOST_STAYS) return false
    const stays: StayState[] = []
    this.stays = stays
    this.#forgetDays()
    let i = 0
    while (i < list.length && this.#readStay(list[i], stays)) i++
    return i === list.length
  }

  #forgetDays(): void {
    this.lastAdmission = 0
    this.lastDischarge = 0
    this.earlierDischarge = 0
  }

  #readStay(input: unknown, stays: StayState[]): boolean {
    const read = this.#stay
    if (!readAll(input, STAY_KEYS, read)) return false
    const stayId = read[0]
    const institution = read[2]
    const tier = read[3]
    const admitDate = read[4]
    const dischargeDate = read[5]
    const compliant = read[6]
    const chainId = read[7]
    const admitted = parseCivilDay(admitDate)
    const discharged = parseCivilDay(dischargeDate)
    const deductible = parseMoney(read[8], MAX_SUM)
    const claimIds = namesOf(read[1])
    if (admitted === BAD || discharged < admitted || deductible === BAD || claimIds === undefined) return false
    if (!isName(stayId) || !isName(institution) || !isName(chainId) || typeof compliant !== 'boolean') return false
    if (!TIERS.has(tier as string)) return false
    this.earlierDischarge = this.lastDischarge
    this.lastAdmission = admitted
    this.lastDischarge = discharged
    stays.push({
      stayId,
      claimIds,
      institution,
      tier: tier as string,
      admitDate: admitDate as string,
      dischargeDate: dischargeDate as string,
      compliant,
      chainId,
      deductible: this.#money(deductible),
    })
    return true
  }
}

/** A name as a settlement writes it: '' where the claim had none. */
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT

function namesOf(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list) || list.length > MOST_IDS) return undefined
  const names: string[] = []
  let i = 0
  while (i < list.length) {
    const name: unknown = list[i++]
    if (!isName(name)) return undefined
    names.push(name)
  }
  return names
}

/** Puts the values of an object with just these keys in their order; false if it has others or lacks one. Most often they come in that order. */
function readAll(input: unknown, keys: readonly string[], values: unknown[]): boolean {
  if (!isOwnPlain(input)) return false
  let count = 0
  for (const key in input) {
    const value = input[key]
    const at = keys[count] === key ? count : keys.indexOf(key)
    if (at < 0) return false
    values[at] = value
    count++
  }
  return count === keys.length
}
