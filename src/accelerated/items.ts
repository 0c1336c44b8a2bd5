import { advanceOf, CATALOGUE_CLASSES, ITEM_KEYS, MAX_ITEMS } from '../facts/items.ts'
import { ITEM_KINDS } from '../facts/item-kinds.ts'
import { MAX_FEN } from '../facts/spec.ts'
import type { RecordInput } from '../settlement/prepare.ts'
import { BAD, isOwnPlain, isText, parseMoney, parseSet, parseShare } from './parse.ts'

/** An item as the sheet's readings take it, with all its facts. */
export interface ItemRecord extends Readonly<Record<string, number>> {
  readonly amount: number
  readonly catalogueClass: number
  readonly itemKind: number
  readonly overLimit: number
  readonly selfPayShare: number
}

/** Up to so many items their ids are compared each with each. */
const FEW = 12

const NO_BITS: ReadonlyMap<string, number> = new Map()

/** The parts of a bill, added up as `sumItems` does. */
export class BillSums {
  total = 0
  offCatalogue = 0
  overLimit = 0
  advanceSelfPay = 0
  irregularAmount = 0

  get inPolicy(): number {
    return this.total - this.offCatalogue - this.overLimit - this.advanceSelfPay
  }

  startAnew(): void {
    this.total = this.offCatalogue = this.overLimit = this.advanceSelfPay = this.irregularAmount = 0
  }

  add(amount: number, overLimit: number, share: number, isOff: boolean, irregular: boolean): void {
    this.total += amount
    if (isOff) {
      this.offCatalogue += amount
      return
    }
    const priced = amount - overLimit
    const advance = share === 0 ? 0 : advanceOf(priced, share)
    this.overLimit += overLimit
    this.advanceSelfPay += advance
    if (irregular) this.irregularAmount += priced - advance
  }
}

/** The sheet's numbers of an item's codes, by code. */
export interface ItemCodes {
  readonly classes: ReadonlyMap<unknown, number>
  readonly kinds: ReadonlyMap<unknown, number>
}

export function itemCodes(inputs: readonly RecordInput[]): ItemCodes {
  const encoded = (key: string, codes: readonly string[]): ReadonlyMap<unknown, number> => {
    const input = inputs.find(one => one.key === key)
    return new Map(codes.map(code => [code, Number(input?.encode(code) ?? 0)]))
  }
  return { classes: encoded('catalogueClass', CATALOGUE_CLASSES), kinds: encoded('itemKind', ITEM_KINDS) }
}

/** Reads ordinary lists of items and adds up their parts, as `readItems` and `sumItems` do; what it read last stands in its fields. */
export class ItemReader extends BillSums {
  records: readonly ItemRecord[] = []
  readonly #classes: ReadonlyMap<unknown, number>
  readonly #kinds: ReadonlyMap<unknown, number>
  readonly #other: number
  readonly #ids: string[] = []

  constructor(inputs: readonly RecordInput[]) {
    super()
    const { classes, kinds } = itemCodes(inputs)
    this.#classes = classes
    this.#kinds = kinds
    this.#other = this.#kinds.get('other') ?? 0
  }

  /** False for a list that the plain path must look at. */
  read(list: unknown): boolean {
    if (!Array.isArray(list) || list.length > MAX_ITEMS) return false
    this.startAnew()
    const records: ItemRecord[] = []
    this.records = records
    const { length } = list
    for (let i = 0; i < length; i++) {
      const record = this.#item(list[i], i)
      if (record === undefined) return false
      records.push(record)
    }
    return length <= FEW || new Set(this.#ids.slice(0, length)).size === length
  }

  #item(item: unknown, index: number): ItemRecord | undefined {
    if (!isOwnPlain(item)) return undefined
    let id: unknown
    let itemClass: unknown
    let irregular = false
    let amount = BAD
    let overLimit = 0
    let share = BAD
    let kind: number | undefined = this.#other
    for (const key in item) {
      const value = item[key]
      if (value === undefined) {
        if ((ITEM_KEYS as readonly string[]).includes(key)) continue
        return undefined
      }
      switch (key) {
        case 'id':
          id = value
          break
        case 'amount':
          amount = parseMoney(value, MAX_FEN)
          break
        case 'catalogueClass':
          itemClass = value
          break
        case 'itemKind':
          kind = this.#kinds.get(value)
          if (kind === undefined) return undefined
          break
        case 'overLimit':
          overLimit = parseMoney(value, MAX_FEN)
          if (overLimit === BAD) return undefined
          break
        case 'selfPayShare':
          share = parseShare(value)
          if (share === BAD) return undefined
          break
        case 'irregular':
          if (typeof value !== 'boolean') return undefined
          irregular = value
          break
        case 'flags':
          if (parseSet(value, NO_BITS, true) === BAD) return undefined
          break
        case 'code':
          if (!isText(value)) return undefined
          break
        default:
          return undefined
      }
    }
    const catalogueClass = this.#classes.get(itemClass)
    if (catalogueClass === undefined || amount === BAD || overLimit > amount || !isText(id) || !this.#isNew(id, index)) return undefined
    if (share === BAD) {
      if (itemClass === 'B') return undefined
      share = 0
    }
    this.add(amount, overLimit, share, itemClass === 'C', irregular)
    return { amount, catalogueClass, itemKind: kind, overLimit, selfPayShare: share }
  }

  /** Notes the id; false if an earlier one of few items is the same. */
  #isNew(id: string, index: number): boolean {
    const ids = this.#ids
    if (index < FEW) for (let i = 0; i < index; i++) if (ids[i] === id) return false
    ids[index] = id
    return true
  }
}
