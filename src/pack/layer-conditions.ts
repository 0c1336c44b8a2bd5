import type { Condition } from '../condition/types.ts'
import type { LayerJson } from './schema.ts'

/** The buckets of a layer's threshold, as a list. */
export const thresholdBuckets = (layer: LayerJson) =>
  layer.threshold === undefined ? [] : 'bucket' in layer.threshold ? [layer.threshold] : (layer.threshold.buckets ?? [])

/** The conditions under which a layer and parts of it apply. */
export const layerConditions = (layer: LayerJson): readonly Condition[] =>
  [layer, ...thresholdBuckets(layer), ...(layer.floors ?? []), ...(layer.limits ?? [])].flatMap(({ when }) => when ?? [])
