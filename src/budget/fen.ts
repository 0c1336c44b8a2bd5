import { formatDecimal } from '../base/decimal.ts'

/** Money of a year in fen, as integers of any size: a product with a ratio may leave 2^53. */
export type Fen = bigint

/** Ten-thousandths in one, as a divisor. */
export const WHOLE = 10_000n

/** Largest amount of a budget year, in fen: ten million million yuan. */
export const MAX_YEAR_FEN = 1e15

/** Fen as yuan with two decimals. */
export function formatFen(fen: Fen): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A ratio of ten-thousandths as `"0.0500"`. */
export const formatShare = (share: bigint): string => formatDecimal(Number(share), 4)

/** Half-up to the fen; of a negative amount, of its size. */
export function halfUpFen(numerator: bigint, denominator: bigint): Fen {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** An amount times a ratio of ten-thousandths, half-up to the fen. */
export const timesRatio = (amount: Fen, ratio: bigint): Fen => halfUpFen(amount * ratio, WHOLE)

export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = 0n
  for (const amount of amounts) sum += amount
  return sum
}

export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
