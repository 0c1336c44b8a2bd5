import { errorIssue } from '../base/issue.ts'
import type { BudgetRun } from './budget-run.ts'
import type { MemberInput } from './year-input.ts'

/** Settles whose money is one: what the rules say, which is what the year says where it says anything. */
export function resolveUnit(run: BudgetRun): string {
  run.unit = run.input.unit ?? presumed(run)
  const rules = run.firing('aggregateUnit')
  for (const rule of rules)
    if (run.value(rule.params['chosen'] ?? true) === false)
      run.issues.push(errorIssue('unitNotChosen', '/budget/unit', { unit: run.choice(rule.params['unit']) ?? '' }, rule.clause))
  const rule = run.unique(rules)
  const said = rule === undefined ? undefined : run.choice(rule.params['unit'])
  const given = run.input.unit
  if (said !== undefined && given !== undefined && said !== given)
    run.issues.push(errorIssue('unitDiffers', '/budget/unit', { given, unit: said }, rule?.clause))
  const unit = given ?? said
  if (unit === undefined) run.assume('budget.unit', 'institution')
  run.unit = unit ?? 'institution'
  return run.unit
}

/** Where nothing is said: the one unit of which the policy speaks at all; with several, or none, it is not known yet. */
function presumed(run: BudgetRun): string | undefined {
  const units = new Set(run.pack.budgets.filter(rule => rule.type === 'aggregateUnit').map(rule => run.choice(rule.params['unit'])))
  const [unit, ...others] = units
  if (unit === undefined || others.length > 0) return undefined
  run.assume('budget.unit', unit)
  return unit
}

/** The lead institutions; one of them is paid for the unit where the policy says so. */
export const leadsOf = (members: readonly MemberInput[]): readonly MemberInput[] => members.filter(({ role }) => role === 'lead')

/** The one lead as a party of the ledger; none or several are an issue. */
export function leadParty(run: BudgetRun): string {
  const { members } = run.input
  const [lead, ...others] = leadsOf(members)
  if (lead !== undefined && others.length === 0) return memberParty(lead.id)
  run.issues.push(errorIssue('oneLeadNeeded', '/members', { received: members.length === 0 ? 0 : leadsOf(members).length }))
  return 'unit'
}

/** Where the unit itself pays or is paid: its one lead, else the unit under its own name. */
export function unitParty({ members }: { readonly members: readonly MemberInput[] }): string {
  const leads = leadsOf(members)
  const [lead] = leads
  return lead !== undefined && leads.length === 1 ? memberParty(lead.id) : 'unit'
}

export const memberParty = (id: string): string => `member:${id}`
