import { ExactSums } from './sums.ts'

/** The steps of a distribution in fen: 1, 2, 5 times the powers of ten, from 100 yuan to 1,000,000 yuan. */
export const STEPS: readonly number[] = [2, 3, 4, 5].flatMap(power => [1, 2, 5].map(digit => digit * 10 ** power * 100)).concat(100_000_000)

/** How many of what, and the sums of two amounts, by steps of the first. Amounts of 0 stand by themselves, before the first step. */
export class Ladder {
  readonly #sums = new ExactSums((STEPS.length + 2) * 3)

  /** Both in fen. */
  add(amount: number, second: number): void {
    let step = amount <= 0 ? 0 : 1
    while (amount >= (STEPS[step - 1] ?? Infinity)) step += 1
    this.#sums.add(step * 3, 1)
    this.#sums.add(step * 3 + 1, amount)
    this.#sums.add(step * 3 + 2, second)
  }

  addAll(other: Ladder): void {
    this.#sums.addAll(other.#sums)
  }

  toTexts(): readonly string[] {
    return this.#sums.toTexts()
  }

  addTexts(texts: readonly string[]): void {
    this.#sums.addTexts(texts)
  }

  /** The steps that hold any, in order. `from` and `to` in fen; `to`: the first amount above, none for the last. */
  steps(): readonly {
    readonly from: number
    readonly to: number | undefined
    readonly count: bigint
    readonly first: bigint
    readonly second: bigint
  }[] {
    const starts = [0, 1, ...STEPS]
    return starts.flatMap((from, i) => {
      const count = this.#sums.get(i * 3)
      return count === 0n ? [] : [{ from, to: starts[i + 1], count, first: this.#sums.get(i * 3 + 1), second: this.#sums.get(i * 3 + 2) }]
    })
  }
}
