import { allocate } from '../base/allocate.ts'
import type { Rule } from '../pack/pack.ts'
import { labelOf, type BudgetRun } from './budget-run.ts'
import { formatFen, lesser, sumFen, type Fen } from './fen.ts'
import { LABELS } from './labels.ts'
import type { Movement } from './ledger.ts'
import { MonthlyAdvances, type MonthAdvance } from './monthly-advances.ts'
import type { PlanLine } from './plan.ts'
import type { MonthPayment } from './report.ts'
import { leadParty, memberParty, unitParty } from './unit.ts'

/** The months of a year in fen, with what was moved. */
export interface Months {
  readonly payments: readonly MonthPayment[]
  readonly movements: readonly Movement[]
  /** What was approved, by member. */
  readonly approved: ReadonlyMap<string, Fen>
  /** What of the advances is still to be recovered after the last month given. */
  readonly advanceLeft: Fen
  /** The last month of the year is given: nothing more will be recovered. */
  readonly isWhole: boolean
}

/** How months are paid: to whom, and how the advance is recovered. */
interface Paying {
  readonly rules: readonly Rule[]
  readonly offset: string
  /** The lead, where it is paid for all; undefined: each is paid. */
  readonly lead: string | undefined
}

/** Pays what is approved month by month, less what is recovered of the advances; never less than nothing. */
export function payMonths(run: BudgetRun, advance: PlanLine | null): Months {
  const paying = payingOf(run)
  const months = byMonth(run)
  const monthly = new MonthlyAdvances(run, months)
  const recovery = new Recovery(run.input.year, advance?.amount ?? 0n, paying.offset)
  const movements: Movement[] = []
  const payments = [...months.keys()]
    .filter(month => month.startsWith(`${String(run.input.year)}-`))
    .sort()
    .map(month => {
      const sums = months.get(month) ?? new Map<string, Fen>()
      const paid = monthly.advance(month)
      const own = new Map([...sums].map(([member, amount]) => [member, monthly.recover(member, amount)]))
      const approved = sumFen(sums.values())
      const open = approved - sumFen(own.values())
      const ofUnit = recovery.recover(month, open)
      const offset = approved - open + ofUnit
      movements.push(...paid.map(one => advanceMovement(month, one, paying)), ...paymentMovements(month, paying, sums, own, ofUnit))
      return {
        month,
        approved: formatFen(approved),
        offset: formatFen(offset),
        paid: formatFen(approved - offset),
        advanceLeft: formatFen(recovery.left + monthly.left),
        members: [...sums].sort(byKey).map(([member, amount]) => ({ member, approved: formatFen(amount) })),
        advances: paid.map(({ member, amount, due }) => ({ member, amount: formatFen(amount), due })),
      }
    })
  return {
    payments,
    movements,
    approved: approvedSums(run),
    advanceLeft: recovery.left + monthly.left,
    isWhole: payments.at(-1)?.month === `${String(run.input.year)}-12`,
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

function payingOf(run: BudgetRun): Paying {
  const rule = run.unique(run.firing('payMonthly'))
  if (rule === undefined) {
    run.assume('budget.payee', 'each')
    return { rules: [], offset: 'immediate', lead: undefined }
  }
  const toLead = run.choice(rule.params['to']) === 'lead'
  return { rules: [rule], offset: run.choice(rule.params['offset']) ?? '', lead: toLead ? leadParty(run) : undefined }
}

/** Sums by month and member. */
function byMonth(run: BudgetRun): ReadonlyMap<string, ReadonlyMap<string, Fen>> {
  const months = new Map<string, Map<string, Fen>>()
  for (const { month, member, amount } of run.input.monthlyApproved ?? []) {
    const sums = months.get(month) ?? new Map<string, Fen>()
    months.set(month, sums.set(member, amount))
  }
  return months
}

/** What the year's own months approved, by member. */
export function approvedSums({ input }: BudgetRun): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { month, member, amount } of input.monthlyApproved ?? [])
    if (month.startsWith(`${String(input.year)}-`)) sums.set(member, (sums.get(member) ?? 0n) + amount)
  return sums
}

/** Recovers the year's advance: at the end, at once, or a twelfth each month; what a month does not hold waits for a later one. */
class Recovery {
  readonly #offset: string
  readonly #last: string
  /** A twelfth each, to the fen; the first months carry what does not divide. */
  readonly #parts: readonly Fen[]
  #due = 0n
  #month = 0
  left: Fen

  constructor(year: number, advance: Fen, offset: string) {
    this.#offset = offset
    this.#last = `${String(year)}-12`
    this.#parts = allocate(
      advance,
      Array.from({ length: 12 }, (_, i) => ({ name: String(i + 1).padStart(2, '0'), weight: 1n })),
    )
    this.left = advance
  }

  /** What is recovered of a month's sum. A month already paid is never opened again. */
  recover(month: string, open: Fen): Fen {
    const amount = lesser(open, this.#asked(month))
    this.left -= amount
    this.#due -= amount
    return amount
  }

  #asked(month: string): Fen {
    if (this.#offset === 'lastMonth') return month === this.#last ? this.left : 0n
    if (this.#offset === 'immediate') return this.left
    for (const number = Number(month.slice(5)); this.#month < number; this.#month += 1) this.#due += this.#parts[this.#month] ?? 0n
    return this.#due
  }
}

function advanceMovement(month: string, { member, amount, due, rule }: MonthAdvance, { lead }: Paying): Movement {
  const id = `advance.${month}.${member}`
  const to = lead ?? memberParty(member)
  return { id, stage: 'month', on: due ?? month, from: 'fund', to, amount, label: labelOf(rule), rules: [rule] }
}

/** One payment to the lead, or one to each member: its sum less what is recovered of its own advance and its part of what the unit gives back. */
function paymentMovements(
  month: string,
  { lead, rules }: Paying,
  sums: ReadonlyMap<string, Fen>,
  own: ReadonlyMap<string, Fen>,
  ofUnit: Fen,
): readonly Movement[] {
  const common = { stage: 'month', on: month, from: 'fund', label: LABELS.month, rules } as const
  const open = [...sums].sort(byKey).map(([member, amount]) => ({ name: member, weight: amount - (own.get(member) ?? 0n) }))
  if (lead !== undefined) return [{ ...common, id: `month.${month}`, to: lead, amount: sumFen(open.map(one => one.weight)) - ofUnit }]
  const parts = allocate(ofUnit, open)
  return open.map(({ name, weight }, i) => ({
    ...common,
    id: `month.${month}.${name}`,
    to: memberParty(name),
    amount: weight - (parts[i] ?? 0n),
  }))
}

/** The advance of the year as it is paid on its first day. */
export function yearAdvance(run: BudgetRun, advance: PlanLine | null): readonly Movement[] {
  if (advance === null) return []
  const rule = run.unique(run.firing('payMonthly'))
  const to = rule !== undefined && run.choice(rule.params['to']) === 'lead' ? leadParty(run) : unitParty(run.input)
  const { amount, label, rules } = advance
  return [{ id: 'advance', stage: 'plan', on: `${String(run.input.year)}-01-01`, from: 'fund', to, amount, label, rules }]
}
