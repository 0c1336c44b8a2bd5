import { errorIssue, type Issue } from '../base/issue.ts'
import { formatMoney } from '../base/decimal.ts'
import { ITEM_KINDS } from './item-kinds.ts'
import { keysOf, readCode, readCount, readFlag, readMoney, readSet, readText, wrongType } from './read-value.ts'
import { unknownKey } from './unknown-key.ts'

/** Most items a claim may hold. */
export const MAX_ITEMS = 2000

/** One line of the bill; amounts in fen, the share in ten-thousandths. */
export interface Item {
  readonly id: string
  readonly amount: number
  readonly overLimit: number
  readonly selfPayShare: number
  readonly catalogueClass: 'A' | 'B' | 'C'
  readonly itemKind: string
  readonly flags: readonly string[]
  readonly irregular: boolean
}

/** Sums of items in fen, each item rounded by itself, at the shares the items state. */
export interface ItemSums {
  readonly total: number
  readonly offCatalogue: number
  readonly overLimit: number
  readonly advanceSelfPay: number
  readonly inPolicy: number
  /** In-policy cost of the irregular items. */
  readonly irregularAmount: number
}

/** 甲乙丙. */
export const CATALOGUE_CLASSES = ['A', 'B', 'C'] as const

const CLASSES: ReadonlySet<string> = new Set(CATALOGUE_CLASSES)
const KINDS: ReadonlySet<string> = new Set(ITEM_KINDS)
/** The keys of an item. */
export const ITEM_KEYS = ['id', 'code', 'amount', 'overLimit', 'selfPayShare', 'catalogueClass', 'itemKind', 'flags', 'irregular'] as const
/** A share of 1, in ten-thousandths. */
export const FULL_SHARE = 10000

type ItemKey = (typeof ITEM_KEYS)[number]

interface Draft {
  id?: string | undefined
  amount?: number | undefined
  overLimit?: number | undefined
  selfPayShare?: number | undefined
  catalogueClass?: string | undefined
  itemKind?: string | undefined
  flags?: readonly string[] | undefined
  irregular?: boolean | undefined
}

/** Reads `cost.items`; null, with issues, if any of them is wrong. */
export function readItems(value: unknown, path: string, issues: Issue[]): readonly Item[] | null {
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return null
  }
  if (value.length > MAX_ITEMS) {
    issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_ITEMS }))
    return null
  }
  const before = issues.length
  const items: Item[] = []
  const ids = new Set<string>()
  for (let i = 0; i < value.length; i++) {
    const at = `${path}/${i}`
    const item = readItem(value[i], at, issues)
    if (item === undefined) continue
    if (ids.has(item.id)) issues.push(errorIssue('duplicateId', `${at}/id`, { id: item.id }))
    ids.add(item.id)
    items.push(item)
  }
  return issues.length > before ? null : items
}

function readItem(value: unknown, path: string, issues: Issue[]): Item | undefined {
  const keys = keysOf(value, path, issues)
  if (keys === undefined) return undefined
  const before = issues.length
  const present = new Set<string>()
  const draft: Draft = {}
  for (const key of keys) {
    if (!isItemKey(key)) {
      issues.push(unknownKey(key, path, ITEM_KEYS))
      continue
    }
    const part = (value as Readonly<Record<string, unknown>>)[key]
    if (part === undefined) continue
    present.add(key)
    readPart(draft, key, part, `${path}/${key}`, issues)
  }
  for (const key of ['id', 'amount', 'catalogueClass'] as const) if (!present.has(key)) issues.push(missingField(key, path))
  // A class B item whose share nobody gave would be paid as if the share were zero.
  if (draft.catalogueClass === 'B' && !present.has('selfPayShare')) issues.push(missingField('selfPayShare', path))
  const { id, amount, catalogueClass, overLimit = 0 } = draft
  if (amount !== undefined && overLimit > amount) {
    const params = { overLimit: formatMoney(overLimit), amount: formatMoney(amount) }
    issues.push(errorIssue('overLimitExceedsAmount', `${path}/overLimit`, params))
  }
  if (issues.length > before || id === undefined || amount === undefined || catalogueClass === undefined) return undefined
  return {
    id,
    amount,
    overLimit,
    selfPayShare: draft.selfPayShare ?? 0,
    catalogueClass: catalogueClass as Item['catalogueClass'],
    itemKind: draft.itemKind ?? 'other',
    flags: draft.flags ?? [],
    irregular: draft.irregular ?? false,
  }
}

const isItemKey = (key: string): key is ItemKey => (ITEM_KEYS as readonly string[]).includes(key)

/** The issue for a field that must be there. */
export const missingField = (key: string, parent: string): Issue => errorIssue('missingField', `${parent}/${key}`, { key })

function readPart(draft: Draft, key: ItemKey, value: unknown, path: string, issues: Issue[]): void {
  switch (key) {
    case 'id':
      draft.id = readText(value, path, issues)
      return
    case 'code':
      // Names the item for people; no rule reads it.
      readText(value, path, issues)
      return
    case 'amount':
      draft.amount = readMoney(value, path, issues)
      return
    case 'overLimit':
      draft.overLimit = readMoney(value, path, issues)
      return
    case 'selfPayShare':
      draft.selfPayShare = readCount(value, 4, 0, FULL_SHARE, path, issues)
      return
    case 'catalogueClass':
      draft.catalogueClass = readCode(value, CLASSES, path, issues)
      return
    case 'itemKind':
      draft.itemKind = readCode(value, KINDS, path, issues)
      return
    case 'flags':
      draft.flags = readSet(value, undefined, path, issues)
      return
    case 'irregular':
      draft.irregular = readFlag(value, path, issues)
  }
}

/** The advance self-pay of an amount in fen at a share in ten-thousandths, half-up. */
export const advanceOf = (priced: number, share: number): number => Math.floor((priced * share + FULL_SHARE / 2) / FULL_SHARE)

/** Splits each item and adds up the parts; `total = offCatalogue + overLimit + advanceSelfPay + inPolicy`. */
export function sumItems(items: readonly Item[]): ItemSums {
  let total = 0
  let offCatalogue = 0
  let overLimit = 0
  let advanceSelfPay = 0
  let irregularAmount = 0
  for (const item of items) {
    total += item.amount
    if (item.catalogueClass === 'C') {
      offCatalogue += item.amount
      continue
    }
    const priced = item.amount - item.overLimit
    const advance = advanceOf(priced, item.selfPayShare)
    overLimit += item.overLimit
    advanceSelfPay += advance
    if (item.irregular) irregularAmount += priced - advance
  }
  return { total, offCatalogue, overLimit, advanceSelfPay, inPolicy: total - offCatalogue - overLimit - advanceSelfPay, irregularAmount }
}
