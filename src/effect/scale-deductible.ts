import { MAX_SCALE } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeProduct, type Merged } from './merge.ts'
import { LAYER, required, type EffectSpec } from './spec.ts'

/** A factor on the threshold; two that fire multiply, half-up to four decimals, in order of rule id. The fen are rounded once, after all factors. */
export const scaleDeductible: EffectSpec = {
  type: 'scaleDeductible',
  merge: 'product',
  label: { zh: '起付线按比例', en: 'scale the deductible' },
  params: { layer: LAYER, scale: required('scale') },
}

export function mergeScale(scope: EffectScope, layer: string): Merged {
  return mergeProduct(
    scope.expressions,
    scope.rules('scaleDeductible', { layer }).map(rule => ({ rule, value: scope.value(rule.params['scale'], 'scale') })),
    scope.expressions.constant(MAX_SCALE, 'ratio'),
  )
}
