import { LAST_DAY } from '../base/date.ts'
import { formatRatio } from '../base/decimal.ts'
import { pointer } from '../base/issue.ts'
import type { Node } from '../expression/node.ts'
import type { Valued } from '../expression/scope.ts'
import type { SituationClaim } from '../invariant/situation-claim.ts'
import { ParameterNodes } from '../pack/parameter-nodes.ts'
import type { Rule } from '../pack/pack.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { claimsOf } from './claims.ts'
import { FiniteCopy } from './finite-copy.ts'
import { asksAgain, freshInputs, givenOf, openSearch, reachedLayer, worseOf, worstOf, type CheckScope, type Worst } from './question.ts'
import { finding, type CheckFinding } from './report.ts'
import type { Assignment } from './search.ts'
import { shownSituation } from './situation.ts'

type Side = 'min' | 'max'

/** One end of a bound on the first base ratio of a layer: `slack` is how far the ratio lies within, below 0 where it lies outside. */
interface BoundQuestion {
  readonly rule: Rule
  readonly layer: string
  readonly side: Side
  readonly bound: Node
  readonly ratio: Node
  readonly when: Node
  readonly slack: Node
}

interface Shown {
  readonly measure: number
  readonly ratio: number
  readonly bound: number
  readonly claim: SituationClaim
}

/** For each `boundRatio` and each end of it, the situation in which the ratio lies farthest outside. */
export function checkBounds(scope: CheckScope): { readonly findings: readonly CheckFinding[]; readonly count: number } {
  const rules = scope.policy.pack.rules.filter(rule => rule.type === 'boundRatio')
  const sides = rules.flatMap(rule =>
    (['min', 'max'] as const).filter(side => rule.params[side] !== undefined).map(side => ({ rule, side })),
  )
  const findings: CheckFinding[] = []
  const questions: BoundQuestion[] = []
  for (const { rule, side } of sides) {
    const parameter = parameterOf(rule.params[side])
    if (parameter !== undefined && scope.policy.pack.parameters.get(parameter)?.values.length === 0)
      findings.push(
        finding('information', 'boundNotChecked', { path: rule.path, clause: rule.clause, params: { rule: rule.id, parameter, side } }),
      )
    else questions.push(questionOf(scope, rule, side))
  }
  const first = answers(scope, questions, false)
  const open = questions.filter((_, i) => asksAgain(scope, first[i]?.end))
  const second = open.length === 0 ? [] : answers(scope, open, true)
  questions.forEach((question, i) => {
    const again = second[open.indexOf(question)]
    findings.push(...told(scope, question, again === undefined ? first[i] : worseOf(first[i], again)))
  })
  return { findings, count: sides.length }
}

const parameterOf = (raw: unknown): string | undefined =>
  typeof raw === 'object' && raw !== null && 'parameter' in raw ? String(raw.parameter) : undefined

function questionOf(scope: CheckScope, rule: Rule, side: Side): BoundQuestion {
  const { sheet } = scope
  const { pack } = scope.policy
  const x = sheet.expressions
  const layer = String(rule.params['layer'])
  const line = sheet.lines.find(one => one.role === 'baseRatio' && one.layer === layer)
  // Before any reduction: what the locality set.
  const ratio = line?.operands.find(operand => operand.name === 'declared')?.node ?? x.noRatio
  const bound: Valued = new ParameterNodes(x, pack.parameters, x.input('fact', RULES_DAY, 'day', 0, LAST_DAY), {}).value(
    rule.params[side],
    'ratio',
  )
  const fires = sheet.rules.find(one => one.id === rule.id)?.fires ?? x.no
  return {
    rule,
    layer,
    side,
    bound: bound.node,
    ratio,
    when: x.and(fires, reachedLayer(scope, layer), ...bound.missing.map(one => x.not(one.when))),
    slack: side === 'min' ? x.subtract(ratio, bound.node) : x.subtract(bound.node, ratio),
  }
}

function answers(scope: CheckScope, questions: readonly BoundQuestion[], strict: boolean): readonly Worst<Shown>[] {
  const inputs = freshInputs()
  const copy = new FiniteCopy(inputs)
  const everywhere = givenOf(scope, strict)
  const given = copy.copy(everywhere)
  const sheetAnd = (when: Node): Node => scope.sheet.expressions.and(when, everywhere)
  const asked = questions.map(question => ({
    flag: inputs.expressions.and(copy.copy(question.when), given),
    measure: copy.copy(question.slack),
    below: 0,
    ...(strict ? { exact: { flag: copy.exact(sheetAnd(question.when)), measure: copy.exact(question.slack) } } : {}),
  }))
  const search = openSearch(
    scope,
    inputs,
    asked.flatMap(one => [one.flag, one.measure]),
  )
  return asked.map((one, i) => worstOf(search, inputs, one, found => confirmed(scope, questions[i], found)))
}

/** What settling a claim of the situation shows: the finding, and the ratio there. */
function confirmed(scope: CheckScope, question: BoundQuestion | undefined, found: Assignment): Shown | undefined {
  if (question === undefined) return undefined
  const { policy, days, budget } = scope
  for (const claim of claimsOf(policy, found, days)) {
    if (budget.settlements-- <= 0) return undefined
    const result = policy.trySettle(claim.claim, claim.state)
    const breaks = (code: string, subject: unknown): boolean => code === 'ratioOutOfBounds' && subject === question.rule.id
    if (!result.ok || !result.settlement.findings.some(one => breaks(one.code, one.params['subject']))) continue
    const value = policy.values(policy.open(claim.claim, claim.state).record)
    return { measure: value(question.slack), ratio: value(question.ratio), bound: value(question.bound), claim }
  }
  return undefined
}

function told(scope: CheckScope, { rule, layer, side }: BoundQuestion, answer: Worst<Shown> | undefined): readonly CheckFinding[] {
  const worst = answer?.worst
  if (worst === undefined) {
    if (answer?.end === 'none') return []
    const params = { what: rule.id, zh: `${rule.id} 的${side === 'min' ? '下限' : '上限'}`, en: `the ${side} of ${rule.id}` }
    return [finding('error', 'checkIncomplete', { path: rule.path, clause: rule.clause, params })]
  }
  const [ratio, bound] = [formatRatio(worst.ratio), formatRatio(worst.bound)]
  return [
    finding('error', side === 'min' ? 'ratioUnderBound' : 'ratioOverBound', {
      path: rule.path + pointer('event', 'params', side),
      clause: rule.clause,
      params: { rule: rule.id, layer, ratio, bound },
      situations: [shownSituation(scope.sheet.codes, worst.found, { [`${layer}.baseRatio`]: ratio, bound }, worst.claim)],
    }),
  ]
}
