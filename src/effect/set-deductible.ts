import type { Node } from '../expression/node.ts'
import type { EffectScope, FiringRule, Valued } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { LAYER, optional, type EffectSpec } from './spec.ts'

/** The threshold of a layer: an amount, or a share of a line, half-up to the fen, then at most `max`, then at least `min`. */
export const setDeductible: EffectSpec = {
  type: 'setDeductible',
  merge: 'unique',
  label: { zh: '设定起付线', en: 'set the deductible' },
  params: {
    layer: LAYER,
    amount: optional('amount'),
    shareOf: optional('line'),
    ratio: optional('ratio'),
    min: optional('amount'),
    max: optional('amount'),
  },
  oneOf: ['amount', 'shareOf'],
}

/** `line` finds the node of an earlier line by id. */
export function mergeDeductible(scope: EffectScope, layer: string, line: (id: string) => Node): Merged {
  return mergeUnique(
    scope.expressions,
    scope.rules('setDeductible', { layer }).map(rule => ({ rule, value: deductible(scope, rule, line) })),
    scope.expressions.zero,
  )
}

function deductible(scope: EffectScope, rule: FiringRule, line: (id: string) => Node): Valued {
  const { amount, shareOf, ratio, min, max } = rule.params
  if (amount !== undefined) return scope.value(amount, 'money')
  const x = scope.expressions
  const share = scope.value(ratio, 'ratio')
  const bounds = [min, max].map(bound => (bound === undefined ? undefined : scope.value(bound, 'money')))
  const [low, high] = bounds
  let node = x.round(x.times(line(String(shareOf)), share.node))
  if (high !== undefined) node = x.min(node, high.node)
  if (low !== undefined) node = x.max(node, low.node)
  const parts = [share, ...bounds.filter(bound => bound !== undefined)]
  return { node, parameters: parts.flatMap(part => part.parameters), missing: parts.flatMap(part => part.missing) }
}
