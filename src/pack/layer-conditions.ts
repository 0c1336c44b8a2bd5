import type { Condition } from '../condition/types.ts'
import { thresholdBuckets } from './layer-buckets.ts'
import type { LayerJson } from './schema.ts'

/** The conditions under which a layer and parts of it apply. */
export const layerConditions = (layer: LayerJson): readonly Condition[] =>
  [layer, ...thresholdBuckets(layer), ...(layer.floors ?? []), ...(layer.limits ?? [])].flatMap(({ when }) => when ?? [])
