import { afterWorkingDays, workingDayOfMonth, type Calendar, type CalendarDay } from '../base/calendar.ts'
import { civilDay, dayNumber, formatDay, type DayNumber } from '../base/date.ts'
import type { Issue } from '../base/issue.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { CaseEvent } from './case.ts'
import { paramValue } from './numbers.ts'

/** `undetermined`: the calendar ends before it, or the event it runs from has no date. */
type DeadlineStatus = 'met' | 'open' | 'overdue' | 'undetermined'

export interface DeadlineAnswer {
  readonly duty: string
  /** The day it runs from; of a deadline in every month, the first of the month. */
  readonly from: string | null
  readonly due: string | null
  /** The last day the calendar covers, where it ends before the deadline. */
  readonly lastCovered: string | null
  readonly completedOn: string | null
  readonly status: DeadlineStatus
}

interface Counting {
  readonly pack: Pack
  readonly calendar: Calendar
  readonly asOf: DayNumber
  /** The day of the numbers in force. */
  readonly day: DayNumber
  readonly events: readonly CaseEvent[]
}

/** The deadlines that a rule sets: one for each event it runs from, or for the month in which the case is judged. */
export function deadlinesOf(rule: Rule, counting: Counting, issues: Issue[]): readonly DeadlineAnswer[] {
  const duty = String(rule.params['duty'])
  const { after } = rule.params
  const { events, asOf } = counting
  const starts: readonly Start[] =
    typeof after === 'string'
      ? events.filter(event => event.kind === after && event.done !== false)
      : [{ date: firstOfMonth(asOf), completedOn: undefined }]
  return starts.flatMap((start): readonly DeadlineAnswer[] => {
    if (start.date === undefined) return [{ duty, from: null, due: null, lastCovered: null, completedOn: null, status: 'undetermined' }]
    const due = dueDay(rule, start.date, counting, issues)
    if (due === undefined) return []
    return [{ duty, from: formatDay(start.date), ...judged(due, completion(duty, start, events), asOf) }]
  })
}

const firstOfMonth = (day: DayNumber): DayNumber => dayNumber(civilDay(day).year, civilDay(day).month, 1)

type Start = Pick<CaseEvent, 'date' | 'completedOn'>

/** The day on which it was done: of the event itself, else of the first since then that has the duty's name. */
function completion(duty: string, { date = 0, completedOn }: Start, events: readonly CaseEvent[]): DayNumber | undefined {
  const others = events.filter(event => event.kind === duty && event.done !== false).map(event => event.completedOn ?? event.date)
  return completedOn ?? others.filter(day => day !== undefined && day >= date).sort((a = 0, b = 0) => a - b)[0]
}

function dueDay({ params }: Rule, from: DayNumber, { pack, calendar, day }: Counting, issues: Issue[]): CalendarDay | undefined {
  const count = (name: string): number | undefined => {
    if (params[name] === undefined) return undefined
    const given = paramValue(pack, params[name], day, issues)
    return given === undefined ? undefined : Number(given.value)
  }
  const [days, workingDays, ofMonth] = [count('days'), count('workingDays'), count('workingDayOfMonth')]
  if (days !== undefined) return { day: from + days }
  if (workingDays !== undefined) return workingDays === 0 ? { day: from } : afterWorkingDays(calendar, from, workingDays)
  return ofMonth === undefined ? undefined : workingDayOfMonth(calendar, from, ofMonth)
}

/** What is done by the last day that the calendar covers is in time for a deadline after it. */
function judged(
  due: CalendarDay,
  completed: DayNumber | undefined,
  asOf: DayNumber,
): Pick<DeadlineAnswer, 'due' | 'lastCovered' | 'completedOn' | 'status'> {
  const completedOn = completed === undefined ? null : formatDay(completed)
  if ('lastCovered' in due) {
    const status = completed !== undefined && completed <= due.lastCovered ? 'met' : 'undetermined'
    return { due: null, lastCovered: formatDay(due.lastCovered), completedOn, status }
  }
  const status = completed !== undefined ? (completed <= due.day ? 'met' : 'overdue') : asOf > due.day ? 'overdue' : 'open'
  return { due: formatDay(due.day), lastCovered: null, completedOn, status }
}
