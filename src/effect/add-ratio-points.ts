import type { EffectScope } from '../expression/scope.ts'
import { mergeSum, type Merged } from './merge.ts'
import { LAYER, optional, required, type EffectSpec } from './spec.ts'

/** Percentage points on every ratio of a layer: all that fire are added together and the ratio is clamped once. */
export const addRatioPoints: EffectSpec = {
  type: 'addRatioPoints',
  merge: 'sum',
  label: { zh: '比例加减百分点', en: 'add points to the ratio' },
  params: { layer: LAYER, points: required('points'), cause: optional('name') },
}

/** The points of a layer; with `cause` only those of that cause. */
export function mergePoints(scope: EffectScope, layer: string, cause?: string): Merged {
  const rules = scope.rules('addRatioPoints', cause === undefined ? { layer } : { layer, cause })
  return mergeSum(
    scope.expressions,
    rules.map(rule => ({ rule, value: scope.value(rule.params['points'], 'points') })),
    scope.expressions.noRatio,
  )
}
