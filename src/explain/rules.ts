import type { Part, Text } from '../expression/readings/words.ts'
import { overriders } from '../pack/expand.ts'
import type { Rule } from '../pack/pack.ts'
import type { Case } from './case.ts'
import type { ValueKind } from './facts.ts'
import { ConditionTeller, type ExplainedCondition } from './conditions.ts'
import { fundOf, limitName } from './names.ts'
import { phrase } from './say.ts'
import { shareWords } from './share.ts'

/** What became of a rule: it fired; it held but an overriding rule held too; its dates exclude the day; its conditions are false. */
export type RuleStatus = 'fired' | 'yielded' | 'notInForce' | 'notMet'

export interface ExplainedRule {
  readonly id: string
  readonly clause?: string
  /** The layer that the effect works on, if it works on one. */
  readonly layer?: string
  /** The type of the event, such as `setRatio`. */
  readonly effect: string
  /** What the rule says, in words. */
  readonly text: Text
  readonly status: RuleStatus
  /** The rules that hold and override this one. */
  readonly yieldedTo?: readonly string[]
  readonly conditions: ExplainedCondition
}

/** Every rule of the policy, in the order of the pack. */
export function explainRules(subject: Case): readonly ExplainedRule[] {
  const above = overriders(subject.pack.rules, [])
  const nodes = new Map(subject.sheet.rules.map(rule => [rule.id, rule]))
  const is = (id: string, part: 'inForce' | 'holds' | 'fires'): boolean => {
    const node = nodes.get(id)?.[part]
    return node !== undefined && subject.value(node) === 1
  }
  return subject.pack.rules.map(rule => {
    const { id, clause, type, conditions } = rule
    const layer = layerOf(rule)
    const status = !is(id, 'inForce') ? 'notInForce' : !is(id, 'holds') ? 'notMet' : is(id, 'fires') ? 'fired' : 'yielded'
    return {
      id,
      ...(clause === undefined ? {} : { clause }),
      ...(layer === undefined ? {} : { layer }),
      effect: type,
      text: subject.text(effectWords(subject, rule)),
      status,
      ...(status === 'yielded' ? { yieldedTo: [...(above.get(id) ?? [])].filter(other => is(other, 'holds')).sort() } : {}),
      conditions: tellerOf(subject, rule).tell(conditions),
    }
  })
}

/** A limit's name starts with its layer. */
function layerOf({ params }: Rule): string | undefined {
  const named = params['layer'] ?? params['limit']
  return typeof named === 'string' ? named.split('.')[0] : undefined
}

/** A teller that reads facts as this rule does: the fact it sets itself as the claim gives it, all others as set. */
export function tellerOf(subject: Case, rule: Rule): ConditionTeller {
  const own = rule.params['fact']
  return new ConditionTeller(subject.facts, path => (path === own ? subject.facts.own(path) : subject.facts.asSet(path)))
}

function effectWords(subject: Case, rule: Rule): Part {
  const { params } = rule
  const fund = fundOf(subject, String(params['layer'] ?? 'basic'))
  const value = (param: string, kind: ValueKind): Part => subject.facts.sayValue(params[param], kind)
  switch (rule.type) {
    case 'setRatio':
      return params['segment'] === undefined
        ? phrase('ruleRatio', { fund, ratio: value('ratio', 'ratio') })
        : phrase('ruleSegmentRatio', { fund, segment: Number(params['segment']), ratio: value('ratio', 'ratio') })
    case 'addRatioPoints':
      return phrase('rulePoints', { fund, points: value('points', 'points') })
    case 'reduceSegments':
      return phrase('ruleReduce', { fund, of: fundOf(subject, String(params['of'] ?? 'basic')) })
    case 'setDeductible':
      return phrase('ruleDeductible', {
        fund,
        amount: params['amount'] === undefined ? shareWords(subject, params) : value('amount', 'money'),
      })
    case 'scaleDeductible':
      return phrase('ruleScale', { fund, scale: value('scale', 'ratio') })
    case 'waiveDeductible':
      return phrase('ruleWaive', { fund })
    case 'creditDeductible':
      return phrase('ruleCredit', { fund })
    case 'setFirstSelfPay':
      return phrase('ruleFirstSelfPay', { fund, share: value('share', 'ratio') })
    case 'adjustSelfPayShare':
      return phrase('ruleShare', { points: value('points', 'drop') })
    case 'setLimit':
    case 'adjustLimit':
      return limitWords(subject, rule)
    case 'denyPayment':
      return phrase(params['amount'] === 'all' ? 'ruleDenyAll' : 'ruleDenyIrregular', { fund })
    default:
      return factWords(subject, rule)
  }
}

function limitWords(subject: Case, rule: Rule): Part {
  const id = String(rule.params['limit'])
  const parts = { fund: fundOf(subject, id.split('.')[0] ?? ''), limit: limitName(subject, id) }
  const amount = subject.facts.sayValue(rule.params['amount'], 'money')
  if (rule.type === 'setLimit') return phrase('ruleLimit', { ...parts, amount })
  if (rule.params['amount'] !== undefined) return phrase('ruleLimitAmount', { ...parts, amount })
  return phrase('ruleLimitShare', { ...parts, share: subject.facts.sayValue(rule.params['share'], 'ratio') })
}

/** Effects that set a fact, and `linkStay`. */
function factWords(subject: Case, rule: Rule): Part {
  const path = rule.params['fact']
  if (typeof path !== 'string') return phrase('ruleLink')
  const fact = subject.facts.label(path)
  if (rule.type === 'enrol') return phrase('ruleEnrol', { fact })
  if (rule.params['value'] === undefined) return phrase('ruleClassifyFlag', { fact })
  const value = subject.facts.say(path, subject.facts.literal(path, rule.params['value']))
  return phrase(rule.type === 'treatAs' ? 'ruleTreat' : 'ruleClassify', { fact, value })
}
