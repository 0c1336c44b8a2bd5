import type { Node } from '../expression/node.ts'
import type { EffectScope, FiringRule, Valued } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { required, type EffectSpec } from './spec.ts'

/** The claim is charged at a standard (病种收费标准), whatever it cost; the institution bears or keeps the difference. */
export const setCharge: EffectSpec = {
  type: 'setCharge',
  merge: 'unique',
  label: { zh: '设定收费标准', en: 'set the charge' },
  params: { standard: required('amount') },
}

/** `total` is the charge where no rule fires. */
export function mergeCharge(scope: EffectScope, total: Node): Merged {
  return mergeUnique(
    scope.expressions,
    scope.rules('setCharge').map(rule => ({ rule, value: standard(scope, rule, total) })),
    total,
  )
}

/** A standard without a value leaves the charge at the total: as 0 it would keep the layers from asking for what they miss. */
function standard(scope: EffectScope, rule: FiringRule, total: Node): Valued {
  const x = scope.expressions
  const value = scope.value(rule.params['standard'], 'money')
  const isMissing = x.or(...value.missing.map(one => one.when))
  return { ...value, node: x.select(isMissing, total, value.node) }
}
