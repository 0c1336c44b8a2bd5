import { findingIssue } from '../base/issue.ts'
import { adjusted } from './adjusted.ts'
import { labelOf, type BudgetRun } from './budget-run.ts'
import { formatFen, type Fen } from './fen.ts'
import type { PlanLine } from './plan.ts'
import type { AmountName } from './year-input.ts'

/** Amounts of which targets ask without effect on the plan's sums, in order of mention. */
const ASKED: readonly AmountName[] = ['previousTotal', 'previousPrimaryAmount', 'newFund', 'accountBase']

/** What is asked of the plan, for the facts that were given; what falls short of it is a finding. */
export function allocationsOf(run: BudgetRun, total: Fen): readonly PlanLine[] {
  const asked = ASKED.flatMap(of => {
    const base = run.input.amounts.get(of)
    if (base === undefined) return []
    return run.firing('adjustBudget', { of }).flatMap(rule => {
      const result = adjusted(run, rule, base)
      if (result === undefined) return []
      const line = { ...result, id: rule.id, label: labelOf(rule), rules: [rule] }
      holdAgainst(run, of, line, base, total)
      return [line]
    })
  })
  return [...asked, ...favoured(run)]
}

/** Growth is asked of the total, and of the part of primary institutions, which is to rise in any case. */
function holdAgainst(run: BudgetRun, of: AmountName, line: PlanLine, before: Fen, total: Fen): void {
  const clause = line.rules[0]?.clause
  const params = (amount: Fen) => ({ amount: formatFen(amount), asked: formatFen(line.amount), before: formatFen(before) })
  if (of === 'previousTotal' && total < line.amount)
    run.findings.push(findingIssue('totalBelowTarget', '/budget/previousTotal', params(total), clause))
  const primary = run.input.amounts.get('primaryAmount')
  if (of === 'previousPrimaryAmount' && primary !== undefined && (primary < line.amount || primary <= before))
    run.findings.push(findingIssue('primaryBelowTarget', '/budget/primaryAmount', params(primary), clause))
}

/** Members that a policy favours, each with its planned amount as favoured. */
function favoured(run: BudgetRun): readonly PlanLine[] {
  const { members, memberAmounts } = run.input
  return members.flatMap(member => {
    const amount = memberAmounts?.get(member.id)
    if (amount === undefined) return []
    return run.firingFor(member, 'adjustBudget', { of: 'memberAmounts' }).flatMap(rule => {
      const result = adjusted(run, rule, amount)
      return result === undefined ? [] : [{ ...result, id: `${rule.id}.${member.id}`, label: labelOf(rule), rules: [rule] }]
    })
  })
}
