import { formatDay, type DayNumber } from '../base/date.ts'
import { findingIssue, pointer, type Issue } from '../base/issue.ts'
import type { CaseEvent } from './case.ts'

/** The events as they stand on the day as of which a case is judged: what is dated later has not happened yet. Without such a day all of them stand. */
export function eventsBy(events: readonly CaseEvent[], asOf: DayNumber | undefined): readonly CaseEvent[] {
  const isLater = (day: DayNumber | undefined): boolean => asOf !== undefined && day !== undefined && day > asOf
  return events
    .filter(({ date }) => !isLater(date))
    .map(event => (isLater(event.completedOn) ? { ...event, completedOn: undefined } : event))
}

/** Names what `eventsBy` leaves out. */
export function laterEvents(events: readonly CaseEvent[], asOf: DayNumber | undefined): readonly Issue[] {
  return events.flatMap((event, i) =>
    (['date', 'completedOn'] as const).flatMap(name => {
      const day = event[name]
      if (asOf === undefined || day === undefined || day <= asOf) return []
      return [findingIssue('eventAfterAsOf', pointer('events', i, name), { kind: event.kind, day: formatDay(day), asOf: formatDay(asOf) })]
    }),
  )
}
