import type { Decimal } from 'decimal.js'
import type { DayNumber } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { keysOf, readDay, readFlag, wrongType } from '../facts/read-value.ts'
import type { IndicatorJson } from '../pack/schema-indicator.ts'
import type { Fraction } from './fraction.ts'
import { whole } from './fraction.ts'
import { Exact, readAmount, readNumber } from './number.ts'

export type IndicatorEvent = IndicatorJson['event']

/** What is needed to judge an event: `now`, and `before` for trends and growth; undefined: a denominator or a list was empty. */
export interface Reading {
  readonly now?: Fraction | undefined
  readonly before?: Fraction | undefined
  readonly counts?: ReadonlyMap<string, Decimal>
  readonly days?: DatedEvents
}

/** Days on which something happened, of a period with both ends in it. */
export interface DatedEvents {
  readonly from: DayNumber
  readonly to: DayNumber
  readonly dates: readonly DayNumber[]
}

/** Most entries of one list of values. */
const MAX_LIST = 10_000

/** A key of a value. */
export type Part = 'numerator' | 'denominator' | 'value' | 'values' | 'previous' | 'flags' | 'counts' | 'from' | 'to' | 'dates'

/** The keys of the value that an event is judged by. */
export function neededParts(event: IndicatorEvent): readonly Part[] {
  switch (event.type) {
    case 'checkFrequency':
      return ['from', 'to', 'dates']
    case 'flagEvent':
      return ['counts']
    case 'checkTrend':
      return [...measureParts(event.params.measure), 'previous']
    case 'checkThreshold':
    case 'measureIndicator':
      return measureParts(event.params.measure)
  }
}

type Measure = Extract<IndicatorEvent, { type: 'checkThreshold' }>['params']['measure']

function measureParts(measure: Measure): readonly Part[] {
  switch (measure) {
    case 'share':
      return ['numerator', 'denominator']
    case 'growth':
      return ['value', 'previous']
    case 'flags':
      return ['flags']
    case 'mean':
      return ['values']
    case 'value':
      return ['value']
  }
}

/** Reads the value of one indicator or group; every issue at once. Undefined: it could not be read. */
export function readReading(event: IndicatorEvent, input: unknown, path: string, issues: Issue[]): Reading | undefined {
  const before = issues.length
  const object = readParts(neededParts(event), input, path, issues)
  if (object === undefined) return undefined
  const reading = readEvent(event, object, path, issues)
  return issues.length > before ? undefined : reading
}

type Parts = Readonly<Record<string, unknown>>

function readParts(parts: readonly Part[], input: unknown, path: string, issues: Issue[]): Parts | undefined {
  const keys = keysOf(input, path, issues)
  if (keys === undefined) return undefined
  for (const key of keys)
    if (!(parts as readonly string[]).includes(key))
      issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, parts) ?? '' }))
  for (const part of parts) if (!keys.includes(part)) issues.push(errorIssue('missingField', path + pointer(part), { key: part }))
  return Object.fromEntries(keys.map(key => [key, (input as Parts)[key]]))
}

function readEvent(event: IndicatorEvent, given: Parts, path: string, issues: Issue[]): Reading {
  switch (event.type) {
    case 'checkFrequency':
      return { days: readDays(given, path, issues) }
    case 'flagEvent':
      return {
        counts: readCounts(
          event.params.when.map(({ count }) => count),
          given['counts'],
          `${path}/counts`,
          issues,
        ),
      }
    case 'checkThreshold':
      if (event.params.measure === 'growth') return readGrowth(given, path, issues)
      if (event.params.measure === 'flags') return { now: readFlags(event.params.flags ?? [], given['flags'], `${path}/flags`, issues) }
      return { now: readMeasure(event.params.measure, given, path, issues) }
    case 'measureIndicator':
      return { now: readMeasure(event.params.measure, given, path, issues) }
    case 'checkTrend': {
      const { measure } = event.params
      const now = readMeasure(measure, given, path, issues)
      return { now, before: readPrevious(measure, given['previous'], `${path}/previous`, issues) }
    }
  }
}

/** The value of the period before: a number, or as the value itself is given. */
function readPrevious(measure: Measure, previous: unknown, path: string, issues: Issue[]): Fraction | undefined {
  if (previous === undefined) return undefined
  if (measure === 'value' || typeof previous !== 'object') return readPreviousNumber(measure, previous, path, issues)
  const parts = readParts(measureParts(measure), previous, path, issues)
  return parts === undefined ? undefined : readMeasure(measure, parts, path, issues)
}

/** A number; of a share, one that a share can have. */
function readPreviousNumber(measure: Measure, value: unknown, path: string, issues: Issue[]): Fraction | undefined {
  const number = readNumber(value, path, issues)
  if (number === undefined) return undefined
  if (measure === 'share' && (number.isNegative() || number.greaterThan(1)))
    issues.push(errorIssue('shareOutOfRange', path, { received: number.toFixed() }))
  return whole(number)
}

function numberOf(value: unknown, path: string, issues: Issue[]): Fraction | undefined {
  const number = readNumber(value, path, issues)
  return number === undefined ? undefined : whole(number)
}

function readMeasure(measure: Measure, given: Parts, path: string, issues: Issue[]): Fraction | undefined {
  if (measure === 'share') return readShare(given, path, issues)
  if (measure === 'mean') return readMean(given['values'], `${path}/values`, issues)
  return given['value'] === undefined ? undefined : numberOf(given['value'], `${path}/value`, issues)
}

function readShare(given: Parts, path: string, issues: Issue[]): Fraction | undefined {
  const part = (key: 'numerator' | 'denominator'): Decimal | undefined =>
    given[key] === undefined ? undefined : readAmount(given[key], `${path}/${key}`, issues)
  const [numerator, denominator] = [part('numerator'), part('denominator')]
  if (numerator === undefined || denominator === undefined) return undefined
  if (numerator.greaterThan(denominator)) {
    const shown = { numerator: numerator.toFixed(), denominator: denominator.toFixed() }
    issues.push(errorIssue('shareAboveOne', `${path}/numerator`, shown))
  }
  return denominator.isZero() ? undefined : { numerator, denominator }
}

function readMean(values: unknown, path: string, issues: Issue[]): Fraction | undefined {
  if (values === undefined) return undefined
  const numbers = readList(values, path, issues).map((value, i) => readNumber(value, `${path}/${String(i)}`, issues))
  const sum = numbers.reduce<Decimal>((all, number) => (number === undefined ? all : all.plus(number)), new Exact(0))
  return numbers.length === 0 ? undefined : { numerator: sum, denominator: new Exact(numbers.length) }
}

function readGrowth(given: Parts, path: string, issues: Issue[]): Reading {
  const now = given['value'] === undefined ? undefined : readNumber(given['value'], `${path}/value`, issues)
  const before = given['previous'] === undefined ? undefined : readAmount(given['previous'], `${path}/previous`, issues)
  if (now === undefined || before === undefined || before.isZero()) return {}
  return { now: { numerator: now.minus(before), denominator: before } }
}

function readFlags(names: readonly string[], flags: unknown, path: string, issues: Issue[]): Fraction | undefined {
  const given = readNamed(names, flags, path, issues)
  const isTrue = names.map(name => given.has(name) && readFlag(given.get(name), path + pointer(name), issues) === true)
  return whole(new Exact(isTrue.filter(Boolean).length))
}

function readCounts(names: readonly string[], counts: unknown, path: string, issues: Issue[]): ReadonlyMap<string, Decimal> {
  const given = readNamed(names, counts, path, issues)
  return new Map(
    [...given].flatMap(([name, value]) => {
      const count = readAmount(value, path + pointer(name), issues)
      return count === undefined ? [] : [[name, count] as const]
    }),
  )
}

/** An object with just these keys. */
function readNamed(names: readonly string[], input: unknown, path: string, issues: Issue[]): ReadonlyMap<string, unknown> {
  if (input === undefined) return new Map()
  const given = readParts(names as readonly Part[], input, path, issues)
  return new Map(names.filter(name => given !== undefined && Object.hasOwn(given, name)).map(name => [name, given?.[name]]))
}

function readDays(given: Parts, path: string, issues: Issue[]): DatedEvents {
  const day = (key: 'from' | 'to'): DayNumber => (given[key] === undefined ? 0 : (readDay(given[key], `${path}/${key}`, issues) ?? 0))
  const [from, to] = [day('from'), day('to')]
  if (from > 0 && to > 0 && to < from)
    issues.push(
      errorIssue('daysOutOfOrder', `${path}/to`, {
        later: 'to',
        laterDay: String(given['to']),
        earlier: 'from',
        earlierDay: String(given['from']),
      }),
    )
  const dates = given['dates'] === undefined ? [] : readList(given['dates'], `${path}/dates`, issues)
  return { from, to, dates: dates.map((date, i) => readDay(date, `${path}/dates/${String(i)}`, issues) ?? 0) }
}

function readList(input: unknown, path: string, issues: Issue[]): readonly unknown[] {
  if (!Array.isArray(input)) {
    wrongType('array', input, path, issues)
    return []
  }
  if (input.length <= MAX_LIST) return input
  issues.push(errorIssue('tooMany', path, { received: input.length, max: MAX_LIST }))
  return []
}
