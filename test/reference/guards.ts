import { isTrue, mayBeTrue, reportMissing } from './context.ts'
import type { Context } from './context.ts'
import type { LayerFigures } from './layers.ts'
import type { LimitValue } from './limits.ts'
import { segmentsOf } from './ratios.ts'
import { targetLayer } from './rules.ts'
import { thresholdBuckets } from './state.ts'
import type { Layer } from './types.ts'

// These reach their parameters elsewhere: limits when payable is over 0, shares of items with no layer at all.
const OTHERWISE_REACHED = new Set([
  'boundRatio',
  'classify',
  'treatAs',
  'enrol',
  'linkStay',
  'setLimit',
  'adjustLimit',
  'adjustSelfPayShare',
  'setCharge',
])

function reportDeductible(context: Context, layer: Layer, figures: LayerFigures): void {
  const { guard } = figures.deductible
  if (guard !== undefined) context.guards.add(`${guard}:${layer.id}.threshold`)
  for (const { ceiling, when } of thresholdBuckets(layer)) {
    if (mayBeTrue(context, when)) reportMissing(context, when)
    if (isTrue(context, when)) reportMissing(context, ceiling)
  }
}

function reportSegments(context: Context, layer: Layer, figures: LayerFigures): void {
  const segments = segmentsOf(layer)
  const until = figures.start.plus(figures.payable)
  segments.forEach((segment, index) => {
    const before = segments[index - 1]?.to
    if (before === undefined ? index === 0 : until.gt(context.parameters.number(before).times(100))) reportMissing(context, segment.to)
    const ratio = figures.ratios.segments[index]
    if (ratio === undefined || !figures.portions[index]?.gt(0)) return
    reportMissing(context, segment.ratio)
    const guard = ratio.merged.value === undefined ? 'noRule' : ratio.merged.conflict ? 'conflict' : undefined
    if (!ratio.isDeclared && guard !== undefined)
      context.guards.add(`${guard}:${layer.id}.baseRatio${segments.length === 1 ? '' : index + 1}`)
  })
  if (figures.ratios.hasReduceConflict) context.guards.add(`conflict:${layer.id}.reduceSegments`)
}

function reportLimit(context: Context, layer: Layer, figures: LayerFigures, limit: LimitValue): void {
  const { base, payable, floor, deductible } = figures
  // A cost limit without amount makes payable itself 0 and would silence its own guard.
  const reach = limit.source.counts === 'cost' ? base.minus(deductible.deductible) : payable.plus(floor)
  if (!reach.gt(0)) return
  if (mayBeTrue(context, limit.source.when)) reportMissing(context, limit.source.when)
  if (!limit.counts) return
  reportMissing(context, limit.source.amount)
  limit.rules.forEach(rule => reportMissing(context, rule.params))
  if (limit.guard !== undefined) context.guards.add(`${limit.guard}:${layer.id}.${limit.name}`)
}

export function reportLayer(context: Context, layer: Layer, figures: LayerFigures): void {
  if (context.isCovered && mayBeTrue(context, layer.when)) reportMissing(context, layer.when)
  if (!figures.base.gt(0)) return
  if (figures.hasFirstSelfPayConflict) context.guards.add(`conflict:${layer.id}.firstSelfPay`)
  context.fired
    .filter(rule => !OTHERWISE_REACHED.has(rule.type) && targetLayer(rule) === layer.id)
    .forEach(rule => reportMissing(context, rule.params))
  reportDeductible(context, layer, figures)
  reportSegments(context, layer, figures)
  for (const { ratio, when } of layer.floors ?? []) {
    if (mayBeTrue(context, when)) reportMissing(context, when)
    if (isTrue(context, when)) reportMissing(context, ratio)
  }
  figures.limits.forEach(limit => reportLimit(context, layer, figures, limit))
}
