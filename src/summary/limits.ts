import { comparedFact, comparedParameter, isLeaf, leafPath, type Condition, type Leaf } from '../condition/types.ts'
import type { FactLookup } from '../facts/spec.ts'
import { limitLine } from '../pack/pack.ts'
import type { Policy } from '../policy.ts'
import { leftLine, type LinePlaces } from './fields.ts'

/** One limit of a layer: where its lines stand, and when it counts. */
export interface LimitPlace {
  /** As its line: `basic.limit.year`. */
  readonly id: string
  readonly layer: number
  readonly counts: 'payment' | 'cost'
  readonly bucket: string | undefined
  readonly left: number
  readonly when: Condition | undefined
}

/** Every limit of a policy's layers, in order. */
export function limitPlaces(pack: Policy['pack'], lines: readonly string[]): readonly LimitPlace[] {
  return pack.layers.flatMap((layer, index) =>
    (layer.limits ?? []).map(limit => {
      const id = limitLine(layer.id, limit.id)
      return {
        id,
        layer: index,
        counts: limit.counts,
        bucket: limit.bucket,
        left: lines.indexOf(leftLine(layer.id, limit.id)),
        when: limit.when,
      }
    }),
  )
}

/** Whether a claim met a limit: cost of its layer was left over, and the layer paid (or counted) just what the limit left. */
export function isMet(
  limit: LimitPlace,
  places: LinePlaces,
  values: ArrayLike<number>,
  facts: FactLookup,
  ruled: ReadonlySet<string>,
): boolean {
  const layer = places.layers[limit.layer]
  if (layer === undefined || (values[layer.capExcess] ?? 0) <= 0) return false
  if (values[limit.counts === 'payment' ? layer.paid : layer.payable] !== values[limit.left]) return false
  return limit.when === undefined || truth(limit.when, facts, ruled) !== false
}

/** Three-valued: undefined where a parameter, another fact or a rule decides. `ruled`: facts that rules set, so that the claim's value need not count. */
function truth(condition: Condition, facts: FactLookup, ruled: ReadonlySet<string>): boolean | undefined {
  if (isLeaf(condition)) return leafTruth(condition, facts, ruled)
  if ('not' in condition) {
    const inner = truth(condition.not, facts, ruled)
    return inner === undefined ? undefined : !inner
  }
  const isAll = 'all' in condition
  const parts = (isAll ? condition.all : condition.any).map(one => truth(one, facts, ruled))
  if (parts.includes(!isAll)) return !isAll
  return parts.includes(undefined) ? undefined : isAll
}

function leafTruth(leaf: Leaf, facts: FactLookup, ruled: ReadonlySet<string>): boolean | undefined {
  const path = leafPath(leaf)
  const value = facts.get(path)
  if (value === undefined || ruled.has(path) || comparedFact(leaf) !== undefined || comparedParameter(leaf) !== undefined) return undefined
  const isOneOf = Array.isArray(leaf.value) ? (leaf.value as readonly unknown[]).includes(value) : leaf.value === value
  switch (leaf.operator) {
    case 'equal':
    case 'in':
      return typeof value === 'number' ? undefined : isOneOf
    case 'notEqual':
    case 'notIn':
      return typeof value === 'number' ? undefined : !isOneOf
    default:
      return undefined
  }
}
