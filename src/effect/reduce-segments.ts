import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import type { EffectScope, FiringRule } from '../expression/scope.ts'
import { mergePoints } from './add-ratio-points.ts'
import { mergeAny, type Merged } from './merge.ts'
import { LAYER, optional, required, type EffectSpec } from './spec.ts'

/**
 * Every segment of a layer falls with the drop of another layer's ratio. p = the points taken off by that cause before any clamp; mode `points`:
 * s := max(0, s − p); mode `relative`: s := half-up to four decimals of s × max(0, r − p) ÷ r, where r is that layer's base ratio, and 0 where r is 0.
 */
export const reduceSegments: EffectSpec = {
  type: 'reduceSegments',
  merge: 'unique',
  label: { zh: '各段比例同降', en: 'reduce the segments' },
  params: { layer: LAYER, cause: required('name'), mode: required('mode'), of: optional('layer') },
}

export interface SegmentReduction {
  readonly merged: Merged
  /** A segment's ratio after the reduction. */
  reduce(ratio: Node): Node
}

/** `baseRatio` finds the base ratio of another layer. */
export function mergeReduction(scope: EffectScope, layer: string, baseRatio: (layer: string) => Node): SegmentReduction {
  const x = scope.expressions
  const rules = scope.rules('reduceSegments', { layer })
  const different = (a: FiringRule, b: FiringRule): boolean =>
    ['cause', 'mode'].some(name => a.params[name] !== b.params[name]) || source(a) !== source(b)
  const clashes = rules.flatMap((a, i) => rules.slice(i + 1).map(b => (different(a, b) ? x.and(a.fires, b.fires) : x.no)))
  return {
    merged: { ...mergeAny(x, rules), clash: x.or(...clashes) },
    reduce: ratio => rules.reduce((node, rule) => x.select(rule.fires, reduced(scope, rule, ratio, baseRatio), node), ratio),
  }
}

const source = (rule: FiringRule): string => String(rule.params['of'] ?? 'basic')

function reduced(scope: EffectScope, rule: FiringRule, ratio: Node, baseRatio: (layer: string) => Node): Node {
  const x: Expressions = scope.expressions
  const points = mergePoints(scope, source(rule), String(rule.params['cause'])).node
  const drop = x.less(x.noRatio, points)
  if (rule.params['mode'] === 'points') return x.less(ratio, drop)
  const whole = baseRatio(source(rule))
  return x.scale(ratio, x.less(whole, drop), whole)
}
