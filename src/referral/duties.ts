import type { DayNumber } from '../base/date.ts'
import type { Issue } from '../base/issue.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { CaseEvent } from './case.ts'
import type { DecidedFacts } from './evaluate.ts'
import { paramValue } from './numbers.ts'

/** `unknown`: it is owed, and nothing says whether it was done. */
export type DutyStatus = 'done' | 'violated' | 'unknown'

export interface DutyAnswer {
  readonly duty: string
  readonly by: string | null
  readonly status: DutyStatus
}

export interface ProhibitionAnswer {
  readonly act: string
  readonly by: string | null
  readonly count: number
  readonly allowed: number
  readonly violated: boolean
}

/** A duty that its rule imposes; undefined while the event it waits for has not happened. */
export function dutyOf(rule: Rule, events: readonly CaseEvent[], facts: DecidedFacts): DutyAnswer | undefined {
  const { duty, by, on, shownBy } = rule.params
  if (typeof on === 'string' && !events.some(event => event.kind === on && event.done !== false)) return undefined
  const own = events.filter(event => event.kind === duty)
  const shown = typeof shownBy === 'string' && facts.claim.given.has(shownBy) ? facts.fact(shownBy) === true : undefined
  const isShown = shown ?? (own.some(isDone) ? true : own.some(event => event.done === false) ? false : undefined)
  const status = isShown === undefined ? 'unknown' : isShown ? 'done' : 'violated'
  return { duty: String(duty), by: typeof by === 'string' ? by : null, status }
}

/** An event that says nothing of itself happened. */
const isDone = (event: CaseEvent): boolean => event.done ?? event.count !== 0

/** Undefined where nobody gave the number that is allowed. */
export function prohibitionOf(
  pack: Pack,
  rule: Rule,
  events: readonly CaseEvent[],
  day: DayNumber,
  issues: Issue[],
): ProhibitionAnswer | undefined {
  const { act, by, moreThan = 0 } = rule.params
  const allowed = paramValue(pack, moreThan, day, issues)
  if (allowed === undefined) return undefined
  const count = events.filter(event => event.kind === act).reduce((sum, event) => sum + (event.count ?? (event.done === false ? 0 : 1)), 0)
  return {
    act: String(act),
    by: typeof by === 'string' ? by : null,
    count,
    allowed: Number(allowed.value),
    violated: count > Number(allowed.value),
  }
}
