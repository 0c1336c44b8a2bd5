import { errorIssue } from '../base/issue.ts'
import { leaves } from '../condition/types.ts'
import type { Rule } from '../pack/pack.ts'
import { clausesOf, type BudgetRun } from './budget-run.ts'
import { formatFen, formatShare, halfUpFen, sumFen, WHOLE, type Fen } from './fen.ts'
import { LABELS } from './labels.ts'
import type { Movement } from './ledger.ts'
import type { Months } from './months.ts'
import type { Plan } from './plan.ts'
import type { BudgetClosing, ClosingShare } from './report.ts'
import { rewardedOf } from './rewarded.ts'
import { closingShare, divide, shareMovement, type PartyAmount } from './shares.ts'
import { splitsOf } from './splits.ts'
import { unitParty } from './unit.ts'

/** The closing of a year with what it moves. */
export interface Closing {
  readonly report: BudgetClosing
  readonly movements: readonly Movement[]
}

/** Holds the spend of the whole unit against its total: a surplus is kept, an overrun borne, by the shares of the rules. */
export function closeYear(run: BudgetRun, plan: Plan, months: Months | undefined, approved: ReadonlyMap<string, Fen>): Closing | undefined {
  run.declare('countSpend')
  const actual = actualOf(run, approved)
  const spent = sumFen(actual.values())
  const { total } = plan
  const surplus = total > spent ? total - spent : 0n
  const overrun = spent > total ? spent - total : 0n
  const shared = sharedOverrun(run, overrun)
  const shares = overrun > 0n ? borne(run, overrun, shared) : kept(run, surplus)
  if (shares === undefined) return undefined
  const splits = splitsOf(run, spent)
  return {
    report: {
      total: formatFen(total),
      actual: formatFen(spent),
      surplus: formatFen(surplus),
      overrun: formatFen(overrun),
      sharedOverrun: formatFen(shared),
      shares: shares.list,
      members: [...actual].sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, amount]) => ({ member, actual: formatFen(amount) })),
      splits: splits.splits,
      reserve: plan.reserve === null ? null : formatFen(plan.reserve.amount),
      rewarded: rewardedOf(run),
    },
    movements: [...balance(run, months, spent), ...shares.movements, ...splits.movements],
  }
}

/** Spend by member: as given, else the sum of all twelve months. A member of which nothing is said spent nothing. */
function actualOf(run: BudgetRun, approved: ReadonlyMap<string, Fen>): ReadonlyMap<string, Fen> {
  const given = run.input.actual ?? approved
  if (run.input.actual === undefined) run.assume('budget.actual', 'monthlyApproved')
  const silent = run.input.members.filter(({ id }) => !given.has(id)).map(({ id }) => id)
  if (silent.length > 0) run.assume('budget.actual.0.00', silent)
  return new Map(run.input.members.map(({ id }) => [id, given.get(id) ?? 0n]))
}

/** The part of the overrun that is shared: the whole where nothing else is said. */
function sharedOverrun(run: BudgetRun, overrun: Fen): Fen {
  const { reasonableOverrun } = run.input
  if (reasonableOverrun === undefined) {
    if (overrun > 0n) run.assume('budget.reasonableOverrun', formatFen(overrun))
    return overrun
  }
  if (reasonableOverrun > overrun && overrun > 0n)
    run.issues.push(
      errorIssue('reasonableTooLarge', '/budget/reasonableOverrun', { given: formatFen(reasonableOverrun), overrun: formatFen(overrun) }),
    )
  return overrun === 0n ? 0n : reasonableOverrun
}

interface Shared {
  readonly list: readonly ClosingShare[]
  readonly movements: readonly Movement[]
}

/** Who keeps the surplus. Where no rule gives it to anybody, an assessment that was not passed for one, it stays in the fund. */
function kept(run: BudgetRun, surplus: Fen): Shared | undefined {
  if (surplus === 0n) return { list: [], movements: [] }
  const rule = run.unique(run.firing('splitSurplus', { of: 'total' }))
  if (rule === undefined) {
    const silent = run.pack.budgets.filter(one => one.type === 'splitSurplus' && one.params['of'] === 'total')
    const hangsOnAssessment = silent.some(one => leaves(one.conditions).some(({ fact }) => fact === 'budget.assessmentPassed'))
    const label = hangsOnAssessment && run.input.assessmentPassed === false ? LABELS.assessmentFailed : LABELS.unallocated
    return { list: [alone('unallocated', label, surplus, surplus, silent)], movements: [] }
  }
  const parts = divide(run, rule, surplus)
  if (parts === undefined) return undefined
  const move = (part: PartyAmount): Movement => ({ ...shareMovement('surplus', part), from: 'fund', to: purse(run, part) })
  return { list: parts.map(closingShare), movements: parts.filter(({ is }) => is !== 'fund').map(move) }
}

/** Who bears the overrun. The fund has paid what was approved: the others owe it their parts, the unit what is not shared as well. */
function borne(run: BudgetRun, overrun: Fen, shared: Fen): Shared | undefined {
  const rule = run.unique(run.firing('splitOverrun'))
  const divided = rule === undefined ? [] : divide(run, rule, shared)
  if (divided === undefined) return undefined
  const own = rule === undefined ? overrun : overrun - shared
  const rest = own === 0n ? [] : [alone('unit', LABELS.unit, own, overrun, [])]
  const move = (part: PartyAmount): Movement => ({ ...shareMovement('overrun', part), from: purse(run, part), to: 'fund' })
  const restMove: Movement = {
    id: 'closing.overrun.unit',
    stage: 'closing',
    on: null,
    from: unitParty(run.input),
    to: 'fund',
    amount: own,
    label: LABELS.unit,
    rules: [],
  }
  return {
    list: [...divided.map(closingShare), ...rest],
    movements: [...divided.filter(({ is }) => is !== 'fund').map(move), restMove],
  }
}

const alone = (party: string, label: ClosingShare['label'], amount: Fen, whole: Fen, silent: readonly Rule[]): ClosingShare => ({
  party,
  label,
  share: formatShare(halfUpFen(amount * WHOLE, whole)),
  amount: formatFen(amount),
  rules: [],
  clauses: clausesOf(silent),
})

const purse = (run: BudgetRun, { is, party }: PartyAmount): string =>
  is === 'unit' ? unitParty(run.input) : is === 'fund' ? 'fund' : party

/** Where the months are known: spend beyond what they approved is still to be paid, an advance they did not recover to be given back. */
function balance(run: BudgetRun, months: Months | undefined, spent: Fen): readonly Movement[] {
  if (months?.isWhole !== true) return []
  const unit = unitParty(run.input)
  const common = { stage: 'closing', on: null, rules: [] } as const
  const approved = sumFen(months.approved.values())
  return [
    { ...common, id: 'closing.difference', from: 'fund', to: unit, amount: spent - approved, label: LABELS.difference },
    { ...common, id: 'closing.advance', from: unit, to: 'fund', amount: months.advanceLeft, label: LABELS.advanceReturned },
  ]
}
