/** A part of a whole: named, so that ties have an order; its weight is never negative. */
export interface Part {
  readonly name: string
  readonly weight: bigint
}

/**
 * Divides a whole number of units by weights, by largest remainder: each part is its exact share rounded down, and the units left go one each to the
 * largest remainders; of equal ones, first to the name that comes first by code unit. The parts sum to the whole, in the order given. A negative whole is
 * divided as its opposite. Names must differ. Throws a RangeError where no weight is above zero and the whole is not 0.
 */
export function allocate(whole: bigint, parts: readonly Part[]): readonly bigint[] {
  if (whole < 0n) return allocate(-whole, parts).map(amount => -amount)
  const sum = parts.reduce((total, { weight }) => total + weight, 0n)
  if (parts.some(({ weight }) => weight < 0n)) throw new RangeError('a weight is negative')
  if (sum === 0n) {
    if (whole !== 0n) throw new RangeError('no part has a weight')
    return parts.map(() => 0n)
  }
  const amounts = parts.map(({ weight }) => (whole * weight) / sum)
  const left = amounts.reduce((rest, amount) => rest - amount, whole)
  const byRemainder = parts
    .map(({ name, weight }, index) => ({ index, name, remainder: (whole * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? (a.name < b.name ? -1 : 1) : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, Number(left))) amounts[index] = (amounts[index] ?? 0n) + 1n
  return amounts
}
