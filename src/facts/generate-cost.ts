import { formatMoney, formatRatio } from '../base/decimal.ts'
import { ITEM_KINDS } from './item-kinds.ts'
import { orElse } from './generate-person.ts'
import { sumItems, type Item } from './items.ts'
import type { Random } from './random.ts'

type Json = Record<string, unknown>

const KINDS = orElse(ITEM_KINDS, 'other')
const SHARES = [0, 500, 1000, 1500, 2000, 3000, 3333] as const

/** A bill in fen: ordinary, of a few fen, ending so that usual ratios meet half a fen, round (at thresholds), or huge. */
export function billOf(random: Random, stay: boolean): number {
  const scale = stay ? 20 : 1
  switch (random.below(10)) {
    case 0:
      return random.below(300)
    case 1:
      return (random.below(5000) * 20 + 10) * scale
    case 2:
      return (random.below(50000) * 2 + 1) * scale
    case 3:
      return (random.below(80) + 1) * 5000 * scale
    case 4:
      return stay ? 20000000 + random.below(40000000) : random.below(2000000)
    default:
      return (1000 + random.below(60000)) * scale
  }
}

/** `cost` as claim JSON that adds up to `bill` fen. */
export function costOf(random: Random, bill: number, withItems: boolean): Json {
  return withItems ? itemsOf(random, bill) : totalsOf(random, bill)
}

function totalsOf(random: Random, bill: number): Json {
  const offCatalogue = random.chance(600) ? random.below(Math.floor(bill / 5) + 1) : 0
  const overLimit = random.chance(300) ? random.below(Math.floor(bill / 10) + 1) : 0
  const advanceSelfPay = random.chance(600) ? random.below(Math.floor(bill / 6) + 1) : 0
  const inPolicy = bill - offCatalogue - overLimit - advanceSelfPay
  const cost: Json = {
    total: formatMoney(bill),
    offCatalogue: formatMoney(offCatalogue),
    overLimit: formatMoney(overLimit),
    advanceSelfPay: formatMoney(advanceSelfPay),
  }
  if (random.chance(200)) cost['inPolicy'] = formatMoney(inPolicy)
  if (random.chance(80)) cost['irregularAmount'] = formatMoney(random.below(inPolicy + 1))
  return cost
}

function itemsOf(random: Random, bill: number): Json {
  const count = 1 + random.below(6)
  const items: Item[] = []
  let left = bill
  for (let i = 0; i < count; i++) {
    const amount = i === count - 1 ? left : random.below(left + 1)
    left -= amount
    items.push(itemOf(random, i, amount))
  }
  const cost: Json = { items: items.map(itemJson) }
  if (random.chance(500)) cost['total'] = formatMoney(bill)
  if (random.chance(80)) cost['irregularAmount'] = formatMoney(random.below(sumItems(items).inPolicy + 1))
  return cost
}

function itemOf(random: Random, index: number, amount: number): Item {
  const catalogueClass = random.pick(['A', 'A', 'B', 'B', 'B', 'C'] as const)
  return {
    id: `i${index + 1}`,
    amount,
    overLimit: catalogueClass !== 'C' && random.chance(200) ? random.below(Math.floor(amount / 4) + 1) : 0,
    selfPayShare: catalogueClass === 'B' ? random.pick(SHARES) : 0,
    catalogueClass,
    itemKind: random.pick(KINDS),
    flags: random.chance(100) ? ['twoDiseaseListed'] : [],
    irregular: random.chance(30),
  }
}

function itemJson(item: Item): Json {
  const json: Json = { id: item.id, catalogueClass: item.catalogueClass, itemKind: item.itemKind, amount: formatMoney(item.amount) }
  if (item.overLimit > 0) json['overLimit'] = formatMoney(item.overLimit)
  if (item.catalogueClass === 'B') json['selfPayShare'] = formatRatio(item.selfPayShare)
  if (item.flags.length > 0) json['flags'] = item.flags
  if (item.irregular) json['irregular'] = true
  return json
}
