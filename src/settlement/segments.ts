import { mergePoints } from '../effect/add-ratio-points.ts'
import { ratioBreaches } from '../effect/bound-ratio.ts'
import { mergeReduction } from '../effect/reduce-segments.ts'
import { mergeRatio } from '../effect/set-ratio.ts'
import type { Node } from '../expression/node.ts'
import type { Valued } from '../expression/scope.ts'
import type { LayerJson } from '../pack/schema.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import { guardMerged, type LayerScope } from './layer-scope.ts'
import { contributionsOf, operand } from './lines.ts'

type Segment = NonNullable<LayerJson['segments']>[number]

export interface LoweredSegments {
  readonly raw: Node
  readonly portions: readonly Node[]
  readonly ratios: readonly Node[]
}

/** The portions of the payable cost in each segment, each segment's ratio, and their products added up and rounded once. */
export function lowerSegments(scope: LayerScope, deductible: Node, payable: Node): LoweredSegments {
  const { strata, sheet, layer, reached } = scope
  const x = strata.expressions
  const segments: readonly Segment[] = layer.segments ?? [{}]
  const portions = lowerPortions(scope, segments, deductible, payable)
  const points = mergePoints(strata, layer.id)
  for (const one of points.missing) sheet.guards.push(missingNotice(one, x.and(reached, one.when)))
  const reduction = mergeReduction(strata, layer.id, of => scope.baseRatios.get(of) ?? x.noRatio)
  sheet.guard('conflict', `${layer.id}.reduceSegments`, x.and(reached, reduction.merged.clash))
  if (points.contributions.length > 0)
    sheet.add({
      id: `${layer.id}.points`,
      role: 'points',
      layer: layer.id,
      unit: 'points',
      node: points.node,
      contributions: points.contributions,
    })
  const ratios = segments.map((segment, i) => {
    const suffix = segments.length === 1 ? '' : String(i + 1)
    const portion = portions[i] ?? x.zero
    const own = baseRatio(scope, segment, i, x.not(x.le(portion, x.zero)), suffix)
    if (i === 0) scope.baseRatios.set(layer.id, own.node)
    if (i === 0)
      for (const { rule, when } of ratioBreaches(strata, layer.id, own.node)) sheet.finding('ratioOutOfBounds', rule, x.and(reached, when))
    const base = sheet.add({
      id: `${layer.id}.baseRatio${suffix}`,
      role: 'baseRatio',
      layer: layer.id,
      unit: 'ratio',
      ...reduce(own, reduction),
    })
    const ratio = x.min(x.one, x.max(x.noRatio, x.add(base, points.node)))
    const operands = [`${layer.id}.baseRatio${suffix}`, `${layer.id}.points`].filter(id => sheet.has(id)).map(id => sheet.operand(id))
    return sheet.add({ id: `${layer.id}.ratio${suffix}`, role: 'ratio', layer: layer.id, unit: 'ratio', node: ratio, operands })
  })
  const products = portions.map((portion, i) => x.times(portion, ratios[i] ?? x.noRatio))
  const raw = sheet.add({
    id: `${layer.id}.raw`,
    role: 'raw',
    layer: layer.id,
    unit: 'money',
    node: x.round(x.addAll(products, x.constant(0, 'product'))),
    operands: segments.flatMap((_, i) => {
      const suffix = segments.length === 1 ? '' : String(i + 1)
      return [sheet.operand(`${layer.id}.portion${suffix}`), sheet.operand(`${layer.id}.ratio${suffix}`)]
    }),
  })
  return { raw, portions, ratios }
}

function reduce(base: ReturnType<typeof baseRatio>, reduction: ReturnType<typeof mergeReduction>) {
  return {
    node: reduction.reduce(base.node),
    operands: [operand('declared', base.node, 'ratio', base.parameters)],
    contributions: [...base.contributions, ...contributionsOf(reduction.merged)],
  }
}

/** A segment's ratio before points and reduction: its own, or what the rules set. */
function baseRatio(scope: LayerScope, segment: Segment, index: number, touched: Node, suffix: string) {
  const { strata, sheet, layer, reached } = scope
  const x = strata.expressions
  if (segment.ratio !== undefined) {
    const value = strata.value(segment.ratio, 'ratio')
    for (const one of value.missing) sheet.guards.push(missingNotice(one, x.and(touched, one.when)))
    return { node: value.node, parameters: value.parameters, contributions: [] }
  }
  const merged = mergeRatio(strata, layer.id, index + 1, x.noRatio)
  const id = `${layer.id}.baseRatio${suffix}`
  sheet.guard('noRule', id, x.and(touched, x.not(merged.any)))
  guardMerged(strata, sheet, merged, id, reached, touched)
  return { node: merged.node, parameters: [], contributions: merged.contributions }
}

/** Where the payable cost lies: positions a .. a + payable, cut by the ends of the segments. */
function lowerPortions(scope: LayerScope, segments: readonly Segment[], deductible: Node, payable: Node): readonly Node[] {
  const { strata, sheet, layer, reached } = scope
  const x = strata.expressions
  const start = startPosition(scope, deductible)
  const end = x.add(start, payable)
  let from = x.zero
  return segments.map((segment, i) => {
    const to: Valued | undefined = segment.to === undefined ? undefined : strata.value(segment.to, 'money')
    const entered = i === 0 ? reached : x.and(reached, x.not(x.le(end, from)))
    for (const one of to?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(entered, one.when)))
    const upper = to === undefined ? end : x.min(end, to.node)
    const portion = segments.length === 1 && to === undefined ? payable : x.min(payable, x.less(upper, x.max(start, from)))
    if (to !== undefined) from = x.max(from, to.node)
    const suffix = segments.length === 1 ? '' : String(i + 1)
    return sheet.add({
      id: `${layer.id}.portion${suffix}`,
      role: 'portion',
      layer: layer.id,
      unit: 'money',
      node: portion,
      operands: [operand('start', start, 'money'), ...(to === undefined ? [] : [operand('to', to.node, 'money', to.parameters)])],
    })
  })
}

function startPosition(scope: LayerScope, deductible: Node): Node {
  const { strata, buckets, layer } = scope
  const x = strata.expressions
  const positions = layer.positions
  if (positions === undefined) return x.zero
  const base = positions.bucket === undefined ? x.zero : buckets.sum(positions.bucket, 'base')
  if (positions.from === 'zero') return x.add(base, deductible)
  return x.less(base, positions.bucket === undefined ? x.zero : buckets.sum(positions.bucket, 'thresholdPaid'))
}
