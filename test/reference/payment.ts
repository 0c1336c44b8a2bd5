import { Decimal, ZERO, halfUp, least, notNegative, sum } from './decimal.ts'
import type { Layer, Num } from './types.ts'

/** the parts of [from, from + payable] between the ends; ends is one per segment, undefined without end */
export function portionsOf(from: Num, payable: Num, ends: readonly (Num | undefined)[]): readonly Num[] {
  const until = from.plus(payable)
  let low = ZERO
  return ends.map(end => {
    const portion = notNegative(least(until, end ?? until).minus(Decimal.max(from, low)))
    low = Decimal.max(low, end ?? low)
    return portion
  })
}

export function startOf(layer: Layer, sums: { readonly base: Num; readonly thresholdPaid: Num }, deductible: Num): Num {
  if (layer.positions === undefined) return ZERO
  return layer.positions.from === 'zero' ? sums.base.plus(deductible) : notNegative(sums.base.minus(sums.thresholdPaid))
}

export function rawOf(portions: readonly Num[], ratios: readonly Num[]): Num {
  return halfUp(sum(portions.map((portion, index) => portion.times(ratios[index] ?? ZERO))))
}

/** the payable cost at which `left` is paid; undefined if it never is */
export function costAt(left: Num, portions: readonly Num[], ratios: readonly Num[]): Num | undefined {
  if (left.isZero()) return ZERO
  let cost = ZERO
  let paid = ZERO
  for (const [index, portion] of portions.entries()) {
    const ratio = ratios[index] ?? ZERO
    const after = paid.plus(portion.times(ratio))
    if (left.lte(after)) return cost.plus(halfUp(left.minus(paid).div(ratio)))
    cost = cost.plus(portion)
    paid = after
  }
  return undefined
}
