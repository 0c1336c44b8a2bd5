import type { LayerJson } from './schema.ts'

/** The buckets that hold back a layer's deductible. */
export const thresholdBuckets = (layer: LayerJson) =>
  layer.threshold === undefined ? [] : 'bucket' in layer.threshold ? [layer.threshold] : (layer.threshold.buckets ?? [])

/** Every bucket that a layer reads or fills. */
export function bucketNames(layer: LayerJson): readonly string[] {
  const limits = (layer.limits ?? []).map(limit => limit.bucket)
  const names = [...thresholdBuckets(layer).map(one => one.bucket), layer.threshold?.credit, layer.positions?.bucket, ...limits]
  return names.filter(name => name !== undefined)
}
