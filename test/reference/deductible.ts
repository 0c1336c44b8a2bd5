import { canSet, firedFor, isTrue, line } from './context.ts'
import type { Context } from './context.ts'
import { ONE, ZERO, halfUp, least, notNegative } from './decimal.ts'
import { unique } from './merge.ts'
import type { Rule } from './rules.ts'
import { thresholdBuckets } from './state.ts'
import type { Layer, Num } from './types.ts'

export interface Deductible {
  readonly threshold: Num
  readonly credit: Num
  readonly deductible: Num
  readonly guard: 'noRule' | 'conflict' | undefined
  /** the threshold buckets whose condition is true */
  readonly counted: readonly string[]
}

function setAmount(context: Context, rule: Rule): Num {
  const { amount, shareOf, ratio, min, max } = rule.params
  const money = (value: unknown): Num => context.parameters.number(value).times(100)
  if (typeof shareOf !== 'string') return money(amount)
  const share = halfUp(line(context, shareOf).times(context.parameters.number(ratio)))
  const capped = max === undefined ? share : least(share, money(max))
  return min === undefined || capped.gte(money(min)) ? capped : money(min)
}

function scaleOf(context: Context, layer: Layer): Num {
  const scales = firedFor(context, 'scaleDeductible', layer.id).map(rule => context.parameters.number(rule.params['scale']))
  return scales.reduce((product, scale) => halfUp(product.times(scale), 4), ONE)
}

export function deductibleOf(context: Context, layer: Layer, base: Num): Deductible {
  const setting = firedFor(context, 'setDeductible', layer.id)
  const isWaived = firedFor(context, 'waiveDeductible', layer.id).length > 0
  const set = unique(
    setting,
    rule => setAmount(context, rule),
    (left, right) => left.equals(right),
  )
  const threshold = isWaived ? ZERO : halfUp((set.value ?? ZERO).times(scaleOf(context, layer)))
  const isCredited = firedFor(context, 'creditDeductible', layer.id).length > 0
  const credit = isCredited ? context.state.held(layer.threshold?.credit, 'thresholdPaid') : ZERO
  const counted = thresholdBuckets(layer).filter(each => isTrue(context, each.when))
  const left = counted.map(({ bucket, ceiling }) => {
    const most = ceiling === undefined ? threshold : context.parameters.number(ceiling).times(100)
    return notNegative(most.minus(context.state.held(bucket, 'thresholdPaid')))
  })
  const isUnset = setting.length === 0 && canSet(context, 'setDeductible', layer.id)
  const guard = isWaived ? undefined : isUnset ? 'noRule' : set.conflict ? 'conflict' : undefined
  const deductible = least(base, notNegative(threshold.minus(credit)), ...left)
  return { threshold, credit, deductible, guard, counted: counted.map(each => each.bucket) }
}
