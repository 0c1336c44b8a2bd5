import type { Node } from '../expression/node.ts'
import type { EffectScope, Valued } from '../expression/scope.ts'
import { LAYER, optional, type EffectSpec } from './spec.ts'

/** What a document allows a locality to set as base ratio. A breach is a finding with the clause, never a silently lifted ratio. */
export const boundRatio: EffectSpec = {
  type: 'boundRatio',
  merge: 'collect',
  label: { zh: '比例上下限', en: 'bound the ratio' },
  params: { layer: LAYER, min: optional('ratio'), max: optional('ratio') },
}

export interface RatioBreach {
  readonly rule: string
  readonly when: Node
}

/** Where each bound of a layer is broken by this ratio; a bound whose parameter has no value is not checked. */
export function ratioBreaches(scope: EffectScope, layer: string, ratio: Node): readonly RatioBreach[] {
  const x = scope.expressions
  return scope.rules('boundRatio', { layer }).map(rule => {
    const { min, max } = rule.params
    const outside = (raw: unknown, beyond: (bound: Node) => Node): Node => {
      if (raw === undefined) return x.no
      const bound: Valued = scope.value(raw, 'ratio')
      return x.and(beyond(bound.node), ...bound.missing.map(one => x.not(one.when)))
    }
    const below = outside(min, bound => x.not(x.le(bound, ratio)))
    const above = outside(max, bound => x.not(x.le(ratio, bound)))
    return { rule: rule.id, when: x.and(rule.fires, x.or(below, above)) }
  })
}
