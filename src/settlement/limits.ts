import { mergeAdjustments } from '../effect/adjust-limit.ts'
import { mergeLimit } from '../effect/set-limit.ts'
import type { Node } from '../expression/node.ts'
import type { Operand } from '../expression/sheet.ts'
import { limitLine } from '../pack/pack.ts'
import type { LayerJson } from '../pack/schema.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import { guardMerged, type LayerScope } from './layer-scope.ts'
import { contributionsOf, operand } from './lines.ts'

type LimitJson = NonNullable<LayerJson['limits']>[number]

interface Limit {
  readonly json: LimitJson
  readonly when: Node
  /** What is left, or MAX_SUM-like room where `when` is false (see `bound`). */
  readonly left: Node
  readonly operand: Operand
  guard(needed: Node): void
}

export interface LoweredLimits {
  readonly all: readonly Limit[]
  /** What each limit on payment leaves; one whose `when` is false leaves the whole base. */
  readonly paymentLefts: readonly Node[]
  readonly paymentOperands: readonly Operand[]
  /** `needed`: what the layer would pay without its limits, or the cost it pays for. */
  guardPayments(needed: Node): void
  grow(payable: Node, paid: Node): void
}

/** The limits of a layer. `room` is the most the layer could pay: what a limit leaves whose `when` is false. */
export function lowerLimits(scope: LayerScope, room: Node): LoweredLimits {
  const x = scope.strata.expressions
  const all = (scope.layer.limits ?? []).map(json => lowerLimit(scope, json, room))
  const payments = all.filter(limit => limit.json.counts === 'payment')
  return {
    all,
    paymentLefts: payments.map(limit => limit.left),
    paymentOperands: payments.map(limit => limit.operand),
    guardPayments: needed => {
      for (const limit of payments) limit.guard(x.not(x.le(needed, x.zero)))
    },
    grow: (payable, paid) => {
      const grown = new Set<string>()
      for (const { json, when } of all) {
        const role = json.counts === 'payment' ? 'paid' : 'cost'
        const name = `${json.bucket ?? ''} ${role}`
        if (json.bucket === undefined || grown.has(name)) continue
        grown.add(name)
        scope.buckets.grow(json.bucket, role, x.select(when, role === 'paid' ? paid : payable, x.zero))
      }
    },
  }
}

function lowerLimit(scope: LayerScope, json: LimitJson, room: Node): Limit {
  const { strata, sheet, buckets, layer } = scope
  const x = strata.expressions
  const id = limitLine(layer.id, json.id)
  const truth = json.when === undefined ? undefined : strata.condition(json.when)
  const when = truth?.truth ?? x.yes
  const declared = json.amount === undefined ? undefined : strata.value(json.amount, 'money')
  const set = declared === undefined ? mergeLimit(strata, id) : undefined
  const own = declared?.node ?? set?.node ?? x.zero
  const adjusted = mergeAdjustments(strata, id, own)
  const amount = sheet.add({
    id,
    role: 'limit',
    layer: layer.id,
    unit: 'money',
    node: adjusted.node,
    operands: [operand('declared', own, 'money', declared?.parameters)],
    contributions: contributionsOf(...(set === undefined ? [] : [set]), adjusted),
  })
  const used = json.bucket === undefined ? x.zero : buckets.sum(json.bucket, json.counts === 'payment' ? 'paid' : 'cost')
  const leftId = id.replace('.limit', '.left')
  const left = sheet.add({
    id: leftId,
    role: 'left',
    layer: layer.id,
    unit: 'money',
    node: x.less(amount, used),
    operands: [sheet.operand(id), operand(`${json.bucket ?? ''}.used`, used, 'money')],
  })
  const guard = (needed: Node): void => {
    const needs = x.and(needed, when)
    for (const one of truth?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(needed, truth?.possible ?? x.yes, one.when)))
    for (const one of declared?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(needs, one.when)))
    if (set !== undefined) {
      sheet.guard('noRule', id, x.and(needs, x.not(set.any)))
      guardMerged(strata, sheet, set, id, needs)
    }
    guardMerged(strata, sheet, adjusted, id, needs)
  }
  return { json, when, left: x.select(when, left, room), operand: operand(leftId, x.select(when, left, room), 'money'), guard }
}

/** base − deductible, cut by what each limit on cost leaves. */
export function applyCostLimits(scope: LayerScope, limits: LoweredLimits, aboveDeductible: Node): Node {
  const { strata, sheet, layer } = scope
  const x = strata.expressions
  const costs = limits.all.filter(limit => limit.json.counts === 'cost')
  // A limit without an amount counts as 0 and would silence a guard that asked for payable cost.
  for (const limit of costs) limit.guard(x.not(x.le(aboveDeductible, x.zero)))
  return sheet.add({
    id: `${layer.id}.payable`,
    role: 'payable',
    layer: layer.id,
    unit: 'money',
    node: costs.reduce((least, limit) => x.min(least, limit.left), aboveDeductible),
    operands: [sheet.operand(`${layer.id}.base`), sheet.operand(`${layer.id}.deductible`), ...costs.map(limit => limit.operand)],
  })
}

/**
 * The cost above the limits: what limits on cost cut off, and what is payable over the cost at which a limit on payment is met, whether or not
 * it bites: computed only once it is passed, it would jump by two fen.
 */
export function excessOverLimits(
  scope: LayerScope,
  parts: {
    readonly aboveDeductible: Node
    readonly payable: Node
    readonly portions: readonly Node[]
    readonly ratios: readonly Node[]
    readonly lefts: readonly Node[]
  },
): Node {
  const x = scope.strata.expressions
  const { aboveDeductible, payable, portions, ratios, lefts } = parts
  if (lefts.length === 0) return x.less(aboveDeductible, payable)
  const left = lefts.reduce((least, one) => x.min(least, one))
  const target = x.times(x.min(left, payable), x.one)
  let costAtLimit = payable
  const befores = portions.map((_, i) => x.addAll(portions.slice(0, i), x.zero))
  const filled = portions.map((_, i) =>
    x.addAll(
      portions.slice(0, i + 1).map((portion, j) => x.times(portion, ratios[j] ?? x.noRatio)),
      x.constant(0, 'product'),
    ),
  )
  for (let i = portions.length - 1; i >= 0; i--) {
    const before = i === 0 ? x.constant(0, 'product') : (filled[i - 1] ?? x.constant(0, 'product'))
    const here = x.add(befores[i] ?? x.zero, x.divide(x.less(target, before), ratios[i] ?? x.noRatio))
    costAtLimit = x.select(x.le(target, filled[i] ?? before), here, costAtLimit)
  }
  return x.less(aboveDeductible, x.min(payable, costAtLimit))
}
