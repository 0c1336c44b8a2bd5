import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, type Merged } from './merge.ts'
import { LAYER, type EffectSpec } from './spec.ts'

/** What the chain of stays already paid as deductible is taken off this threshold; two rules that fire credit it once. */
export const creditDeductible: EffectSpec = {
  type: 'creditDeductible',
  merge: 'max',
  label: { zh: '起付线补差或连续计算', en: 'credit the deductible of the chain' },
  params: { layer: LAYER },
}

export const mergeCredit = (scope: EffectScope, layer: string): Merged =>
  mergeAny(scope.expressions, scope.rules('creditDeductible', { layer }))
