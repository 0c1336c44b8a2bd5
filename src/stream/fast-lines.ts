import { ByteValues } from '../accelerated/bytes/byte-values.ts'
import { compact } from '../accelerated/bytes/compact.ts'
import { createLineReader, type FoundLine, type LineReader } from '../accelerated/bytes/line-reader.ts'
import { HistoryReader, type StaysBefore } from '../accelerated/history.ts'
import { parseCivilDay } from '../accelerated/parse.ts'
import { readerPlan } from '../accelerated/reader-plan.ts'
import { linkBit, TIERS } from '../accelerated/settler.ts'
import { formatDay } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { Recent } from '../base/recent.ts'
import { createEvaluator } from '../expression/readings/evaluator.ts'
import type { ClaimRecord } from '../expression/readings/record.ts'
import { maskWord, type RunResult } from '../expression/readings/result.ts'
import { derivedFlags } from '../expression/sheet.ts'
import type { Policy } from '../policy.ts'
import { HELD_STAY, stayIdOf } from '../facts/stay-ids.ts'
import { factKey } from '../expression/readings/record.ts'
import type { StayState } from '../settlement/state.ts'
import { withStay } from '../settlement/stays.ts'
import { textOf } from '../accelerated/bytes/byte-text.ts'
import type { PersonYears } from './person-years.ts'

/** Longer lines are left to the plain path. */
const MOST_BYTES = 1 << 18
/** What is read at once beyond the end of a line. */
const MARGIN = 256
/** So few that no limit of the plain path on the size of a state is near. */
const MOST_STAYS = 400
const MOST_SLOTS = 4000
const MOST_PARTS = 8

const HELD = factKey(HELD_STAY)

const NO_ITEMS: ClaimRecord['items'] = []
const NO_ANSWER = new Error('a guard speaks')

/**
 * Settles ordinary lines in one pass: the bytes of a claim become the numbers of one record that every line shares, which is run. A line of which
 * anything is out of the ordinary is not taken, and nothing is changed by it: the plain path then answers, or says what is wrong.
 */
export class FastLines {
  readonly found: FoundLine
  /** The line last read, from 0. */
  readonly bytes: Uint8Array
  /** The lines asked for, of the line last settled; then that of the first layer's deductible. */
  readonly lines: Float64Array
  readonly #reader: LineReader
  readonly #history: HistoryReader
  readonly #run: (record: ClaimRecord) => RunResult
  readonly #record: { facts: LineReader['facts']; items: ClaimRecord['items']; state: ClaimRecord['state'] }
  readonly #linked: number
  readonly #hasDeductible: boolean
  readonly #holdsStay: boolean
  readonly #days = new Recent(formatDay)
  /** The last line had blanks between its marks: the next one will. */
  #isSpaced = false

  constructor({ pack, sheet }: Policy, lines: readonly string[]) {
    const deductible = `${pack.layers[0]?.id ?? ''}.deductible`
    this.#hasDeductible = sheet.lines.some(line => line.id === deductible)
    const wanted = this.#hasDeductible ? [...lines, deductible] : lines
    this.bytes = new Uint8Array(MOST_BYTES + MARGIN)
    this.lines = new Float64Array(wanted.length)
    const plan = readerPlan(sheet, pack)
    this.#reader = createLineReader(sheet, pack, plan, new ByteValues(this.bytes), wanted.length)
    this.found = this.#reader.found
    this.#holdsStay = holdsStay(plan.inputs)
    this.#history = new HistoryReader(plan.inputs)
    this.#record = { facts: this.#reader.facts, items: NO_ITEMS, state: this.#reader.slots }
    this.#linked = linkBit(sheet)
    this.#run = createEvaluator(sheet, {
      lines: wanted,
      derived: true,
      fail: () => {
        throw NO_ANSWER
      },
    })
  }

  /** Whether the policy is one whose lines can be settled so. */
  static suits({ sheet }: Policy): boolean {
    return maskWord(derivedFlags(sheet).length - 1) <= 0 && sheet.slots.length <= MOST_SLOTS
  }

  /** Reads a line; false if it is not taken. What it found stands in `found`. */
  read(line: Uint8Array, start: number, end: number): boolean {
    const length = end - start
    if (length > MOST_BYTES) return false
    const { bytes } = this
    bytes.set(start === 0 && end === line.length ? line : line.subarray(start, end))
    bytes[length] = 0
    if (!this.#isSpaced && this.#reader.read(length)) return true
    const packed = compact(bytes, length)
    this.#isSpaced = packed >= 0 && packed < length
    if (!this.#isSpaced) return packed === length && this.#reader.read(length)
    bytes[packed] = 0
    return this.#reader.read(packed)
  }

  /** Settles the line last read, after what its year has used, and adds it to that; false if it is not taken. */
  settle(years: PersonYears, year: number): boolean {
    const { found, facts, items } = this.#reader
    const stays = years.stays(year)
    const last = stays[stays.length - 1]
    if (stays.length > MOST_STAYS || years.applied(year) > MOST_STAYS || (last !== undefined && last.claimIds.length > MOST_PARTS))
      return false
    this.#reader.setSlots(years.sums, years.first(year))
    if (this.#holdsStay) facts[HELD] = years.held(year)
    if (last !== undefined) this.#history.read(facts, staysBefore(stays, last), found, TIERS[found.tier] ?? '')
    this.#record.items = found.itemised ? items.records : NO_ITEMS
    const result = this.#run(this.#record)
    const derived = result['d0'] ?? 0
    if ((derived & found.given) !== found.truth) return false
    this.#reader.take(result, this.lines, years.sums, years.first(year))
    if (found.isStay) this.#addStay(years, year, (derived & this.#linked) !== 0)
    if (this.#holdsStay && (found.isInpatient || found.stayId !== '')) years.setHeld(year, stayIdOf(found.stayId, this.#claimId()))
    years.apply(year)
    return true
  }

  #claimId(): string {
    return textOf(this.bytes, this.found.idFrom, this.found.idTo)
  }

  #addStay(years: PersonYears, year: number, linked: boolean): void {
    const { found } = this
    const stays = withStay(years.stays(year), {
      claimId: this.#claimId(),
      stayId: found.stayId,
      institution: found.institution,
      tier: TIERS[found.tier] ?? '',
      admitDate: this.#days.get(found.admitDay),
      dischargeDate: this.#days.get(found.dischargeDay),
      compliant: found.compliant,
      linked,
      deductible: formatMoney(this.#hasDeductible ? (this.lines[this.lines.length - 1] as number) : 0),
    })
    years.setStays(year, stays)
  }
}

/** Whether a policy has buckets of single stays, of which a state says whose they hold. */
export const holdsStay = (inputs: readonly { readonly path: string }[]): boolean => inputs.some(({ path }) => path === HELD_STAY)

function staysBefore(stays: readonly StayState[], last: StayState): StaysBefore {
  const earlier = stays[stays.length - 2]
  return {
    stays,
    lastAdmission: parseCivilDay(last.admitDate),
    lastDischarge: parseCivilDay(last.dischargeDate),
    earlierDischarge: earlier === undefined ? 0 : parseCivilDay(earlier.dischargeDate),
  }
}
