import { NO_GAP_DAYS } from '../facts/spec.ts'
import { HELD_STAY, LAST_STAY } from '../facts/stay-ids.ts'
import { historyFact, isFurtherPart, type HistoryPath } from '../facts/resolve-history.ts'
import { factKey } from '../expression/readings/record.ts'
import type { RecordInput } from '../settlement/prepare.ts'
import type { FoundClaim } from './claim-reader.ts'
import type { StayState } from '../settlement/state.ts'

/** The stays of the year before a claim: days of the last one, and of the one before it, 0 if there is none. */
export interface StaysBefore {
  readonly stays: readonly StayState[]
  readonly lastAdmission: number
  readonly lastDischarge: number
  readonly earlierDischarge: number
}

const LAST = factKey(LAST_STAY)

/** Puts the facts of the year's earlier stays that a policy reads into a record, in which they stand as for a year without stays. */
export class HistoryReader {
  readonly #inputs: readonly RecordInput[]
  readonly #readsLast: boolean

  constructor(inputs: readonly RecordInput[]) {
    const paths = new Set<string>([HELD_STAY, LAST_STAY])
    this.#inputs = inputs.filter(({ path }) => path.startsWith('history.') && !paths.has(path))
    this.#readsLast = inputs.some(({ path }) => path === LAST_STAY)
  }

  /** `tier`: the code of the claim's. */
  read(
    facts: Record<string, number | string>,
    state: StaysBefore,
    claim: Pick<FoundClaim, 'isInpatient' | 'stayId' | 'admitDay'>,
    tier: string,
  ): void {
    const { stays } = state
    const last = stays[stays.length - 1]
    if (last === undefined) return
    if (this.#readsLast) facts[LAST] = last.stayId
    if (isFurtherPart(claim.isInpatient, claim.stayId, last.stayId))
      this.#put(facts, stays.slice(0, -1), state.lastAdmission, state.earlierDischarge, last.tier)
    else this.#put(facts, stays, claim.admitDay, state.lastDischarge, tier)
  }

  /** Days are 0 where there is none. */
  #put(facts: Record<string, number | string>, stays: StaysBefore['stays'], admitted: number, discharged: number, tier: string): void {
    if (stays.length === 0) return
    const gap = discharged === 0 || admitted === 0 ? NO_GAP_DAYS : admitted - discharged
    for (const { path, key, encode } of this.#inputs) facts[key] = encode(historyFact(path as HistoryPath, stays, gap, tier))
  }
}
