import { mergeSharePoints } from '../effect/adjust-self-pay-share.ts'
import { MAX_AMOUNT, ONE, type Node } from '../expression/node.ts'
import type { ItemLine } from '../expression/sheet.ts'
import { ITEM_SHARE } from '../facts/item.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import type { Strata } from '../pack/strata.ts'
import { contributionsOf, operand, type SheetLines } from './lines.ts'

/** Whether the claim has items; their sums are 0 where it has none. */
export const HAS_ITEMS = 'cost.hasItems'

const PARTS = ['total', 'offCatalogue', 'overLimit', 'advanceSelfPay', 'inPolicy'] as const

/**
 * The split of the bill. Each item is split and rounded on its own, as the national interface does, and the claim's lines are sums of
 * rounded items; a claim with totals gives the lines itself.
 */
export function lowerSplit(strata: Strata, sheet: SheetLines): readonly ItemLine[] {
  const x = strata.expressions
  const hasItems = x.input('fact', HAS_ITEMS, 'flag', 0, 1)
  const { items, points } = itemLines(strata)
  const sum = (id: string): Node => x.input('sum', id, 'money', 0, MAX_AMOUNT)
  const total = strata.own('cost.total')
  const given: Readonly<Record<string, Node>> = {
    total,
    offCatalogue: strata.own('cost.offCatalogue'),
    overLimit: strata.own('cost.overLimit'),
    advanceSelfPay: strata.own('cost.advanceSelfPay'),
    inPolicy: x.less(total, x.add(x.add(strata.own('cost.offCatalogue'), strata.own('cost.overLimit')), strata.own('cost.advanceSelfPay'))),
  }
  for (const id of PARTS) {
    const node = x.select(hasItems, sum(id), given[id] ?? x.zero)
    const contributions = id === 'advanceSelfPay' ? contributionsOf(points) : []
    sheet.add({ id, role: id, unit: 'money', node, operands: [operand('items', sum(id), 'money')], contributions })
  }
  for (const rule of strata.rules('adjustSelfPayShare')) sheet.finding('itemsNeeded', rule.id, x.and(rule.fires, x.not(hasItems)))
  for (const { rule, missing } of claimMissing(strata))
    for (const one of missing) sheet.guards.push(missingNotice(one, x.and(rule.fires, one.when)))
  return items
}

function claimMissing(strata: Strata) {
  return strata.rules('adjustSelfPayShare').map(rule => ({ rule, missing: strata.value(rule.params['points'], 'points').missing }))
}

function itemLines(strata: Strata) {
  const x = strata.expressions
  const amount = strata.own('item.amount')
  const overLimit = x.min(amount, strata.own('item.overLimit'))
  const itemClass = strata.own('item.catalogueClass')
  const isOff = x.eq(itemClass, strata.code('item.catalogueClass', 'C'))
  const points = mergeSharePoints(strata, strata.own('item.itemKind'), itemClass)
  const own = x.input('fact', ITEM_SHARE, 'ratio', 0, ONE)
  const share = x.min(x.one, x.max(x.noRatio, x.subtract(own, points.node)))
  const priced = x.less(amount, overLimit)
  const advance = x.round(x.times(priced, share))
  const unlessOff = (node: Node): Node => x.select(isOff, x.zero, node)
  const items: readonly ItemLine[] = [
    { id: 'total', node: amount },
    { id: 'offCatalogue', node: x.select(isOff, amount, x.zero) },
    { id: 'overLimit', node: unlessOff(overLimit) },
    { id: 'advanceSelfPay', node: unlessOff(advance) },
    { id: 'inPolicy', node: unlessOff(x.less(priced, advance)) },
  ]
  return { items, points }
}
