import { afterWorkingDays, workingDayOfMonth, type Calendar, type CalendarDay } from '../base/calendar.ts'
import { formatDay, type DayNumber } from '../base/date.ts'
import type { Issue } from '../base/issue.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { CaseEvent } from './case.ts'
import { paramValue } from './numbers.ts'

/** `noEvent`: nothing has happened that it runs from. `undetermined`: the calendar ends before it. */
export type DeadlineStatus = 'met' | 'open' | 'overdue' | 'noEvent' | 'undetermined'

export interface DeadlineAnswer {
  readonly rule: Rule
  readonly duty: string
  /** The day it runs from; the first of a month stands for the month. */
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
  readonly events: readonly CaseEvent[]
}

/** The deadlines that a rule sets: one for each event it runs from, or for the month as of which the case is judged. */
export function deadlinesOf(rule: Rule, counting: Counting, issues: Issue[]): readonly DeadlineAnswer[] {
  const duty = String(rule.params['duty'])
  const after = rule.params['after']
  const nothing = { rule, duty, from: null, due: null, lastCovered: null, completedOn: null, status: 'noEvent' } as const
  const starts =
    typeof after === 'string'
      ? counting.events.filter(event => event.kind === after && event.date !== undefined)
      : [{ kind: '', date: counting.asOf, completedOn: undefined, done: undefined, count: undefined }]
  if (starts.length === 0) return [nothing]
  return starts.map(start => {
    const from = start.date ?? counting.asOf
    const due = dueDay(rule, from, counting, issues)
    if (due === undefined) return nothing
    return { rule, duty, from: formatDay(from), ...judged(due, completion(duty, start, counting.events), counting.asOf) }
  })
}

/** The day on which it was done: of the event itself, else of one that has the duty's name. */
function completion(duty: string, start: CaseEvent, events: readonly CaseEvent[]): DayNumber | undefined {
  const own = start.completedOn
  const others = events.filter(event => event.kind === duty).map(event => event.completedOn ?? event.date)
  return own ?? others.filter(day => day !== undefined).sort((a, b) => a - b)[0]
}

function dueDay({ params }: Rule, from: DayNumber, { pack, calendar, asOf }: Counting, issues: Issue[]): CalendarDay | undefined {
  const count = (name: string): number | undefined => {
    if (params[name] === undefined) return undefined
    const given = paramValue(pack, params[name], asOf, issues)
    return given === undefined ? undefined : Number(given.value)
  }
  const [days, workingDays, ofMonth] = [count('days'), count('workingDays'), count('workingDayOfMonth')]
  if (days !== undefined) return { day: from + days }
  if (workingDays !== undefined) return afterWorkingDays(calendar, from, workingDays)
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
