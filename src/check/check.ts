import { formatDay, parseDay } from '../base/date.ts'
import { errorIssue, PolicyError } from '../base/issue.ts'
import { show } from '../base/text.ts'
import { liveSheet } from '../expression/live-sheet.ts'
import { SheetFacts } from '../invariant/sheet-facts.ts'
import type { Policy } from '../policy.ts'
import { packIdentity } from '../settlement/pack-identity.ts'
import { checkBounds } from './bounds.ts'
import { checkCitations } from './citations.ts'
import { checkConflicts } from './conflicts.ts'
import { checkDeadRules } from './dead-rules.ts'
import { checkGaps } from './gaps.ts'
import { checkParameters } from './parameters.ts'
import { checkedDays, type CheckScope } from './question.ts'
import { finding, type CheckFinding, type CheckLevel, type CheckReport } from './report.ts'
import { checkSegments } from './segments.ts'
import { checkWindows } from './windows.ts'

export interface CheckOptions {
  /** Look at this day only, `YYYY-MM-DD`; default: at every day of the pack's window. */
  readonly asOf?: string
  /** Cases that the searches may tell apart, all together; what is then not decided is a finding `checkIncomplete`. Default: two million. */
  readonly limit?: number
}

const LIMIT = 2_000_000

/** Rules that may be gone through to confirm situations: a claim that a guard refuses costs the more, the more rules there are. */
const RULES_SETTLED = 1_000_000

const FEW_SETTLEMENTS = 200

const LEVELS: readonly CheckLevel[] = ['error', 'warning', 'information']

/**
 * Checks a pack under its scheme without a claim: every finding at once, errors first. Situations come from the policy's own sheet, and those that
 * are shown were settled. Throws a PolicyError where `asOf` is no day.
 */
export function checkPolicy(policy: CheckScope['policy'] & Pick<Policy, 'pack'>, options: CheckOptions = {}): CheckReport {
  const { pack } = policy
  const sheet = liveSheet(policy.sheet)
  const asOf = readAsOf(options.asOf)
  const limit = options.limit ?? LIMIT
  const budget = { left: limit, settlements: Math.max(FEW_SETTLEMENTS, Math.floor(RULES_SETTLED / Math.max(1, pack.rules.length))) }
  const days = checkedDays(pack, asOf)
  const wide = checkCitations(pack)
  const windows = checkWindows(pack)
  const scope = days === undefined ? undefined : { policy, sheet, days, facts: new SheetFacts(pack, sheet), budget }
  const outside = asOf !== undefined && days === undefined ? [notInForce(policy, asOf)] : []
  const parts = scope === undefined ? NOTHING : situated(scope)
  const findings = [...wide, ...windows, ...outside, ...parts.findings]
  return {
    version: 1,
    policy: packIdentity(pack),
    ...(asOf === undefined ? {} : { asOf: formatDay(asOf) }),
    findings: LEVELS.flatMap(level => findings.filter(one => one.level === level)),
    checked: {
      rules: pack.rules.length,
      parameters: pack.parameters.size,
      clauses: pack.json.clauses.length,
      layers: pack.layers.length,
      ...parts.counts,
      situations: limit - budget.left,
    },
  }
}

const NOTHING: ReturnType<typeof situated> = { findings: [], counts: { values: 0, bounds: 0, invariants: 0, conflicts: 0 } }

/** What depends on the days looked at. */
function situated(scope: CheckScope) {
  const { pack } = scope.policy
  const parameters = checkParameters(pack, scope.days)
  // Questions of flags alone come first: what a hard one of ratios uses up, they do not miss.
  const conflicts = checkConflicts(scope)
  const dead = checkDeadRules(scope)
  const bounds = checkBounds(scope)
  const gaps = checkGaps(scope)
  const findings: readonly CheckFinding[] = [
    ...parameters.findings,
    ...checkSegments(pack, scope.days),
    ...bounds.findings,
    ...gaps.findings,
    ...conflicts.findings,
    ...dead,
  ]
  return { findings, counts: { values: parameters.values, bounds: bounds.count, invariants: gaps.count, conflicts: conflicts.count } }
}

function notInForce({ pack }: CheckScope['policy'], asOf: number): CheckFinding {
  const { from, to } = pack.json.window ?? {}
  return finding('error', 'notInForce', { path: '/window', params: { from: from ?? '…', to: to ?? '…', day: formatDay(asOf) } })
}

function readAsOf(asOf: unknown): number | undefined {
  if (asOf === undefined) return undefined
  const day = typeof asOf === 'string' ? parseDay(asOf) : undefined
  if (day === undefined) throw new PolicyError([errorIssue('notADay', '/asOf', { received: show(asOf) })])
  return day
}
