import { dayNumber } from '../base/date.ts'
import { formatFen, type Fen } from './fen.ts'
import type { SpendOutside, SpendReport, SpendRow } from './report.ts'
import { Sum } from './scores/numbers.ts'
import type { SpendTerms } from './spend-rules.ts'

interface Cell {
  readonly member: string
  readonly month: number
  readonly kind: string
  readonly counts: SpendTerms['counts']
  cases: number
  readonly cost: Sum
  readonly paid: Sum
}

interface Tally {
  cases: number
  readonly paid: Sum
}

const newTally = (): Tally => ({ cases: 0, paid: new Sum() })

/** Institutions outside the unit that are named; the others are counted. */
const MOST_UNKNOWN = 20

export type Why = SpendOutside['why']

const WHYS: readonly Why[] = ['otherYear', 'notMember', 'notResident', 'noRule', 'openStay']

/** What counted and what did not, whatever the order in which it came. Memory: members × months × kinds. */
export class SpendSums {
  readonly #cells = new Map<string, Cell>()
  readonly #outside = new Map<Why, Tally>()
  readonly #unknown = new Map<string, Tally>()

  count(member: string, month: number, kind: string, counts: SpendTerms['counts'], cost: number, paid: number): void {
    const key = `${String(month)} ${kind} ${counts} ${member}`
    let cell = this.#cells.get(key)
    if (cell === undefined) {
      cell = { member, month, kind, counts, cases: 0, cost: new Sum(), paid: new Sum() }
      this.#cells.set(key, cell)
    }
    cell.cases++
    cell.cost.add(cost)
    cell.paid.add(paid)
  }

  leaveOut(why: Why, paid: number): void {
    const tally = this.#outside.get(why) ?? newTally()
    this.#outside.set(why, tally)
    tally.cases++
    tally.paid.add(paid)
  }

  /** Notes an institution that is not of the unit. Of more than are named the first in code-unit order are kept, so that the order of cases does not matter. */
  unknown(institution: string, paid: number): void {
    let tally = this.#unknown.get(institution)
    if (tally === undefined) {
      tally = newTally()
      this.#unknown.set(institution, tally)
      if (this.#unknown.size > MOST_UNKNOWN) this.#unknown.delete([...this.#unknown.keys()].reduce((a, b) => (a > b ? a : b)))
    }
    tally.cases++
    tally.paid.add(paid)
  }

  /** What was paid of the cases that count with it, by member. */
  paidByMember(): ReadonlyMap<string, Fen> {
    const sums = new Map<string, Fen>()
    for (const { member, counts, paid } of this.#cells.values())
      if (counts === 'paid') sums.set(member, (sums.get(member) ?? 0n) + paid.total)
    return sums
  }

  /** As `paidByMember`, by month and member. */
  paidByMonth(): ReadonlyMap<string, Fen> {
    const sums = new Map<string, Fen>()
    for (const { member, month, counts, paid } of this.#cells.values()) {
      const key = monthKey(month, member)
      if (counts === 'paid') sums.set(key, (sums.get(key) ?? 0n) + paid.total)
    }
    return sums
  }

  report(year: number, refused: number): SpendReport {
    const cells = [...this.#cells.values()]
    return {
      cases: cells.reduce((sum, { cases }) => sum + cases, 0),
      paid: formatFen(cells.reduce((sum, { paid }) => sum + paid.total, 0n)),
      rows: cells.map(cell => rowOf(cell, year)).sort((one, other) => (rowKey(one) < rowKey(other) ? -1 : 1)),
      outside: WHYS.flatMap(why => {
        const tally = this.#outside.get(why)
        return tally === undefined ? [] : [{ why, cases: tally.cases, paid: formatFen(tally.paid.total) }]
      }),
      unknown: [...this.#unknown]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([institution, { cases, paid }]) => ({ institution, cases, paid: formatFen(paid.total) })),
      refused,
    }
  }
}

export const monthKey = (month: number, member: string): string => `${String(month)} ${member}`

/** `YYYY-MM`, the month from 1. */
export const monthName = (year: number, month: number): string => `${String(year)}-${String(month).padStart(2, '0')}`

const rowOf = ({ member, month, kind, counts, cases, cost, paid }: Cell, year: number): SpendRow => ({
  member,
  month: monthName(year, month),
  kind,
  counts,
  cases,
  cost: formatFen(cost.total),
  paid: formatFen(paid.total),
})

const rowKey = ({ member, month, kind, counts }: SpendRow): string => JSON.stringify([member, month, kind, counts])

/** First day of a year and first day after it. */
export const yearDays = (year: number): readonly [from: number, to: number] => [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)]
