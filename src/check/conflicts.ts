import type { Notice } from '../expression/sheet.ts'
import type { SituationClaim } from '../invariant/situation-claim.ts'
import { claimsOf } from './claims.ts'
import { FiniteCopy } from './finite-copy.ts'
import { codeConstraints, freshInputs, openSearch, type CheckScope } from './question.ts'
import { finding, type CheckFinding } from './report.ts'
import type { Assignment } from './search.ts'
import { shownSituation } from './situation.ts'

/** Sets of rules named for one line or fact; whoever has more is told so, and mends these first. */
const MOST = 100

interface Clash {
  readonly rules: readonly string[]
  readonly claim: SituationClaim
}

/** Rules that say different values of one thing and fire together in some situation: for each such set of rules, one situation. */
export function checkConflicts(scope: CheckScope): { readonly findings: readonly CheckFinding[]; readonly count: number } {
  const guards = scope.sheet.guards.filter(guard => guard.code === 'conflict')
  const inputs = freshInputs()
  const x = inputs.expressions
  const copy = new FiniteCopy(inputs)
  const given = copy.copy(codeConstraints(scope))
  const flags = guards.map(guard => x.and(copy.copy(guard.when), given))
  const fires = new Map(scope.sheet.rules.map(rule => [rule.id, copy.copy(rule.fires)]))
  const search = openSearch(scope, inputs, [...flags, ...fires.values()])
  const findings = guards.flatMap((guard, i) => {
    const told: CheckFinding[] = []
    let flag = flags[i] ?? x.no
    for (;;) {
      if (told.length === MOST) {
        told.push(incomplete(guard))
        break
      }
      let clash: (Clash & { readonly found: Assignment }) | undefined
      const end = search.find(flag, found => {
        const confirmed = confirm(scope, guard, found)
        if (confirmed !== undefined) clash = { ...confirmed, found: search.shortest(flag, found) }
        return confirmed !== undefined
      })
      if (clash === undefined) {
        if (end === 'open') told.push(incomplete(guard))
        break
      }
      told.push(conflict(scope, guard, clash))
      const together = clash.rules.map(rule => fires.get(rule) ?? x.no)
      flag = x.and(flag, x.not(x.and(...together)))
    }
    return told
  })
  return { findings, count: guards.length }
}

/** The rules in conflict, as settling a claim of the situation names them. */
function confirm({ policy, days, budget }: CheckScope, guard: Notice, found: Assignment): Clash | undefined {
  for (const claim of claimsOf(policy, found, days)) {
    if (budget.settlements-- <= 0) return undefined
    const result = policy.trySettle(claim.claim, claim.state)
    if (result.ok) continue
    const issue = result.issues.find(one => one.code === 'conflict' && one.params['subject'] === guard.subject)
    if (issue !== undefined)
      return {
        rules: String(issue.params['rules'])
          .split(', ')
          .filter(rule => rule !== ''),
        claim,
      }
  }
  return undefined
}

function conflict({ policy }: CheckScope, guard: Notice, clash: Clash & { readonly found: Assignment }): CheckFinding {
  const rules = policy.pack.rules.filter(rule => clash.rules.includes(rule.id))
  return finding('error', 'conflict', {
    path: rules[0]?.path ?? '',
    clause: rules.find(rule => rule.clause !== undefined)?.clause,
    params: { subject: guard.subject, rules: clash.rules.join(', ') },
    situations: [shownSituation(policy.sheet.codes, clash.found, {}, clash.claim)],
  })
}

const incomplete = ({ subject }: Notice): CheckFinding =>
  finding('error', 'checkIncomplete', { params: { what: subject, zh: `“${subject}”上的规则冲突`, en: `conflicts on "${subject}"` } })
