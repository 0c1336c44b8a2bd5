import type { Node } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { LAYER, optional, required, type EffectSpec } from './spec.ts'

/** A layer pays this share of the payable cost: the base ratio of its segments that declare none, or of one segment (from 1). */
export const setRatio: EffectSpec = {
  type: 'setRatio',
  merge: 'unique',
  label: { zh: '设定报销比例', en: 'set the ratio' },
  params: { layer: LAYER, segment: optional('segment'), ratio: required('ratio') },
}

export function mergeRatio(scope: EffectScope, layer: string, segment: number, fallback: Node): Merged {
  const rules = scope.rules('setRatio', { layer }).filter(rule => (rule.params['segment'] ?? segment) === segment)
  return mergeUnique(
    scope.expressions,
    rules.map(rule => ({ rule, value: scope.value(rule.params['ratio'], 'ratio') })),
    fallback,
  )
}
