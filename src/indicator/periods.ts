import { civilDay, dayNumber, daysInMonth, type DayNumber } from '../base/date.ts'

/** A stretch of days, both ends in it. */
export interface Period {
  readonly from: DayNumber
  readonly to: DayNumber
}

/** Day 0, 1970-01-01, was a Thursday: the Monday of a day's week. */
const monday = (day: DayNumber): DayNumber => day - ((((day + 3) % 7) + 7) % 7)

function monthOf(day: DayNumber): Period {
  const { year, month } = civilDay(day)
  const from = dayNumber(year, month, 1)
  return { from, to: from + daysInMonth(year, month) - 1 }
}

const weekOf = (day: DayNumber): Period => ({ from: monday(day), to: monday(day) + 6 })

/** The calendar weeks (Monday to Sunday) or months that lie wholly within `from` and `to`. */
export function wholePeriods(per: 'week' | 'month', { from, to }: Period): readonly Period[] {
  const of = per === 'week' ? weekOf : monthOf
  const periods: Period[] = []
  for (let period = of(from); period.to <= to; period = of(period.to + 1)) if (period.from >= from) periods.push(period)
  return periods
}
