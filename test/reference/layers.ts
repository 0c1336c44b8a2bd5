import { canSet, firedFor, isTrue, line, setRatio } from './context.ts'
import type { Context } from './context.ts'
import { Decimal, ZERO, clampRatio, fen, halfUp, least, notNegative, sum } from './decimal.ts'
import { deductibleOf } from './deductible.ts'
import type { Deductible } from './deductible.ts'
import { reportLayer } from './guards.ts'
import { leavesFor, limitsOf, suffix } from './limits.ts'
import type { LimitValue } from './limits.ts'
import { unique } from './merge.ts'
import { costAt, portionsOf, rawOf, startOf } from './payment.ts'
import { ratiosOf, segmentsOf } from './ratios.ts'
import type { Ratios } from './ratios.ts'
import type { Layer, Num, Role } from './types.ts'

export interface LayerFigures {
  readonly base: Num
  readonly hasFirstSelfPayConflict: boolean
  readonly deductible: Deductible
  readonly limits: readonly LimitValue[]
  readonly payable: Num
  readonly floor: Num
  readonly start: Num
  readonly portions: readonly Num[]
  readonly ratios: Ratios
}

function sumOf(context: Context, layer: Layer): Num {
  if (!context.isCovered || !isTrue(context, layer.when)) return ZERO
  const signed = layer.base.map(name => (name.startsWith('-') ? line(context, name.slice(1)).neg() : line(context, name)))
  const denied = new Set(firedFor(context, 'denyPayment', layer.id).map(rule => rule.params['amount']))
  if (denied.has('all')) return ZERO
  const irregular = denied.has('irregular') ? fen(context.facts['cost.irregularAmount'] ?? 0) : ZERO
  return notNegative(notNegative(sum(signed)).minus(irregular))
}

function baseOf(context: Context, layer: Layer): { readonly base: Num; readonly hasConflict: boolean } {
  const whole = sumOf(context, layer)
  const share = unique(
    firedFor(context, 'setFirstSelfPay', layer.id),
    rule => context.parameters.number(rule.params['share']),
    (left, right) => left.equals(right),
  )
  const firstSelfPay = halfUp(whole.times(clampRatio(share.value ?? ZERO)))
  if (canSet(context, 'setFirstSelfPay', layer.id)) context.lines.set(`${layer.id}.firstSelfPay`, firstSelfPay)
  const before = context.layers.slice(0, context.layers.indexOf(layer)).map(each => line(context, `${each.id}.paid`))
  const base = least(whole.minus(firstSelfPay), line(context, 'charge').minus(sum(before)))
  context.lines.set(`${layer.id}.base`, base)
  return { base, hasConflict: share.conflict }
}

function writeShares(context: Context, layer: Layer, portions: readonly Num[], ratios: Ratios): void {
  const isSingle = portions.length === 1
  ratios.segments.forEach((segment, index) => {
    const number = isSingle ? '' : String(index + 1)
    context.lines.set(`${layer.id}.portion${number}`, portions[index] ?? ZERO)
    setRatio(context, `${layer.id}.baseRatio${number}`, segment.base)
    if (index === 0 && canSet(context, 'addRatioPoints', layer.id)) setRatio(context, `${layer.id}.points`, ratios.points.div(100))
    setRatio(context, `${layer.id}.ratio${number}`, segment.ratio)
  })
}

function writeDeductible(context: Context, layer: Layer, figures: Deductible): void {
  if (canSet(context, 'setDeductible', layer.id)) context.lines.set(`${layer.id}.threshold`, figures.threshold)
  if (canSet(context, 'creditDeductible', layer.id)) context.lines.set(`${layer.id}.credit`, figures.credit)
  context.lines.set(`${layer.id}.deductible`, figures.deductible)
}

/** the least the layer pays before its limits, of its whole base */
function floorOf(context: Context, layer: Layer, base: Num): Num {
  const holding = (layer.floors ?? []).filter(({ when }) => isTrue(context, when))
  return halfUp(base.times(Decimal.max(ZERO, ...holding.map(({ ratio }) => context.parameters.number(ratio)))))
}

function writePayment(context: Context, layer: Layer, figures: LayerFigures): void {
  const { base, payable, portions, limits, floor } = figures
  const ratios = figures.ratios.segments.map(segment => segment.ratio)
  const raw = rawOf(portions, ratios)
  context.lines.set(`${layer.id}.raw`, raw)
  if (layer.floors !== undefined) context.lines.set(`${layer.id}.floor`, floor)
  limits.forEach(({ source, name, limit, left }) => {
    context.lines.set(`${layer.id}.${name}`, limit)
    context.lines.set(`${layer.id}.left${suffix(source)}`, left)
  })
  const [first, ...others] = leavesFor(limits, 'payment')
  context.lines.set(`${layer.id}.paid`, least(Decimal.max(raw, floor), ...(first === undefined ? [] : [first, ...others])))
  const met = first === undefined ? undefined : costAt(least(first, ...others), portions, ratios)
  const fundable = met === undefined ? payable : least(payable, met)
  context.lines.set(`${layer.id}.capExcess`, notNegative(base.minus(figures.deductible.deductible).minus(fundable)))
}

function remember(context: Context, layer: Layer, figures: LayerFigures): void {
  const growth = new Map<string, readonly [string, Role, Num]>()
  const add = (bucket: string | undefined, role: Role, amount: Num): void => {
    if (bucket !== undefined) growth.set(`${bucket} ${role}`, [bucket, role, amount])
  }
  const { deductible } = figures.deductible
  add(layer.positions?.bucket, 'base', figures.base)
  if (layer.positions?.from === 'threshold') add(layer.positions.bucket, 'thresholdPaid', deductible)
  figures.deductible.counted.forEach(bucket => add(bucket, 'thresholdPaid', deductible))
  for (const { source, counts } of figures.limits) {
    if (!counts) continue
    if (source.counts === 'payment') add(source.bucket, 'paid', line(context, `${layer.id}.paid`))
    else add(source.bucket, 'cost', figures.payable)
  }
  if (context.facts['encounter.kind'] === 'inpatient') add(layer.threshold?.credit, 'thresholdPaid', deductible)
  growth.forEach(([bucket, role, amount]) => context.state.grow(bucket, role, amount))
}

export function settleLayer(context: Context, layer: Layer): void {
  const { base, hasConflict } = baseOf(context, layer)
  const deductible = deductibleOf(context, layer, base)
  writeDeductible(context, layer, deductible)
  const limits = limitsOf(context, layer)
  const payable = least(base.minus(deductible.deductible), ...leavesFor(limits, 'cost'))
  context.lines.set(`${layer.id}.payable`, payable)
  const bucket = layer.positions?.bucket
  const sums = { base: context.state.held(bucket, 'base'), thresholdPaid: context.state.held(bucket, 'thresholdPaid') }
  const start = startOf(layer, sums, deductible.deductible)
  const ends = segmentsOf(layer).map(({ to }) => (to === undefined ? undefined : context.parameters.number(to).times(100)))
  const portions = portionsOf(start, payable, ends)
  const ratios = ratiosOf(context, layer)
  const floor = floorOf(context, layer, base)
  const figures = { base, floor, hasFirstSelfPayConflict: hasConflict, deductible, limits, payable, start, portions, ratios }
  writeShares(context, layer, portions, ratios)
  writePayment(context, layer, figures)
  reportLayer(context, layer, figures)
  remember(context, layer, figures)
}
