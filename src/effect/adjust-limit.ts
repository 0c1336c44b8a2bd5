import type { Node } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeSum, type Merged } from './merge.ts'
import { optional, required, type EffectSpec } from './spec.ts'

/** A limit grows by amounts and by shares of itself: limit + Σ amounts + half-up(limit × Σ shares). */
export const adjustLimit: EffectSpec = {
  type: 'adjustLimit',
  merge: 'sum',
  label: { zh: '调整支付限额', en: 'adjust a limit' },
  params: { limit: required('limit'), amount: optional('amount'), share: optional('ratio') },
  oneOf: ['amount', 'share'],
}

export function mergeAdjustments(scope: EffectScope, limit: string, amount: Node): Merged {
  const x = scope.expressions
  const rules = scope.rules('adjustLimit', { limit })
  const entries = (param: 'amount' | 'share', quantity: 'money' | 'ratio') =>
    rules.filter(rule => rule.params[param] !== undefined).map(rule => ({ rule, value: scope.value(rule.params[param], quantity) }))
  const amounts = mergeSum(x, entries('amount', 'money'), x.zero)
  const shares = mergeSum(x, entries('share', 'ratio'), x.noRatio)
  return {
    node: x.add(x.add(amount, amounts.node), x.round(x.times(amount, shares.node))),
    any: x.or(amounts.any, shares.any),
    clash: x.no,
    contributions: [...amounts.contributions, ...shares.contributions],
    missing: [...amounts.missing, ...shares.missing],
  }
}
