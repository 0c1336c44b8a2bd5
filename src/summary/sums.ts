/** Integer sums that stay exact beyond 2^53: numbers while they are safe, big integers above. */
export class ExactSums {
  readonly #low: Float64Array
  readonly #high: bigint[] = []

  constructor(size: number) {
    this.#low = new Float64Array(size)
  }

  /** `value` is a safe integer. */
  add(index: number, value: number): void {
    const low = this.#low[index] as number
    const sum = low + value
    if (Number.isSafeInteger(sum)) this.#low[index] = sum
    else {
      this.#high[index] = (this.#high[index] ?? 0n) + BigInt(low) + BigInt(value)
      this.#low[index] = 0
    }
  }

  get(index: number): bigint {
    return (this.#high[index] ?? 0n) + BigInt(this.#low[index] ?? 0)
  }

  /** Adds other sums of the same size. */
  addAll(other: ExactSums): void {
    for (let i = 0; i < this.#low.length; i++) this.#addBig(i, other.get(i))
  }

  /** As decimal strings. */
  toTexts(): readonly string[] {
    return Array.from(this.#low, (_, i) => this.get(i).toString())
  }

  /** Adds what `toTexts` gave. */
  addTexts(texts: readonly string[]): void {
    texts.forEach((text, i) => {
      this.#addBig(i, BigInt(text))
    })
  }

  #addBig(index: number, value: bigint): void {
    const sum = this.get(index) + value
    const isSafe = sum <= BigInt(Number.MAX_SAFE_INTEGER) && sum >= -BigInt(Number.MAX_SAFE_INTEGER)
    this.#low[index] = isSafe ? Number(sum) : 0
    this.#high[index] = isSafe ? 0n : sum
  }
}

/** Fen as yuan: `formatFen(-5n)` is `"-0.05"`. */
export function formatFen(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The share of a part in a whole with four decimals, half-up; null where the whole is not over 0. */
export function shareText(part: bigint, whole: bigint): string | null {
  if (whole <= 0n || part < 0n) return null
  const tenThousandths = (part * 20000n + whole) / (whole * 2n)
  const digits = tenThousandths.toString().padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}
