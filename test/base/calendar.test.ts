import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterWorkingDays,
  calendarOf,
  coverage,
  daysThatDiffer,
  isWorkingDay,
  readCalendarYears,
  workingDayOfMonth,
  type CalendarDay,
} from '../../src/base/calendar.ts'
import { formatDay, parseDay } from '../../src/base/date.ts'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { PUBLISHED_DAYS } from '../../src/base/published-days.ts'

const published = calendarOf(PUBLISHED_DAYS)
const day = (text: string): number => parseDay(text) ?? NaN
const works = (text: string): boolean | undefined => isWorkingDay(published, day(text))
const told = (found: CalendarDay | undefined): string =>
  found === undefined ? 'none' : 'day' in found ? formatDay(found.day) : `after ${formatDay(found.lastCovered)}`

describe('the published calendar', () => {
  it('covers 2014 to 2026 and says nothing of a day outside', () => {
    expect(coverage(published)).toEqual({ from: '2014-01-01', to: '2026-12-31' })
    expect([works('2013-12-31'), works('2014-01-02')]).toEqual([undefined, true])
    expect([works('2026-12-31'), works('2027-01-01')]).toEqual([true, undefined])
  })

  it('knows days off in the week and the weekends worked for them', () => {
    // 2023: the National Day holiday ended on Friday 6 October, Saturday 7 and Sunday 8 were worked.
    expect([works('2023-10-06'), works('2023-10-07'), works('2023-10-08'), works('2023-10-14')]).toEqual([false, true, true, false])
  })

  it('agrees with the package it was made from on every day', () => {
    const differing: string[] = []
    for (let at = published.from; at <= published.to; at += 1)
      if (isWorkingDay(published, at) !== chineseDays.isWorkday(formatDay(at))) differing.push(formatDay(at))
    expect(differing).toEqual([])
  })
})

describe('counting working days', () => {
  it('finds the fifth working day of October 2023 on the 11th', () => {
    // 1 to 6 October are off; 7 and 8 are worked, then Monday 9, Tuesday 10, Wednesday 11.
    expect(told(workingDayOfMonth(published, day('2023-10-20'), 5))).toBe('2023-10-11')
    expect(told(workingDayOfMonth(published, day('2023-10-01'), 4))).toBe('2023-10-10')
  })

  it('does not count the day it starts on', () => {
    expect(told(afterWorkingDays(published, day('2023-10-09'), 1))).toBe('2023-10-10')
    expect(told(afterWorkingDays(published, day('2023-09-28'), 1))).toBe('2023-10-07')
  })

  it('says where the calendar ends before the day is reached', () => {
    expect(told(afterWorkingDays(published, day('2026-12-30'), 1))).toBe('2026-12-31')
    expect(told(afterWorkingDays(published, day('2026-12-30'), 2))).toBe('after 2026-12-31')
  })

  it('finds no 24th working day in a month of fewer', () => {
    expect(told(workingDayOfMonth(published, day('2023-10-01'), 19))).toBe('2023-10-31')
    expect(told(workingDayOfMonth(published, day('2023-10-01'), 20))).toBe('none')
  })

  it('advances by exactly as many working days as asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: published.from, max: published.to - 90 }), fc.integer({ min: 1, max: 50 }), (start, n) => {
        const found = afterWorkingDays(published, start, n)
        if (!('day' in found)) return false
        let count = 0
        for (let at = start + 1; at <= found.day; at += 1) if (isWorkingDay(published, at) === true) count += 1
        return count === n && isWorkingDay(published, found.day) === true
      }),
    )
  })
})

describe('a year as data', () => {
  it('extends the calendar', () => {
    const more = calendarOf([...PUBLISHED_DAYS, { year: 2027, off: '0101', on: '' }])
    expect(isWorkingDay(more, day('2027-01-01'))).toBe(false)
    expect(isWorkingDay(more, day('2027-01-04'))).toBe(true)
    expect(told(afterWorkingDays(more, day('2026-12-31'), 1))).toBe('2027-01-04')
  })

  it('replaces a year that is there', () => {
    const other = calendarOf([...PUBLISHED_DAYS, { year: 2026, off: '', on: '' }])
    expect(isWorkingDay(other, day('2026-01-01'))).toBe(true)
  })

  it('is refused with everything that is wrong with it', () => {
    const codes = (() => {
      try {
        calendarOf([
          { year: 2027, off: '0230 0102', on: '0101' },
          { year: 2029, off: '', on: 'x' },
        ])
      } catch (error) {
        return isPolicyError(error) ? error.issues.map(({ code, path }) => `${code} ${path}`) : []
      }
      return []
    })()
    // 2 January 2027 is a Saturday, 1 January a Friday; 2028 is missing.
    expect(codes).toEqual(['calendarGap ', 'calendarDay /0/off', 'calendarWeekday /0/off', 'calendarWeekday /0/on', 'calendarDay /1/on'])
    expect(() => calendarOf([])).toThrow()
  })
})

describe('years of a calendar as JSON has them', () => {
  const issuesOf = (input: unknown): readonly string[] => {
    const issues: Issue[] = []
    readCalendarYears(input, issues)
    return issues.map(({ code, path }) => `${code} ${path}`)
  }
  const year = { year: 2027, off: '0101', on: '0102' }

  it('are one or a list of them', () => {
    const issues: Issue[] = []
    expect(readCalendarYears(year, issues)).toEqual([year])
    expect(
      readCalendarYears(
        [
          { $schema: 'x', ...year },
          { ...year, year: 2028, off: '', on: '' },
        ],
        issues,
      ),
    ).toHaveLength(2)
    expect(issues).toEqual([])
  })

  it('are refused with every fault at its place', () => {
    expect(issuesOf('2027')).toEqual(['calendarShape '])
    expect(issuesOf({ ...year, of: 1, on: 4 })).toEqual(['unknownKey /of', 'calendarDays /on'])
    // 30 February is no day; 4 January 2027 is a Monday, which is no day to be worked for another; 1 January a Friday.
    expect(issuesOf([{ ...year, off: '0101 0230', on: '0104' }, 7, { year: '2028', off: '', on: '' }])).toEqual([
      'calendarDay /0/off',
      'calendarWeekday /0/on',
      'calendarShape /1',
      'calendarYear /2/year',
    ])
    expect(issuesOf([year, year])).toEqual(['duplicateId /1/year'])
    expect(issuesOf({ ...year, year: 1970 })).toEqual(['calendarYear /year'])
    expect(issuesOf({ year: 1971, off: '', on: '' })).toEqual([])
  })

  it('say how they are written, in both languages', () => {
    const issues: Issue[] = []
    readCalendarYears([3, { ...year, off: ['0101'] }, { ...year, year: 2028, off: '01-01' }], issues)
    for (const language of ['zh', 'en'] as const)
      for (const issue of issues) expect(formatIssue(issue, language), issue.code).toMatch(/"0101|"0501"|“0501”/)
  })

  it('differ by every day that only one of them works', () => {
    const published = PUBLISHED_DAYS.find(one => one.year === 2026) ?? year
    expect(daysThatDiffer(published, published)).toBe(0)
    // One day off less and one weekend day worked more.
    const changed = { ...published, off: published.off.replace('0101 ', ''), on: `${published.on} 1219` }
    expect([daysThatDiffer(published, changed), daysThatDiffer(changed, published)]).toEqual([2, 2])
  })
})
