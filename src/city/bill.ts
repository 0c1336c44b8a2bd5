import { formatMoney, formatRatio } from '../base/decimal.ts'
import { ITEM_KINDS } from '../facts/item-kinds.ts'
import type { Random } from '../facts/random.ts'
import { draw, drawOne, shareOf, weighted } from './draw.ts'
import type { Site } from './network.ts'
import type { Sickness } from './person.ts'

type Json = Record<string, unknown>

/** The least bill of each kind in fen, and how often of a thousand a bill doubles, again and again: the tail. */
const BILLS: Readonly<Record<string, readonly [least: number, doubles: number]>> = {
  inpatient: [90_000, 420],
  daySurgery: [150_000, 300],
  preOpOutpatientExam: [20_000, 300],
  outpatientChronic: [10_000, 360],
  outpatientTwoDisease: [3_000, 250],
  dualChannelDrug: [200_000, 350],
  ltcInstitutionMedical: [300_000, 250],
  ltcResidential: [150_000, 200],
  ltcHome: [60_000, 200],
}
const VISIT: readonly [number, number] = [2_500, 340]
const MOST_DOUBLINGS = 8

/** What care costs at a tier against the lowest, in tenths. */
const TIER_TENTHS: Readonly<Record<string, number>> = { level1: 12, level2: 28, level3: 55 }

/** A bill in fen: from the least of its kind and tier upwards, each doubling rarer than the one before. */
export function billOf(random: Random, kind: string, site: Site, sickness: Sickness): number {
  const [least, doubles] = BILLS[kind] ?? VISIT
  const at = least * (TIER_TENTHS[site.tier] ?? 10)
  let fen = (at - (at % 10)) / 10
  for (let i = 0; i < MOST_DOUBLINGS && random.chance(doubles); i++) fen *= 2
  if (sickness === 3 && random.chance(500)) fen *= 2
  return fen + random.below(fen)
}

/** Shares of a bill in a thousand, each cut off to the fen: the rest is in policy. */
export function totalsOf(random: Random, bill: number): Json {
  const offCatalogue = random.chance(650) ? shareOf(bill, random.below(140)) : 0
  const overLimit = random.chance(250) ? shareOf(bill, random.below(50)) : 0
  const advanceSelfPay = random.chance(700) ? shareOf(bill, random.below(110)) : 0
  const cost: Json = { total: formatMoney(bill) }
  if (offCatalogue > 0) cost['offCatalogue'] = formatMoney(offCatalogue)
  if (overLimit > 0) cost['overLimit'] = formatMoney(overLimit)
  if (advanceSelfPay > 0) cost['advanceSelfPay'] = formatMoney(advanceSelfPay)
  if (random.chance(4)) cost['irregularAmount'] = formatMoney(shareOf(bill - offCatalogue - overLimit - advanceSelfPay, random.below(300)))
  return cost
}

const CLASSES = weighted<'A' | 'B' | 'C'>([
  ['A', 45],
  ['B', 45],
  ['C', 10],
])
const SHARES = [500, 1000, 1000, 1500, 2000, 3000]

/** The bill as two to five items that add up to it. */
export function itemsOf(random: Random, bill: number): Json {
  const count = 2 + random.below(4)
  const items: Json[] = []
  let left = bill
  for (let i = 1; i <= count; i++) {
    const amount = i === count ? left : shareOf(left, 100 + random.below(500))
    left -= amount
    items.push(itemOf(random, `i${String(i)}`, amount))
  }
  return { items }
}

function itemOf(random: Random, id: string, amount: number): Json {
  const catalogueClass = draw(random, CLASSES) ?? 'A'
  return {
    id,
    catalogueClass,
    itemKind: drawOne(random, ITEM_KINDS) ?? 'other',
    amount: formatMoney(amount),
    ...(catalogueClass === 'B' ? { selfPayShare: formatRatio(drawOne(random, SHARES) ?? 1000) } : {}),
    ...(catalogueClass !== 'C' && random.chance(60) ? { overLimit: formatMoney(shareOf(amount, random.below(80))) } : {}),
  }
}
