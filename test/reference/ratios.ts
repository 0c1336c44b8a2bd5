import { firedFor } from './context.ts'
import type { Context } from './context.ts'
import { ZERO, clampRatio, halfUp, notNegative, sum } from './decimal.ts'
import { unique } from './merge.ts'
import type { Merged } from './merge.ts'
import type { Rule } from './rules.ts'
import type { Layer, Num, Segment } from './types.ts'

export interface SegmentRatio {
  readonly base: Num
  readonly ratio: Num
  readonly isDeclared: boolean
  readonly merged: Merged<Num>
}
export interface Ratios {
  readonly points: Num
  readonly segments: readonly SegmentRatio[]
  readonly hasReduceConflict: boolean
}

export const segmentsOf = (layer: Layer): readonly Segment[] => layer.segments ?? [{}]

function merged(context: Context, layer: Layer, index: number): Merged<Num> {
  const setting = firedFor(context, 'setRatio', layer.id).filter(rule => (rule.params['segment'] ?? index + 1) === index + 1)
  return unique(
    setting,
    rule => context.parameters.number(rule.params['ratio']),
    (left, right) => left.equals(right),
  )
}

export function unreduced(context: Context, layer: Layer, index: number): Num {
  const declared = segmentsOf(layer)[index]?.ratio
  return declared === undefined ? (merged(context, layer, index).value ?? ZERO) : context.parameters.number(declared)
}

const pointsOf = (context: Context, rules: readonly Rule[]): Num => sum(rules.map(rule => context.parameters.number(rule.params['points'])))

function reducer(context: Context, rule: Rule | undefined): (ratio: Num) => Num {
  if (rule === undefined) return ratio => ratio
  const of = typeof rule.params['of'] === 'string' ? rule.params['of'] : 'basic'
  const causing = firedFor(context, 'addRatioPoints', of).filter(each => each.params['cause'] === rule.params['cause'])
  const drop = notNegative(pointsOf(context, causing).neg()).div(100)
  if (rule.params['mode'] === 'points') return ratio => notNegative(ratio.minus(drop))
  const source = context.layers.find(layer => layer.id === of)
  const first = source === undefined ? ZERO : unreduced(context, source, 0)
  if (first.isZero()) return () => ZERO
  return ratio => halfUp(ratio.times(notNegative(first.minus(drop))).div(first), 4)
}

export function ratiosOf(context: Context, layer: Layer): Ratios {
  const points = pointsOf(context, firedFor(context, 'addRatioPoints', layer.id))
  const reducing = firedFor(context, 'reduceSegments', layer.id)
  const chosen = unique(
    reducing,
    rule => JSON.stringify([rule.params['cause'], rule.params['mode'], rule.params['of'] ?? 'basic']),
    Object.is,
  )
  const reduce = reducer(context, reducing[0])
  const segments = segmentsOf(layer).map((segment, index) => {
    const base = reduce(unreduced(context, layer, index))
    const ratio = clampRatio(base.plus(points.div(100)))
    return { base, ratio, isDeclared: segment.ratio !== undefined, merged: merged(context, layer, index) }
  })
  return { points, segments, hasReduceConflict: chosen.conflict }
}
