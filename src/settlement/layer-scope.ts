import type { Merged } from '../effect/merge.ts'
import type { Node } from '../expression/node.ts'
import type { LayerJson } from '../pack/schema.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import type { Strata } from '../pack/strata.ts'
import type { Buckets } from './buckets.ts'
import type { SheetLines } from './lines.ts'

/** What the layers of a pack share while they are lowered. */
export interface WaterfallScope {
  readonly strata: Strata
  readonly sheet: SheetLines
  readonly buckets: Buckets
  /** The kind of encounter is one that the pack pays. */
  readonly covered: Node
  /** The first base ratio of each layer so far, before its own reduction: what other layers' segments fall with. */
  readonly baseRatios: Map<string, Node>
}

/** What the parts of one layer share. */
export interface LayerScope extends WaterfallScope {
  readonly layer: LayerJson
  /** The layer's base is over 0: only then do its guards speak. */
  readonly reached: Node
}

/** Conflict and missing parameters of a merged value, where the layer is reached. */
export function guardMerged(
  strata: Strata,
  sheet: SheetLines,
  merged: Merged,
  subject: string,
  reached: Node,
  conflictWhen = reached,
): void {
  const x = strata.expressions
  sheet.guard('conflict', subject, x.and(conflictWhen, merged.clash))
  for (const one of merged.missing) sheet.guards.push(missingNotice(one, x.and(reached, one.when)))
}
