import { isPolicyError, type Issue } from '../base/issue.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'
import type { YearPolicy, YearStates } from './year.ts'

type Settling = Pick<YearPolicy, 'settle'>

/** The states of one person while claims are settled, each with the state that the one before left in its benefit year. */
export class YearFold {
  readonly #policy: Settling
  readonly #states: Map<number, YearStateJson>

  constructor(policy: Settling, opening: readonly YearStateJson[] = []) {
    this.#policy = policy
    this.#states = new Map(opening.map(state => [state.year, state]))
  }

  /**
   * Settles a claim of benefit year `year` (undefined where it names no day). One that is refused leaves every state as it was: its issues.
   * Throws a RangeError where the claim is of another year.
   */
  settle(claim: unknown, year: number | undefined): Settlement | readonly Issue[] {
    const settled = this.#attempt(claim, year === undefined ? undefined : this.#states.get(year))
    if (isRefused(settled)) return settled
    const { state } = settled
    if (state.year !== year) throw new RangeError(`a claim of year ${String(state.year)} was settled as one of ${String(year)}`)
    this.#states.set(year, state)
    return settled
  }

  #attempt(claim: unknown, state: YearStateJson | undefined): Settlement | readonly Issue[] {
    try {
      return this.#policy.settle(claim, state)
    } catch (error) {
      if (isPolicyError(error)) return error.issues
      throw error
    }
  }

  /** Takes over a state that something else than a claim left. */
  accept(state: YearStateJson): void {
    this.#states.set(state.year, state)
  }

  /** The state of a benefit year; undefined: nothing was settled in it. */
  state(year: number): YearStateJson | undefined {
    return this.#states.get(year)
  }

  /** All states by year, the earliest first. */
  states(): YearStates {
    return Object.fromEntries([...this.#states].sort(([a], [b]) => a - b).map(([year, state]) => [String(year), state]))
  }
}

export const isRefused = (result: Settlement | readonly Issue[]): result is readonly Issue[] => Array.isArray(result)
