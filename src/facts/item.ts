import { ITEM_KINDS } from './item-kinds.ts'
import { MAX_FEN, type FactSpec } from './spec.ts'

/** Facts of one line of the bill, as the item sheet reads them; the share is a ratio and so no fact of a condition. */
export const ITEM_FACTS: readonly FactSpec[] = [
  { path: 'item.amount', type: 'money', label: { zh: '金额', en: 'Amount' }, max: MAX_FEN },
  { path: 'item.overLimit', type: 'money', label: { zh: '超限价金额', en: 'Amount over the price limit' }, max: MAX_FEN },
  { path: 'item.catalogueClass', type: 'enum', label: { zh: '目录类别', en: 'Catalogue class' }, codes: ['A', 'B', 'C'] },
  { path: 'item.itemKind', type: 'enum', label: { zh: '项目类别', en: 'Kind of item' }, codes: ITEM_KINDS },
]

/** The name of an item's advance self-pay share (ten-thousandths) in the item sheet. */
export const ITEM_SHARE = 'item.selfPayShare'

export const itemFactSpec = (path: string): FactSpec | undefined => ITEM_FACTS.find(spec => spec.path === path)
