import { Decimal } from 'decimal.js'
import { Exact } from './number.ts'

/** A value as a fraction with a denominator above 0: two are compared without dividing. */
export interface Fraction {
  readonly numerator: Decimal
  readonly denominator: Decimal
}

export const whole = (number: Decimal): Fraction => ({ numerator: number, denominator: new Exact(1) })

/** Below 0: `a` is less than `b`; 0: the same. */
export const compare = (a: Fraction, b: Fraction): number => a.numerator.times(b.denominator).comparedTo(b.numerator.times(a.denominator))

/** As reports show it: four decimals, half up, without trailing zeros; more where it would else read as `other`, which it is not. */
export function fractionText(fraction: Fraction, other?: Fraction): string {
  const number = fraction.numerator.dividedBy(fraction.denominator)
  const text = (places: number): string => number.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed()
  if (other === undefined || compare(fraction, other) === 0) return text(4)
  const places = [4, 6, 9, 12, 18, 36].find(count => text(count) !== fractionText(other))
  return text(places ?? 60)
}
