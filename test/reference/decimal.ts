import { Decimal as Base } from 'decimal.js'
import type { Num } from './types.ts'

export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpPos: 30, toExpNeg: -30 })

export const ZERO: Num = new Decimal(0)
export const ONE: Num = new Decimal(1)

export function decimal(value: unknown): Num {
  if (typeof value === 'number' || typeof value === 'string') return new Decimal(value)
  throw new Error(`not a number: ${JSON.stringify(value)}`)
}

export const halfUp = (value: Num, places = 0): Num => value.toDecimalPlaces(places, Base.ROUND_HALF_UP)
export const least = (first: Num, ...rest: readonly Num[]): Num => Decimal.min(first, ...rest)
export const notNegative = (value: Num): Num => Decimal.max(ZERO, value)
export const clampRatio = (value: Num): Num => Decimal.min(ONE, notNegative(value))
export const sum = (values: readonly Num[]): Num => values.reduce((total, value) => total.plus(value), ZERO)
export const fen = (yuan: unknown): Num => decimal(yuan).times(100)
export const yuan = (value: Num): string => value.div(100).toFixed(2)
