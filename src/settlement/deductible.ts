import { mergeCredit } from '../effect/credit-deductible.ts'
import { mergeScale } from '../effect/scale-deductible.ts'
import { mergeDeductible } from '../effect/set-deductible.ts'
import { mergeWaiver } from '../effect/waive-deductible.ts'
import type { Node } from '../expression/node.ts'
import type { Operand } from '../expression/sheet.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import { guardMerged, type LayerScope } from './layer-scope.ts'
import { contributionsOf, operand } from './lines.ts'

/** The deductible of a layer, and how its buckets grow once the layer is done. */
export interface LoweredDeductible {
  readonly deductible: Node
  grow(): void
}

export function lowerDeductible(scope: LayerScope, base: Node): LoweredDeductible {
  const { strata, sheet, layer } = scope
  const x = strata.expressions
  const threshold = lowerThreshold(scope)
  const credit = lowerCredit(scope)
  const holds = bucketHolds(scope, threshold)
  const due = x.less(threshold, credit)
  const deductible = sheet.add({
    id: `${layer.id}.deductible`,
    role: 'deductible',
    layer: layer.id,
    unit: 'money',
    node: [due, ...holds.map(hold => hold.left)].reduce((least, one) => x.min(least, one), base),
    operands: [
      sheet.operand(`${layer.id}.base`),
      ...['threshold', 'credit']
        .map(role => `${layer.id}.${role}`)
        .filter(id => sheet.has(id))
        .map(id => sheet.operand(id)),
      ...holds.map(hold => hold.operand),
    ],
  })
  return { deductible, grow: () => growBuckets(scope, deductible, holds) }
}

function lowerThreshold(scope: LayerScope): Node {
  const { strata, sheet, layer, reached } = scope
  const x = strata.expressions
  const set = mergeDeductible(strata, layer.id, id => sheet.node(id))
  if (set.contributions.length === 0) return x.zero
  const scaled = mergeScale(strata, layer.id)
  const waived = mergeWaiver(strata, layer.id)
  const id = `${layer.id}.threshold`
  const owed = x.and(reached, x.not(waived.node))
  sheet.guard('noRule', id, x.and(owed, x.not(set.any)))
  guardMerged(strata, sheet, set, id, reached, owed)
  guardMerged(strata, sheet, scaled, id, reached)
  const amount = scaled.node === x.one ? set.node : x.round(x.times(set.node, scaled.node))
  return sheet.add({
    id,
    role: 'threshold',
    layer: layer.id,
    unit: 'money',
    node: x.select(waived.node, x.zero, amount),
    operands: [operand('set', set.node, 'money'), operand('scale', scaled.node, 'ratio')],
    contributions: contributionsOf(set, scaled, waived),
  })
}

function lowerCredit(scope: LayerScope): Node {
  const { strata, sheet, buckets, layer } = scope
  const x = strata.expressions
  const credited = mergeCredit(strata, layer.id)
  const bucket = layer.threshold?.credit
  if (credited.contributions.length === 0 || bucket === undefined) return x.zero
  const paid = buckets.sum(bucket, 'thresholdPaid')
  return sheet.add({
    id: `${layer.id}.credit`,
    role: 'credit',
    layer: layer.id,
    unit: 'money',
    node: x.select(credited.node, paid, x.zero),
    operands: [operand(`${bucket}.thresholdPaid`, paid, 'money')],
    contributions: contributionsOf(credited, strata.linked),
  })
}

interface Hold {
  readonly bucket: string
  readonly when: Node
  readonly left: Node
  readonly operand: Operand
}

/** What each bucket of the threshold leaves to be paid; one whose `when` is false leaves more than any threshold. */
function bucketHolds(scope: LayerScope, threshold: Node): readonly Hold[] {
  const { strata, sheet, buckets, layer, reached } = scope
  const x = strata.expressions
  const declared = layer.threshold
  const list = declared === undefined ? [] : 'bucket' in declared ? [declared] : (declared.buckets ?? [])
  return list.map(({ bucket, ceiling, when }) => {
    const truth = when === undefined ? undefined : strata.condition(when)
    const applies = truth?.truth ?? x.yes
    const amount = ceiling === undefined ? undefined : strata.value(ceiling, 'money')
    for (const one of truth?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(reached, truth?.possible ?? x.yes, one.when)))
    for (const one of amount?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(reached, applies, one.when)))
    const left = x.less(amount?.node ?? threshold, buckets.sum(bucket, 'thresholdPaid'))
    const held = x.select(applies, left, threshold)
    return { bucket, when: applies, left: held, operand: operand(`${bucket}.thresholdLeft`, held, 'money', amount?.parameters) }
  })
}

function growBuckets(scope: LayerScope, deductible: Node, holds: readonly Hold[]): void {
  const { strata, buckets, layer } = scope
  const x = strata.expressions
  const positions = layer.positions?.from === 'threshold' ? layer.positions.bucket : undefined
  const grown = new Set<string>()
  for (const { bucket, when } of holds) {
    // Positions that run from the threshold count every deductible of the layer.
    if (!grown.has(bucket)) buckets.grow(bucket, 'thresholdPaid', x.select(bucket === positions ? x.yes : when, deductible, x.zero))
    grown.add(bucket)
  }
  for (const bucket of [positions, layer.threshold?.credit]) {
    if (bucket !== undefined && !grown.has(bucket)) buckets.grow(bucket, 'thresholdPaid', deductible)
    if (bucket !== undefined) grown.add(bucket)
  }
}
