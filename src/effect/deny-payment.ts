import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, type Merged } from './merge.ts'
import { LAYER, required, type EffectSpec } from './spec.ts'

/** A layer pays nothing on the whole base, or on the irregular amount of the claim. */
export const denyPayment: EffectSpec = {
  type: 'denyPayment',
  merge: 'any',
  label: { zh: '不予支付', en: 'deny payment' },
  params: { layer: LAYER, amount: required('extent') },
}

export const mergeDenial = (scope: EffectScope, layer: string, amount: 'all' | 'irregular'): Merged =>
  mergeAny(scope.expressions, scope.rules('denyPayment', { layer, amount }))
