import type { DayNumber } from '../base/date.ts'
import { formatDecimal, formatMoney, readDecimal } from '../base/decimal.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { halfUpBig } from '../base/rounding.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { CasePrice } from './case.ts'
import { paramValue } from './numbers.ts'

/** Whether institutions of all levels are paid one standard; null: no standards were given to compare. */
export interface ParityAnswer {
  readonly of: string
  readonly equal: boolean | null
}

/** The price of an item so many levels below the top. */
export interface StepAnswer {
  readonly price: string
  readonly base: string
  readonly tierSteps: number
  readonly step: string
  /** Of the level above, not of the top price. */
  readonly geometric: boolean
}

/** Where prices of an item are to go; `by`: null, since nobody gave a number. */
export interface DirectionAnswer {
  readonly direction: string
  readonly by: string | null
  /** The parameter that would say by how much. */
  readonly parameter: string | null
}

const ONE = 10_000

export const parityOf = (rule: Rule, { standards }: CasePrice): ParityAnswer => ({
  of: String(rule.params['of']),
  equal: standards === undefined || standards.size === 0 ? null : new Set(standards.values()).size === 1,
})

/** A rule that names no categories is of all prices. */
function concerns({ params }: Rule, price: CasePrice): boolean {
  const { categories } = params
  if (!Array.isArray(categories)) return Object.values(price).some(value => value !== undefined)
  return price.itemCategory !== undefined && categories.includes(price.itemCategory)
}

/** Undefined: the item is of another category, or its price or level was not given. Rounded to the fen once, half up. `missing`: numbers nobody gave. */
export function stepPrice(
  pack: Pack,
  rule: Rule,
  price: CasePrice,
  day: DayNumber,
  missing: Issue[],
  issues: Issue[],
): StepAnswer | undefined {
  const { base, tierSteps } = price
  if (!concerns(rule, price) || base === undefined || tierSteps === undefined) return undefined
  const [step, mode] = [
    paramValue(pack, rule.params['step'], day, missing),
    paramValue(pack, rule.params['geometric'] ?? false, day, missing),
  ]
  if (step === undefined || mode === undefined) return undefined
  const share = Number(readDecimal(step.value, 4, 0, ONE))
  const geometric = mode.value === true
  if (!geometric && share * tierSteps > ONE) {
    issues.push(errorIssue('outOfRange', '/price/tierSteps', { received: tierSteps, min: 0, max: Math.floor(ONE / share) }))
    return undefined
  }
  const fen = (geometric ? geometricPrice : arithmeticPrice)(base, share, tierSteps)
  return { price: formatMoney(fen), base: formatMoney(base), tierSteps, step: formatDecimal(share, 4), geometric }
}

const arithmeticPrice = (base: number, share: number, steps: number): number =>
  Number(halfUpBig(BigInt(base) * BigInt(ONE - share * steps), BigInt(ONE)))

const geometricPrice = (base: number, share: number, steps: number): number =>
  Number(halfUpBig(BigInt(base) * BigInt(ONE - share) ** BigInt(steps), BigInt(ONE) ** BigInt(steps)))

/** Undefined: the item is of another category. A number that nobody gave is no fault here: the document gives a direction only. */
export function priceDirection(pack: Pack, rule: Rule, price: CasePrice, day: DayNumber): DirectionAnswer | undefined {
  if (!concerns(rule, price)) return undefined
  const raw = rule.params['by']
  const by = raw === undefined ? undefined : paramValue(pack, raw, day, [])
  const parameter = isPlainObject(raw) ? String(raw['parameter']) : null
  return { direction: String(rule.params['direction']), by: by === undefined ? null : String(by.value), parameter }
}
