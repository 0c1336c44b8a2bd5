import type { EffectScope } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { LAYER, required, type EffectSpec } from './spec.ts'

/** The person bears this share of the base first (首先自付). */
export const setFirstSelfPay: EffectSpec = {
  type: 'setFirstSelfPay',
  merge: 'unique',
  label: { zh: '首先自付', en: 'set the first self-pay share' },
  params: { layer: LAYER, share: required('ratio') },
}

export function mergeFirstSelfPay(scope: EffectScope, layer: string): Merged {
  return mergeUnique(
    scope.expressions,
    scope.rules('setFirstSelfPay', { layer }).map(rule => ({ rule, value: scope.value(rule.params['share'], 'ratio') })),
    scope.expressions.noRatio,
  )
}
