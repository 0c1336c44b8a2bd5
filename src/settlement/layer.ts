import { mergeDenial } from '../effect/deny-payment.ts'
import { mergeFirstSelfPay } from '../effect/set-first-self-pay.ts'
import type { Node } from '../expression/node.ts'
import type { LayerJson } from '../pack/schema.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import type { Strata } from '../pack/strata.ts'
import { lowerDeductible } from './deductible.ts'
import { lowerFloor } from './floors.ts'
import { guardMerged, type LayerScope, type WaterfallScope } from './layer-scope.ts'
import { contributionsOf, operand, type SheetLines } from './lines.ts'
import { applyCostLimits, excessOverLimits, lowerLimits } from './limits.ts'
import { lowerSegments } from './segments.ts'

/** One layer of the waterfall: base, deductible, segments, limits, what it pays. Returns what it pays. */
export function lowerLayer(waterfall: WaterfallScope, layer: LayerJson, unpaid: Node): Node {
  const { strata, sheet, buckets } = waterfall
  const x = strata.expressions
  const base = lowerBase(waterfall, layer, unpaid)
  const scope: LayerScope = { ...waterfall, layer, reached: x.not(x.le(base, x.zero)) }
  const { deductible, grow: growDeductible } = lowerDeductible(scope, base)
  const aboveDeductible = x.less(base, deductible)
  // A floor counts what lies below the deductible, too: the layer may then pay up to its base.
  const limits = lowerLimits(scope, layer.floors === undefined ? aboveDeductible : base)
  const payable = applyCostLimits(scope, limits, aboveDeductible)
  const { raw, portions, ratios } = lowerSegments(scope, deductible, payable)
  const floor = lowerFloor(scope, base)
  limits.guardPayments(x.max(payable, floor))
  const lefts = limits.paymentLefts
  const paid = sheet.add({
    id: `${layer.id}.paid`,
    role: 'paid',
    layer: layer.id,
    unit: 'money',
    node: lefts.reduce((least, left) => x.min(least, left), x.max(raw, floor)),
    operands: [
      ...['raw', 'floor']
        .map(role => `${layer.id}.${role}`)
        .filter(id => sheet.has(id))
        .map(id => sheet.operand(id)),
      ...limits.paymentOperands,
    ],
  })
  const capExcess = excessOverLimits(scope, { aboveDeductible, payable, portions, ratios, lefts })
  sheet.add({ id: `${layer.id}.capExcess`, role: 'capExcess', layer: layer.id, unit: 'money', node: capExcess })
  growDeductible()
  if (layer.positions?.bucket !== undefined) buckets.grow(layer.positions.bucket, 'base', base)
  limits.grow(payable, paid)
  return paid
}

function lowerBase({ strata, sheet, covered }: WaterfallScope, layer: LayerJson, unpaid: Node): Node {
  const x = strata.expressions
  const when = layer.when === undefined ? undefined : strata.condition(layer.when)
  for (const one of when?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(covered, when?.possible ?? x.yes, one.when)))
  const applies = x.and(covered, when?.truth ?? x.yes)
  const terms = (sign: boolean): readonly string[] =>
    layer.base.filter(term => term.startsWith('-') === sign).map(term => term.replace(/^-/, ''))
  const total = (ids: readonly string[]): Node =>
    x.addAll(
      ids.map(id => sheet.node(id)),
      x.zero,
    )
  const denied = mergeDenial(strata, layer.id, 'all')
  const irregular = mergeDenial(strata, layer.id, 'irregular')
  const irregularAmount = x.select(irregular.node, strata.own('cost.irregularAmount'), x.zero)
  const sum = x.select(x.and(applies, x.not(denied.node)), x.less(x.less(total(terms(false)), total(terms(true))), irregularAmount), x.zero)
  const firstSelfPay = lowerFirstSelfPay(strata, sheet, layer, sum)
  const base = sheet.add({
    id: `${layer.id}.base`,
    role: 'base',
    layer: layer.id,
    unit: 'money',
    node: x.min(x.less(sum, firstSelfPay.node), unpaid),
    operands: [...terms(false), ...terms(true)].map(id => sheet.operand(id)),
    contributions: contributionsOf(denied, irregular),
  })
  firstSelfPay.guard(x.not(x.le(base, x.zero)))
  return base
}

function lowerFirstSelfPay(strata: Strata, sheet: SheetLines, layer: LayerJson, sum: Node) {
  const x = strata.expressions
  const share = mergeFirstSelfPay(strata, layer.id)
  if (share.contributions.length === 0) return { node: x.zero, guard: () => undefined }
  const id = `${layer.id}.firstSelfPay`
  const node = sheet.add({
    id,
    role: 'firstSelfPay',
    layer: layer.id,
    unit: 'money',
    node: x.round(x.times(sum, share.node)),
    operands: [operand('sum', sum, 'money'), operand('share', share.node, 'ratio')],
    contributions: share.contributions,
  })
  return { node, guard: (reached: Node) => guardMerged(strata, sheet, share, id, reached) }
}
