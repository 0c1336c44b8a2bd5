import { findingIssue } from '../base/issue.ts'
import type { BudgetRun } from './budget-run.ts'

/** Members with the right to the reserve's rewards, by id; null: the policy names no right, or nothing is said of what it hangs on. */
export function rewardedOf(run: BudgetRun): readonly string[] | null {
  const right = run.firing('reserveIncentive').map(rule => rule.params['right'])[0]
  const rules = run.pack.rules.filter(rule => rule.type === 'grant' && rule.params['right'] === right)
  if (right === undefined || rules.length === 0) return null
  const firing = run.input.members.map(member => ({ member, firing: rules.map(rule => run.holdsFor(member, rule)) }))
  const has = firing.filter(one => one.firing.includes('yes')).map(({ member }) => member.id)
  const open = firing.filter(one => !one.firing.includes('yes') && one.firing.some(state => state !== 'no')).map(({ member }) => member.id)
  if (open.length === run.input.members.length) return null
  if (open.length > 0) run.findings.push(findingIssue('rewardOpen', '/members', { members: open.join(', ') }, rules[0]?.clause))
  for (const rule of rules) if (has.length > 0) run.fire(rule)
  return has.sort()
}
