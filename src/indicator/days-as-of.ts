import { formatDay, type DayNumber } from '../base/date.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import type { DatedEvents } from './read-value.ts'

/** Days as far as they can be judged as of a day: the period ends there. What lies beyond, or outside the period, is not counted and is a finding. */
export function daysAsOf({ from, to, dates }: DatedEvents, asOf: DayNumber, path: string, findings: Issue[]): DatedEvents {
  const judged = formatDay(asOf)
  if (to > asOf) findings.push(findingIssue('periodAfterAsOf', `${path}/to`, { received: formatDay(to), asOf: judged }))
  dates.forEach((date, i) => {
    const at = `${path}/dates/${String(i)}`
    const received = formatDay(date)
    if (date < from || date > to)
      findings.push(findingIssue('dateOutsidePeriod', at, { received, from: formatDay(from), to: formatDay(to) }))
    else if (date > asOf) findings.push(findingIssue('dateAfterAsOf', at, { received, asOf: judged }))
  })
  return { from, to: Math.min(to, asOf), dates }
}
