import type { Rule } from '../pack/pack.ts'
import type { BudgetRun } from './budget-run.ts'
import { formatFen, formatShare, timesRatio, WHOLE, type Fen } from './fen.ts'

/** An amount as an `adjustBudget` rule makes it: raised, scaled, or a share of it. Undefined, with an issue, where the rule's number has no value. */
export function adjusted(run: BudgetRun, rule: Rule, amount: Fen): { readonly amount: Fen; readonly working: string } | undefined {
  const { by, times, share } = rule.params
  const ratio = run.number(by ?? times ?? share, by === undefined && times !== undefined ? 'scale' : 'ratio')
  if (ratio === undefined) return undefined
  const factor = by === undefined ? ratio : WHOLE + ratio
  const shown = by === undefined ? formatShare(ratio) : `(1 + ${formatShare(ratio)})`
  return { amount: timesRatio(amount, factor), working: `${formatFen(amount)} × ${shown}` }
}
