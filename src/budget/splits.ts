import type { Rule } from '../pack/pack.ts'
import { clausesOf, labelOf, type BudgetRun } from './budget-run.ts'
import { formatFen, formatShare, timesRatio, WHOLE, type Fen } from './fen.ts'
import { LABELS } from './labels.ts'
import type { Movement } from './ledger.ts'
import type { BudgetClosing, ClosingShare } from './report.ts'
import { closingShare, divide, shareMovement, type PartyAmount } from './shares.ts'
import { memberParty, unitParty } from './unit.ts'

type Split = BudgetClosing['splits'][number]

interface Splits {
  readonly splits: readonly Split[]
  readonly movements: readonly Movement[]
}

/** Shares of other sums: what purchases saved, member by member; fees that several pay; what an assessment changes of the payment. */
export function splitsOf(run: BudgetRun, spent: Fen): Splits {
  const all = [...procurement(run), ...fees(run), ...assessed(run, spent)]
  return { splits: all.map(one => one.split), movements: all.flatMap(one => one.movements) }
}

interface Done {
  readonly split: Split
  readonly movements: readonly Movement[]
}

/** Each institution keeps its part of what it saved; the fund holds the savings. */
function procurement(run: BudgetRun): readonly Done[] {
  const { members, procurementSurplus: saved } = run.input
  return members.flatMap(member => {
    const amount = saved?.get(member.id)
    const rule = amount === undefined ? undefined : run.unique(run.firingFor(member, 'splitSurplus', { of: 'procurement' }))
    const parts = amount === undefined || rule === undefined ? undefined : divide(run, rule, amount)
    if (amount === undefined || parts === undefined) return []
    const to = (part: PartyAmount): string => (part.is === 'unit' ? memberParty(member.id) : part.party)
    const movements = parts
      .filter(({ is }) => is !== 'fund')
      .map(part => ({ ...shareMovement(`procurement.${member.id}`, part), from: 'fund', to: to(part) }))
    return [{ split: { of: 'procurement', member: member.id, amount: formatFen(amount), shares: parts.map(closingShare) }, movements }]
  })
}

/** Each pays its part to the unit, whose doctors they are. */
function fees(run: BudgetRun): readonly Done[] {
  const amount = run.input.amounts.get('familyDoctorFees')
  const rule = amount === undefined ? undefined : run.unique(run.firing('splitCost', { of: 'familyDoctorFees' }))
  const parts = amount === undefined || rule === undefined ? undefined : divide(run, rule, amount)
  if (amount === undefined || parts === undefined) return []
  const unit = unitParty(run.input)
  const from = (part: PartyAmount): string => (part.is === 'fund' ? 'fund' : part.is === 'unit' ? unit : part.party)
  const movements = parts.map(part => ({ ...shareMovement('familyDoctorFees', part), from: from(part), to: unit }))
  return [{ split: { of: 'familyDoctorFees', member: null, amount: formatFen(amount), shares: parts.map(closingShare) }, movements }]
}

/** What is paid, by the factor of the assessment's result: the unit has that part, the fund takes back the rest. */
function assessed(run: BudgetRun, spent: Fen): readonly Done[] {
  const rule = run.unique(run.firing('adjustBudget', { of: 'payment' }))
  const factor = rule === undefined ? undefined : factorOf(run, rule)
  if (rule === undefined || factor === undefined) return []
  const paid = timesRatio(spent, factor)
  const share = (party: string, label: ClosingShare['label'], ratio: bigint, amount: Fen): ClosingShare => ({
    party,
    label,
    share: formatShare(ratio),
    amount: formatFen(amount),
    rules: [rule.id],
    clauses: clausesOf([rule]),
  })
  const shares = [share('unit', labelOf(rule), factor, paid), share('fund', LABELS.fund, WHOLE - factor, spent - paid)]
  const back: Movement = {
    id: 'closing.payment',
    stage: 'closing',
    on: null,
    from: unitParty(run.input),
    to: 'fund',
    amount: spent - paid,
    label: labelOf(rule),
    rules: [rule],
  }
  return [{ split: { of: 'payment', member: null, amount: formatFen(spent), shares }, movements: [back] }]
}

function factorOf(run: BudgetRun, { params }: Rule): bigint | undefined {
  const { by, times, share } = params
  const ratio = run.number(by ?? times ?? share, by === undefined && times !== undefined ? 'scale' : 'ratio')
  return ratio === undefined || by === undefined ? ratio : WHOLE + ratio
}
