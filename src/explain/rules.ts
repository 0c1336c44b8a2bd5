import type { Text } from '../expression/readings/words.ts'
import { overriders } from '../pack/expand.ts'
import type { Rule } from '../pack/pack.ts'
import type { Case } from './case.ts'
import { effectWords } from './effect-words.ts'
import { ConditionTeller, type ExplainedCondition } from './conditions.ts'

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
