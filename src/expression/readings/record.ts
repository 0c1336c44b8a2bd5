import type { Node } from '../node.ts'
import { nodesBelow, type Sheet, type SheetInputs } from '../sheet.ts'
import { sheetRoots } from '../passes/rewrite.ts'

/**
 * A claim as the readings take it: one number for each fact the sheet reads (fen, days, indexes of codes, bits of sets, flags as 0 or 1), the
 * texts of ids ('' = absent), its items likewise, and what the year's slots hold. One shape for all claims of a policy.
 */
export interface ClaimRecord {
  readonly facts: Readonly<Record<string, number | string>>
  readonly items: readonly Readonly<Record<string, number>>[]
  readonly state: Readonly<Record<string, number>>
}

/** The key of a fact in a record: its catalogue path with dots as underscores, `item.` dropped. Never a pack's text but a checked derived id. */
export const factKey = (path: string): string => path.replace(/^item\./, '').replaceAll('.', '_')

/** The key of the n-th slot in `state`. */
export const slotKey = (index: number): string => `s${String(index)}`

export function sheetInputs(sheet: Sheet): SheetInputs {
  return sheet.inputs ?? walkedInputs(sheet)
}

function walkedInputs(sheet: Sheet): SheetInputs {
  const roots = [...sheetRoots(sheet), ...sheet.items.map(item => item.node), ...sheet.derived.map(fact => fact.node)]
  const facts = new Map<string, Node>()
  const itemFacts = new Map<string, Node>()
  for (const node of nodesBelow(roots)) if (node.op === 'fact') (isItemFact(node) ? itemFacts : facts).set(node.name, node)
  const sorted = (found: ReadonlyMap<string, Node>): readonly Node[] => [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return { facts: sorted(facts), itemFacts: sorted(itemFacts) }
}

export const isItemFact = (node: Node): boolean => node.op === 'fact' && node.name.startsWith('item.')

export function slotIndexes(sheet: Pick<Sheet, 'slots'>): ReadonlyMap<string, number> {
  return new Map(sheet.slots.map((slot, i) => [slot.id, i]))
}
