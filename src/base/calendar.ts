import { civilDay, dayNumber, daysInMonth, formatDay, parseDay, type DayNumber } from './date.ts'
import { errorIssue, PolicyError, pointer, type Issue } from './issue.ts'
import { isPlainObject } from './plain.ts'
import { suggest } from './suggest.ts'
import { clip } from './text.ts'

/** The days of one civil year that are not what their weekday says, as published: `MMDD`, one blank between two. */
export interface CalendarYear {
  readonly year: number
  /** Working days of the week that are free. */
  readonly off: string
  /** Saturdays and Sundays that are worked. */
  readonly on: string
}

/** Working days from `from` to `to`, both covered; nothing is known of a day outside. */
export interface Calendar {
  readonly from: DayNumber
  readonly to: DayNumber
  readonly off: ReadonlySet<DayNumber>
  readonly on: ReadonlySet<DayNumber>
}

/** A day, or that the calendar ends before it is reached. */
export type CalendarDay = { readonly day: DayNumber } | { readonly lastCovered: DayNumber }

/** Joins years, in any order, to one calendar; a later entry of a year replaces an earlier one. Throws a PolicyError: a day that is none, a gap between two years. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const issues: Issue[] = []
  const byYear = new Map(years.map((entry, i) => [entry.year, { entry, path: `/${String(i)}` }]))
  const sorted = [...byYear.values()].sort((a, b) => a.entry.year - b.entry.year)
  const [first, last] = [sorted[0]?.entry.year ?? 0, sorted.at(-1)?.entry.year ?? 0]
  for (let year = first; year < last; year += 1) if (!byYear.has(year)) issues.push(errorIssue('calendarGap', '', { year }))
  const days = (key: 'off' | 'on'): Set<DayNumber> =>
    new Set(sorted.flatMap(({ entry, path }) => readDays(entry.year, entry[key], `${path}/${key}`, key === 'on', issues)))
  const [off, on] = [days('off'), days('on')]
  if (sorted.length === 0) issues.push(errorIssue('calendarGap', '', { year: '' }))
  if (issues.length > 0) throw new PolicyError(issues)
  return { from: dayNumber(first, 1, 1), to: dayNumber(last, 12, 31), off, on }
}

function readDays(year: number, text: string, path: string, weekend: boolean, issues: Issue[]): readonly DayNumber[] {
  return text
    .split(' ')
    .filter(part => part !== '')
    .flatMap(part => {
      const day = /^\d{4}$/.test(part) ? parseDay(`${String(year)}-${part.slice(0, 2)}-${part.slice(2)}`) : undefined
      if (day !== undefined && isWeekend(day) === weekend) return [day]
      const received = part.slice(0, 20)
      if (day === undefined) issues.push(errorIssue('calendarDay', path, { received, year }))
      else issues.push(errorIssue('calendarWeekday', path, { received: `${String(year)} ${received}` }))
      return []
    })
}

const YEAR_KEYS = ['$schema', 'year', 'off', 'on']
/** The years whose days can be read. */
const [FIRST_YEAR, LAST_YEAR] = [1971, 2199]

/** A year of the calendar, or a list of years, as JSON has them. Undefined with every issue, each at its JSON pointer. */
export function readCalendarYears(input: unknown, issues: Issue[]): readonly CalendarYear[] | undefined {
  const before = issues.length
  const seen = new Set<number>()
  const years = (Array.isArray(input) ? (input as readonly unknown[]) : [input]).flatMap((entry, i) => {
    const path = Array.isArray(input) ? pointer(i) : ''
    const year = readYear(entry, path, issues)
    if (year !== undefined && seen.has(year.year)) issues.push(errorIssue('duplicateId', `${path}/year`, { id: year.year }))
    if (year === undefined) return []
    seen.add(year.year)
    return [year]
  })
  return issues.length > before ? undefined : years
}

function readYear(entry: unknown, path: string, issues: Issue[]): CalendarYear | undefined {
  if (!isPlainObject(entry)) {
    issues.push(errorIssue('calendarShape', path))
    return undefined
  }
  for (const key of Object.keys(entry).filter(key => !YEAR_KEYS.includes(key)))
    issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, YEAR_KEYS) ?? '' }))
  const { year, off, on } = entry
  const isYear = typeof year === 'number' && Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR
  if (!isYear) issues.push(errorIssue('calendarYear', `${path}/year`, { min: FIRST_YEAR, max: LAST_YEAR }))
  for (const [key, days] of Object.entries({ off, on })) {
    if (typeof days !== 'string') issues.push(errorIssue('calendarDays', path + pointer(key), { key }))
    else if (isYear) readDays(year, days, path + pointer(key), key === 'on', issues)
  }
  return isYear && typeof off === 'string' && typeof on === 'string' ? { year, off, on } : undefined
}

/** How many days of a year are worked by one account of it and free by the other. */
export function daysThatDiffer(one: CalendarYear, other: CalendarYear): number {
  const days = ({ off, on }: CalendarYear): ReadonlySet<string> => new Set(`${off} ${on}`.split(' ').filter(part => part !== ''))
  const [a, b] = [days(one), days(other)]
  return [...a].filter(day => !b.has(day)).length + [...b].filter(day => !a.has(day)).length
}

/** 1970-01-01, day 0, was a Thursday. */
const isWeekend = (day: DayNumber): boolean => (((day + 3) % 7) + 7) % 7 >= 5

/** Undefined: outside the calendar. */
export function isWorkingDay(calendar: Calendar, day: DayNumber): boolean | undefined {
  if (day < calendar.from || day > calendar.to) return undefined
  return isWeekend(day) ? calendar.on.has(day) : !calendar.off.has(day)
}

/** The n-th working day after `day`, which is not counted itself. `n` of at least 1. */
export function afterWorkingDays(calendar: Calendar, day: DayNumber, n: number): CalendarDay {
  let left = n
  for (let next = day + 1; ; next += 1) {
    const works = isWorkingDay(calendar, next)
    if (works === undefined) return { lastCovered: calendar.to }
    if (works) left -= 1
    if (left === 0) return { day: next }
  }
}

/** The n-th working day of the month in which `day` lies; undefined: the month has fewer. */
export function workingDayOfMonth(calendar: Calendar, day: DayNumber, n: number): CalendarDay | undefined {
  const { year, month } = civilDay(day)
  const first = dayNumber(year, month, 1)
  const reached = afterWorkingDays(calendar, first - 1, n)
  return 'day' in reached && reached.day >= first + daysInMonth(year, month) ? undefined : reached
}

/** `from` and `to` of a calendar as civil days. */
export const coverage = ({ from, to }: Calendar): { readonly from: string; readonly to: string } => ({
  from: formatDay(from),
  to: formatDay(to),
})
