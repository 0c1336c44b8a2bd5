import type { Node } from '../expression/node.ts'
import type { EffectScope, FiringRule } from '../expression/scope.ts'
import { mergeSum, type Merged } from './merge.ts'
import { optional, required, type EffectSpec } from './spec.ts'

/** The advance self-pay share of matching items falls by these points, all together, to 0 at the least (and 1 at the most). */
export const adjustSelfPayShare: EffectSpec = {
  type: 'adjustSelfPayShare',
  merge: 'sum',
  label: { zh: '调整先行自付比例', en: 'adjust the advance self-pay share' },
  params: { itemKind: optional('itemKinds'), catalogueClass: optional('catalogueClass'), points: required('points') },
}

/** `itemKind`, `catalogueClass`: the facts of the item. The merged node is the points to take off this item's share. */
export function mergeSharePoints(scope: EffectScope, itemKind: Node, catalogueClass: Node): Merged {
  const x = scope.expressions
  const matches = (rule: FiringRule): Node => {
    const kinds = rule.params['itemKind'] as readonly string[] | undefined
    const itemClass = rule.params['catalogueClass']
    return x.and(
      kinds === undefined ? x.yes : x.or(...kinds.map(kind => x.eq(itemKind, scope.code('item.itemKind', kind)))),
      itemClass === undefined ? x.yes : x.eq(catalogueClass, scope.code('item.catalogueClass', itemClass)),
    )
  }
  return mergeSum(
    x,
    scope.rules('adjustSelfPayShare').map(rule => ({
      rule: { ...rule, fires: x.and(rule.fires, matches(rule)) },
      value: scope.value(rule.params['points'], 'points'),
    })),
    x.noRatio,
  )
}
