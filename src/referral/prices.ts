import type { DayNumber } from '../base/date.ts'
import { formatMoney, readDecimal } from '../base/decimal.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { halfUpBig } from '../base/rounding.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { CasePrice } from './case.ts'
import { paramValue, type GivenValue } from './numbers.ts'

/** Whether institutions of all levels are paid one standard; null: no standards were given to compare. */
export interface ParityAnswer {
  readonly rule: Rule
  readonly of: string
  readonly isEqual: boolean | null
}

/** The price of an item so many levels below the top. */
export interface StepAnswer {
  readonly rule: Rule
  readonly price: string
  readonly base: string
  readonly tierSteps: number
  readonly step: GivenValue
  readonly geometric: GivenValue | undefined
}

/** Where prices of an item are to go; `by`: null, since nobody gave a number. */
export interface DirectionAnswer {
  readonly rule: Rule
  readonly direction: string
  readonly by: GivenValue | null
}

const ONE = 10_000

export const parityOf = (rule: Rule, { standards }: CasePrice): ParityAnswer => ({
  rule,
  of: String(rule.params['of']),
  isEqual: standards === undefined || standards.size === 0 ? null : new Set(standards.values()).size === 1,
})

const concerns = ({ params }: Rule, { itemCategory }: CasePrice): boolean =>
  itemCategory !== undefined && Array.isArray(params['categories']) && params['categories'].includes(itemCategory)

/** Undefined: the item is of another category, or its price or level was not given. Rounded to the fen once, half up. */
export function stepPrice(pack: Pack, rule: Rule, price: CasePrice, day: DayNumber, issues: Issue[]): StepAnswer | undefined {
  const { base, tierSteps } = price
  if (!concerns(rule, price) || base === undefined || tierSteps === undefined) return undefined
  const step = paramValue(pack, rule.params['step'], day, issues)
  const geometric = rule.params['geometric'] === undefined ? undefined : paramValue(pack, rule.params['geometric'], day, issues)
  if (step === undefined || (rule.params['geometric'] !== undefined && geometric === undefined)) return undefined
  const share = Number(readDecimal(step.value, 4, 0, ONE))
  if (geometric?.value !== true && share * tierSteps > ONE) {
    issues.push(errorIssue('outOfRange', '/price/tierSteps', { received: tierSteps, min: 0, max: Math.floor(ONE / share) }))
    return undefined
  }
  const fen = geometric?.value === true ? geometricPrice(base, share, tierSteps) : arithmeticPrice(base, share, tierSteps)
  return { rule, price: formatMoney(fen), base: formatMoney(base), tierSteps, step, geometric }
}

const arithmeticPrice = (base: number, share: number, steps: number): number =>
  Number(halfUpBig(BigInt(base) * BigInt(ONE - share * steps), BigInt(ONE)))

const geometricPrice = (base: number, share: number, steps: number): number =>
  Number(halfUpBig(BigInt(base) * BigInt(ONE - share) ** BigInt(steps), BigInt(ONE) ** BigInt(steps)))

/** Undefined: the item is of another category. A number that nobody gave is no fault here: the document gives a direction only. */
export function priceDirection(pack: Pack, rule: Rule, price: CasePrice, day: DayNumber): DirectionAnswer | undefined {
  if (!concerns(rule, price)) return undefined
  const by = rule.params['by'] === undefined ? undefined : paramValue(pack, rule.params['by'], day, [])
  return { rule, direction: String(rule.params['direction']), by: by ?? null }
}
