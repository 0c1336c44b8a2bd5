import type { Random } from '../facts/random.ts'

/** Values to draw from, each with how often it comes. */
export interface Weighted<T> {
  readonly values: readonly T[]
  /** Weights added up: `sums[i]` counts the values up to the i-th. */
  readonly sums: readonly number[]
  readonly total: number
}

/** Whole weights over 0; values with a weight of 0 are left out. */
export function weighted<T>(pairs: readonly (readonly [value: T, weight: number])[]): Weighted<T> {
  const values: T[] = []
  const sums: number[] = []
  let total = 0
  for (const [value, weight] of pairs) {
    if (weight <= 0) continue
    total += weight
    values.push(value)
    sums.push(total)
  }
  return { values, sums, total }
}

/** One of the values; undefined where there are none. */
export function draw<T>(random: Random, { values, sums, total }: Weighted<T>): T | undefined {
  if (total === 0) return undefined
  const at = random.below(total)
  return values[sums.findIndex(sum => at < sum)]
}

/** One of a list; undefined where it is empty. */
export const drawOne = <T>(random: Random, list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : list[random.below(list.length)]

/** `amount` × `share` in a thousand, in whole units, cut off. Both are integers and their product is exact below 2^53. */
export function shareOf(amount: number, share: number): number {
  const product = amount * share
  return (product - (product % 1000)) / 1000
}
