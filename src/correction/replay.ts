import { claimKeys } from '../year/claim-key.ts'
import { YearFold } from '../year/fold.ts'
import { settleOne } from '../year/settle-year.ts'
import type { Policy } from '../policy.ts'
import { applySupplement } from './supplement.ts'
import { stateAfter, type YearEntry, type YearStates } from '../year/year.ts'

/** Entries after some were settled anew, and the states they leave. */
export interface Replayed {
  readonly entries: readonly YearEntry[]
  readonly states: YearStates
}

/** Settles entries anew, in their order, after those that are kept as they are. `mended`: those that were refused are tried, too. */
export function replay(
  policy: Policy,
  opening: YearStates,
  kept: readonly YearEntry[],
  rest: readonly YearEntry[],
  mended = false,
): Replayed {
  const before = new Map(Object.values(opening).map(state => [state.year, state]))
  for (const entry of kept) {
    const state = stateAfter(entry)
    if (state !== undefined) before.set(state.year, state)
  }
  const fold = new YearFold(policy, [...before.values()])
  const keyOf = claimKeys(policy.pack)
  const entries = [...kept]
  for (const entry of rest) {
    if ('issues' in entry && !mended) entries.push(entry)
    else if ('request' in entry) entries.push(applySupplement(policy, { entries, opening }, entry, fold))
    else entries.push(settleOne(fold, { ...entry, year: keyOf(entry.claim).year }))
  }
  return { entries, states: fold.states() }
}
