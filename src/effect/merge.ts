import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import type { FiringRule, Missing, Valued } from '../expression/scope.ts'
import type { Contribution } from '../expression/sheet.ts'

/** One rule with the value it would give. */
export interface Entry {
  readonly rule: FiringRule
  readonly value: Valued
}

/** What all rules of an effect say together. `any`: one fires; `clash`: two fire with different values; `missing`: a firing rule lacks its parameter. */
export interface Merged {
  readonly node: Node
  readonly any: Node
  readonly clash: Node
  readonly contributions: readonly Contribution[]
  readonly missing: readonly Missing[]
}

/** The value of the rule that fires; `fallback` where none does. Running value, seen and clash keep this linear in the number of rules. */
export function mergeUnique(x: Expressions, entries: readonly Entry[], fallback: Node): Merged {
  let node = fallback
  let any = x.no
  let clash = x.no
  // Backwards, so that where two clash the line shows the first by id.
  for (const { rule, value } of [...entries].reverse()) {
    clash = x.or(clash, x.and(any, rule.fires, x.not(x.eq(node, value.node))))
    node = x.select(rule.fires, value.node, node)
    any = x.or(any, rule.fires)
  }
  return { node, any, clash, ...record(x, entries) }
}

/** The sum of the values of all rules that fire. */
export function mergeSum(x: Expressions, entries: readonly Entry[], zero: Node): Merged {
  let node = zero
  for (const { rule, value } of entries) node = x.add(node, x.select(rule.fires, value.node, zero))
  return { node, any: x.or(...entries.map(entry => entry.rule.fires)), clash: x.no, ...record(x, entries) }
}

/** The product of the factors of all rules that fire, half-up to four decimals after each, at most `limit`. */
export function mergeProduct(x: Expressions, entries: readonly Entry[], limit: Node): Merged {
  let node = x.one
  for (const { rule, value } of entries) node = x.min(limit, x.scale(node, x.select(rule.fires, value.node, x.one), x.one))
  return { node, any: x.or(...entries.map(entry => entry.rule.fires)), clash: x.no, ...record(x, entries) }
}

/** Whether any rule fires. */
export function mergeAny(x: Expressions, rules: readonly FiringRule[]): Merged {
  const node = x.or(...rules.map(rule => rule.fires))
  const contributions = rules.map(rule => ({ rule: rule.id, value: null, applied: rule.fires, parameters: [] }))
  return { node, any: node, clash: x.no, contributions, missing: [] }
}

function record(x: Expressions, entries: readonly Entry[]): Pick<Merged, 'contributions' | 'missing'> {
  return {
    contributions: entries.map(({ rule, value }) => ({
      rule: rule.id,
      value: value.node,
      applied: rule.fires,
      parameters: value.parameters,
    })),
    missing: entries.flatMap(({ rule, value }) =>
      value.missing.map(missing => ({ parameter: missing.parameter, when: x.and(rule.fires, missing.when) })),
    ),
  }
}
