import { workingDayOfMonth } from '../base/calendar.ts'
import { dayNumber, formatDay } from '../base/date.ts'
import { findingIssue } from '../base/issue.ts'
import type { Rule } from '../pack/pack.ts'
import type { BudgetRun } from './budget-run.ts'
import { halfUpFen, lesser, sumFen, timesRatio, type Fen } from './fen.ts'

/** An advance on one month, with the day by which it is due. */
export interface MonthAdvance {
  readonly member: string
  readonly amount: Fen
  readonly due: string | null
  readonly rule: Rule
}

/** Advances on each month by what was approved for the month before, for the members that a rule gives them to; recovered from the next sums approved. */
export class MonthlyAdvances {
  readonly #run: BudgetRun
  readonly #months: ReadonlyMap<string, ReadonlyMap<string, Fen>>
  readonly #rules: readonly (readonly [member: string, rule: Rule])[]
  readonly #open = new Map<string, Fen>()

  constructor(run: BudgetRun, months: ReadonlyMap<string, ReadonlyMap<string, Fen>>) {
    this.#run = run
    this.#months = months
    const isMonthly = run.pack.budgets.some(({ type }) => type === 'prepay')
    this.#rules = !isMonthly
      ? []
      : run.input.members.flatMap(member => {
          const rule = run.unique(run.firingFor(member, 'prepay', { of: 'lastMonth' }))
          return rule === undefined ? [] : [[member.id, rule] as const]
        })
  }

  /** What is still to be recovered, of all members. */
  get left(): Fen {
    return sumFen(this.#open.values())
  }

  /** Pays the advances on a month. */
  advance(month: string): readonly MonthAdvance[] {
    if (this.#rules.length === 0) return []
    const before = monthBefore(month)
    const last = this.#months.get(before)
    if (last === undefined) this.#run.findings.push(findingIssue('lastMonthMissing', '/budget/monthlyApproved', { month, before }))
    return this.#rules.flatMap(([member, rule]) => {
      const cost = last?.get(member) ?? 0n
      const amount = this.#amount(rule, cost)
      if (amount === undefined || amount === 0n) return []
      this.#open.set(member, (this.#open.get(member) ?? 0n) + amount)
      return [{ member, amount, due: this.#due(rule, month), rule }]
    })
  }

  /** What is recovered of a member's sum: as much of its advances as it holds. */
  recover(member: string, approved: Fen): Fen {
    const open = this.#open.get(member) ?? 0n
    const amount = lesser(approved, open)
    this.#open.set(member, open - amount)
    return amount
  }

  #amount(rule: Rule, cost: Fen): Fen | undefined {
    const { share, months } = rule.params
    const number = share === undefined ? this.#run.number(months, 'count') : this.#run.number(share, 'ratio')
    if (number === undefined) return undefined
    return share === undefined ? halfUpFen(cost * number, 1n) : timesRatio(cost, number)
  }

  /** Null where the policy names no day, or the calendar does not reach it. */
  #due(rule: Rule, month: string): string | null {
    if (rule.params['workingDayOfMonth'] === undefined) return null
    const nth = this.#run.number(rule.params['workingDayOfMonth'], 'count')
    if (nth === undefined || nth === 0n) return null
    const [year, number] = month.split('-').map(Number)
    const found = workingDayOfMonth(this.#run.calendar, dayNumber(year ?? 0, number ?? 1, 1), Number(nth))
    if (found !== undefined && 'day' in found) return formatDay(found.day)
    const finding = findingIssue('calendarGap', '', { year: year ?? '' })
    if (!this.#run.findings.some(one => one.code === finding.code && one.params['year'] === year)) this.#run.findings.push(finding)
    return null
  }
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${String(year - 1)}-12` : `${String(year)}-${String(number - 1).padStart(2, '0')}`
}
