import { calendarOf, daysThatDiffer, readCalendarYears, type CalendarYear } from '../base/calendar.ts'
import { isPolicyError, type Issue } from '../base/issue.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import { readValue } from './claims.ts'
import { BadInput, issueLines } from './fault.ts'
import type { Session } from './options.ts'

/** The years of the working calendar in a file. A published year that they change is told on standard error. Throws BadInput with every issue. */
export function readCalendarFile({ host, say, language }: Session, file: string): readonly CalendarYear[] {
  const issues: Issue[] = []
  const years = readCalendarYears(readValue(host, say, file), issues)
  const all = years === undefined ? issues : gapsAfter(years)
  if (years === undefined || all.length > 0) throw new BadInput(issueLines(all, language, say('calendarIn', { file })))
  for (const published of PUBLISHED_DAYS) {
    const given = years.find(({ year }) => year === published.year)
    const count = given === undefined ? 0 : daysThatDiffer(given, published)
    if (count > 0) host.err(`${say('calendarReplaces', { file, year: published.year, count })}\n`)
  }
  return years
}

/** Years missing between the published ones and these. */
function gapsAfter(years: readonly CalendarYear[]): readonly Issue[] {
  try {
    calendarOf([...PUBLISHED_DAYS, ...years])
    return []
  } catch (error) {
    if (isPolicyError(error)) return error.issues
    throw error
  }
}
