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

/** A count of ten-thousandths as a decimal string, of any size. */
export function fourDecimals(count: bigint): string {
  const digits = count.toString().padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}
