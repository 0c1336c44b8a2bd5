import { halfUpBig } from '../../base/rounding.ts'

/** Scores, coefficients, factors and the value of a point are whole counts of this part. */
export const UNIT = 10_000

/** An integer sum of any size, added to one number at a time without making a BigInt of each. */
export class Sum {
  #recent = 0
  #settled = 0n

  /** Adds a safe integer. */
  add(count: number): void {
    const next = this.#recent + count
    if (Number.isSafeInteger(next)) {
      this.#recent = next
      return
    }
    this.#settled += BigInt(this.#recent)
    this.#recent = count
  }

  get total(): bigint {
    return this.#settled + BigInt(this.#recent)
  }
}

/** Half-up away from zero; the denominator is positive. */
export const halfUpSigned = (numerator: bigint, denominator: bigint): bigint =>
  numerator < 0n ? -halfUpBig(-numerator, denominator) : halfUpBig(numerator, denominator)

/** A count of 10^-places as a decimal string, of any size. */
export function decimalText(count: bigint, places: number): string {
  const digits = (count < 0n ? -count : count).toString().padStart(places + 1, '0')
  return `${count < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
