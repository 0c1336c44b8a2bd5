import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, type Merged } from './merge.ts'
import { LAYER, type EffectSpec } from './spec.ts'

/** The threshold of a layer is 0, whatever else is set. */
export const waiveDeductible: EffectSpec = {
  type: 'waiveDeductible',
  merge: 'any',
  label: { zh: '免起付线', en: 'waive the deductible' },
  params: { layer: LAYER },
}

export const mergeWaiver = (scope: EffectScope, layer: string): Merged =>
  mergeAny(scope.expressions, scope.rules('waiveDeductible', { layer }))
