import { comparedParameter, leaves } from '../condition/types.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { FiniteCopy } from './finite-copy.ts'
import { codeConstraints, freshInputs, openSearch, type CheckScope } from './question.ts'
import { finding, type CheckFinding } from './report.ts'

const CONTRADICTS = { zh: '它的条件不能同时成立', en: 'its conditions cannot hold together' }
const YIELDS = { zh: '凡它成立之处都有优先的规则', en: 'wherever it holds, a rule that overrides it holds too' }

/** Rules and rows that fire in no situation of the days looked at. */
export function checkDeadRules(scope: CheckScope): readonly CheckFinding[] {
  const { pack, sheet } = scope.policy
  const nodes = new Map(sheet.rules.map(rule => [rule.id, rule]))
  const rules = pack.rules.filter(rule => mayApply(rule, scope.days))
  const inputs = freshInputs()
  const x = inputs.expressions
  const copy = new FiniteCopy(inputs)
  const given = copy.copy(codeConstraints(scope))
  const asked = rules.flatMap(rule => {
    const found = nodes.get(rule.id)
    return found === undefined ? [] : [{ rule, fires: x.and(copy.copy(found.fires), given), holds: x.and(copy.copy(found.holds), given) }]
  })
  const search = openSearch(
    scope,
    inputs,
    asked.flatMap(one => [one.fires, one.holds]),
  )
  const undecided: string[] = []
  const findings = asked.flatMap(({ rule, fires, holds }) => {
    const end = search.decide(fires)
    if (end === 'open') undecided.push(rule.id)
    if (end !== 'none') return []
    const unknown = valueless(pack, rule)
    if (unknown.length > 0)
      return [
        finding('information', 'ruleNeedsParameter', {
          path: rule.path,
          clause: rule.clause,
          params: { rule: rule.id, parameters: unknown.join(', ') },
        }),
      ]
    const cause = search.decide(holds) === 'none' ? CONTRADICTS : YIELDS
    const switches = switchesOf(pack, rule)
    return [switches.length === 0 ? never(rule, cause) : switchedOff(rule, switches)]
  })
  return undecided.length === 0 ? findings : [...findings, incomplete(undecided)]
}

function incomplete(rules: readonly string[]): CheckFinding {
  const [what = ''] = rules
  const count = String(rules.length)
  return finding('error', 'checkIncomplete', {
    params: { what, zh: `${what} 等${count}条规则是否从不适用`, en: `whether ${count} rules ever fire, ${what} first` },
  })
}

/** Whether a rule is in force on one of the days; what is not is told of as a window. */
const mayApply = ({ from, to }: Rule, days: CheckScope['days']): boolean =>
  (from === undefined || from <= days.to) && (to === undefined || to > days.from) && (from === undefined || to === undefined || from < to)

/** Parameters without a value in the conditions: they count as false or 0, which says nothing about the rule. */
function valueless(pack: Pack, rule: Rule): readonly string[] {
  const named = leaves(rule.conditions).flatMap(leaf => comparedParameter(leaf) ?? [])
  return [...new Set(named)].filter(id => pack.parameters.get(id)?.values.length === 0)
}

/** Flags and lists of codes that a scheme may set otherwise, in the conditions: other readings of a document stand behind them. */
function switchesOf(pack: Pack, rule: Rule): readonly string[] {
  const named = leaves(rule.conditions).flatMap(leaf => comparedParameter(leaf) ?? [])
  return [...new Set(named)].filter(id => ['flag', 'codes'].includes(pack.parameters.get(id)?.type ?? ''))
}

const switchedOff = ({ id, path, clause }: Rule, parameters: readonly string[]): CheckFinding =>
  finding('information', 'ruleSwitchedOff', { path, clause, params: { rule: id, parameters: parameters.join(', ') } })

function never(rule: Rule, reason: typeof YIELDS): CheckFinding {
  const [table = '', row] = rule.id.split('#')
  const params = { reason: reason.zh, reasonEn: reason.en }
  const { path, clause } = rule
  if (row === undefined) return finding('warning', 'ruleNeverFires', { path, clause, params: { ...params, rule: rule.id } })
  return finding('warning', 'rowNeverFires', { path, clause, params: { ...params, table, row } })
}
