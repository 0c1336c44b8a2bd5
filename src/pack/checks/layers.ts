import { readDecimal } from '../../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { bucketNames, thresholdBuckets } from '../layer-buckets.ts'
import { layerConditions } from '../layer-conditions.ts'
import type { BucketJson, LayerJson } from '../schema.ts'
import { checkCondition, unknownParameter, type Vocabulary } from './conditions.ts'

/** Lines of the claim itself, which any layer may take in. */
export const CLAIM_LINES = ['total', 'inPolicy', 'advanceSelfPay', 'offCatalogue', 'overLimit']

/** Every layer takes in earlier lines, names buckets and parameters that exist, and orders its segments. */
export function checkLayers(layers: readonly LayerJson[], buckets: ReadonlyMap<string, BucketJson>, words: Vocabulary): readonly Issue[] {
  const lines = [...CLAIM_LINES]
  const ids = new Set<string>()
  return layers.flatMap((layer, i) => {
    const path = pointer('layers', i)
    const issues: Issue[] = ids.has(layer.id) ? [errorIssue('duplicateId', path, { id: layer.id })] : []
    ids.add(layer.id)
    layer.base.forEach((term, j) => {
      const line = term.replace(/^-/, '')
      if (!lines.includes(line))
        issues.push(errorIssue('unknownLine', path + pointer('base', j), { line, suggestion: suggest(line, lines) ?? '' }))
    })
    for (const role of ['paid', 'deductible', 'capExcess', 'firstSelfPay']) lines.push(`${layer.id}.${role}`)
    issues.push(...bucketNames(layer).flatMap(name => (buckets.has(name) ? [] : [unknownBucket(name, path, buckets)])))
    for (const ref of parameterRefs(layer)) {
      const parameter = words.parameters.get(ref.id)
      if (parameter === undefined) issues.push(unknownParameter(ref.id, path, words))
      else if (parameter.type !== ref.type)
        issues.push(errorIssue('wrongParameterType', path, { parameter: ref.id, type: parameter.type, expected: ref.type }))
    }
    // One layer grows a bucket once: the second entry would hold back what it never lets count.
    for (const bucket of twice(thresholdBuckets(layer).map(one => one.bucket)))
      issues.push(errorIssue('bucketTwice', path + pointer('threshold'), { layer: layer.id, bucket }))
    for (const condition of layerConditions(layer)) issues.push(...checkCondition(condition, path, words))
    // A floor of the whole base would pay for cost that the limit cuts and that counts as over the cap: a fen more of cost could cost later layers one.
    if (layer.floors !== undefined && layer.limits?.some(limit => limit.counts === 'cost') === true)
      issues.push(errorIssue('floorWithCostLimit', path, { layer: layer.id }))
    return [...issues, ...checkSegments(layer, path)]
  })
}

const twice = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, i) => names.indexOf(name) < i))]

function unknownBucket(bucket: string, path: string, buckets: ReadonlyMap<string, BucketJson>): Issue {
  return errorIssue('unknownBucket', path, { bucket, suggestion: suggest(bucket, buckets.keys()) ?? '' })
}

function parameterRefs(layer: LayerJson): readonly { readonly id: string; readonly type: string }[] {
  const money = [
    ...thresholdBuckets(layer).map(one => one.ceiling),
    ...(layer.segments ?? []).map(segment => segment.to),
    ...(layer.limits ?? []).map(limit => limit.amount),
  ]
  const ratios = [...(layer.segments ?? []), ...(layer.floors ?? [])].map(one => one.ratio)
  const refs = (values: readonly unknown[], type: string) =>
    values.flatMap(value =>
      typeof value === 'object' && value !== null && 'parameter' in value ? [{ id: String(value.parameter), type }] : [],
    )
  return [...refs(money, 'money'), ...refs(ratios, 'ratio')]
}

function checkSegments(layer: LayerJson, path: string): readonly Issue[] {
  const segments = layer.segments ?? []
  if (segments.length < 2) return []
  const issues = layer.positions === undefined ? [errorIssue('positionsNeeded', path, { layer: layer.id })] : []
  const ends = segments.slice(0, -1).map(segment => segment.to)
  const numbers = ends.flatMap(end => (typeof end === 'string' || typeof end === 'number' ? [Number(readDecimal(end, 2, 0, 1e11))] : []))
  const ordered = numbers.every((end, i) => i === 0 || end > (numbers[i - 1] ?? 0))
  const complete = ends.every(end => end !== undefined)
  return complete && ordered ? issues : [...issues, errorIssue('segmentOrder', path, { layer: layer.id })]
}
