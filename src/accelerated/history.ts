import { NO_GAP_DAYS } from '../facts/spec.ts'
import { historyFact, type HistoryPath } from '../facts/resolve-history.ts'
import { HELD_STAY } from '../facts/stay-ids.ts'
import type { RecordInput } from '../settlement/prepare.ts'
import type { StayState } from '../settlement/state.ts'

/** Puts the facts of the year's earlier stays that a policy reads into a record, in which they stand as for a year without stays. */
export class HistoryReader {
  readonly #inputs: readonly RecordInput[]

  constructor(inputs: readonly RecordInput[]) {
    this.#inputs = inputs.filter(({ path }) => path.startsWith('history.') && path !== HELD_STAY)
  }

  /** `lastDischarge` is that of the last stay, `admitDay` the claim's; 0 where there is none. */
  read(facts: Record<string, number | string>, stays: readonly StayState[], lastDischarge: number, admitDay: number, tier: string): void {
    if (stays.length === 0) return
    const gap = lastDischarge === 0 || admitDay === 0 ? NO_GAP_DAYS : admitDay - lastDischarge
    for (const { path, key, encode } of this.#inputs) facts[key] = encode(historyFact(path as HistoryPath, stays, gap, tier))
  }
}
