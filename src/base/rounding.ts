/**
 * Half-up to whole units: the only rounding there is. The numerator is never negative, the denominator positive.
 * Exact while numerator + denominator (2 × numerator + denominator for an odd denominator) is a safe integer.
 */
export function halfUp(numerator: number, denominator: number): number {
  return denominator % 2 === 0
    ? Math.floor((numerator + denominator / 2) / denominator)
    : Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** As `halfUp`, of numbers of any size. */
export const halfUpBig = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator)
