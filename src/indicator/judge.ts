import { formatDay } from '../base/date.ts'
import { compare, fractionText, type Fraction } from './fraction.ts'
import { Exact } from './number.ts'
import { wholePeriods } from './periods.ts'
import type { IndicatorEvent, Reading } from './read-value.ts'
import type { Target } from './targets.ts'

export type UndeterminedReason = 'noValue' | 'emptyDenominator' | 'noWholePeriod'

/** What became of one indicator. `met` is undefined where nothing is asked for (a measure) or nothing can be said. */
export interface Judgement {
  readonly met?: boolean
  /** As reports show it: `0.9250`, `35120`, `120, 0`. */
  readonly value?: string
  /** The value that it was compared with: of the period before, or the target. */
  readonly against?: string
  readonly reason?: UndeterminedReason
}

/** Judges what was read against the target; the comparison is exact, whatever the shown value is rounded to. */
export function judge(event: IndicatorEvent, reading: Reading, target: Target | undefined): Judgement {
  switch (event.type) {
    case 'checkThreshold':
    case 'measureIndicator':
      return judgeThreshold(reading, target)
    case 'checkTrend':
      return judgeTrend(event.params.direction, reading)
    case 'flagEvent':
      return judgeEvent(event.params.when, reading)
    case 'checkFrequency':
      return judgeFrequency(event.params.per, reading, target)
  }
}

function judgeThreshold({ now }: Reading, target: Target | undefined): Judgement {
  if (now === undefined) return { reason: 'emptyDenominator' }
  if (target === undefined) return { value: fractionText(now) }
  const value = fractionText(now, target.value)
  const order = compare(now, target.value)
  return { met: target.comparison === 'atLeast' ? order >= 0 : order <= 0, value, against: fractionText(target.value) }
}

type Direction = Extract<IndicatorEvent, { type: 'checkTrend' }>['params']['direction']

function judgeTrend(direction: Direction, { now, before }: Reading): Judgement {
  if (now === undefined || before === undefined) return { reason: 'emptyDenominator' }
  return { met: isTrend(direction, compare(now, before)), value: fractionText(now, before), against: fractionText(before) }
}

function isTrend(direction: Direction, order: number): boolean {
  switch (direction) {
    case 'rises':
      return order > 0
    case 'falls':
      return order < 0
    case 'doesNotRise':
      return order <= 0
    case 'doesNotFall':
      return order >= 0
  }
}

type Counted = Extract<IndicatorEvent, { type: 'flagEvent' }>['params']['when']

/** Met where the event did not happen. */
function judgeEvent(when: Counted, { counts }: Reading): Judgement {
  const count = (name: string): InstanceType<typeof Exact> => new Exact(counts?.get(name) ?? 0)
  const isFlagged = when.every(({ count: name, is }) => count(name).isZero() === (is === 'none'))
  return { met: !isFlagged, value: when.map(({ count: name }) => count(name).toFixed()).join(', ') }
}

/** The fewest in any whole week or month; the first such period is told by its first day. */
function judgeFrequency(per: 'week' | 'month', { days }: Reading, target: Target | undefined): Judgement {
  const periods = days === undefined ? [] : wholePeriods(per, days)
  const counted = periods.map(({ from, to }) => ({ from, count: (days?.dates ?? []).filter(date => date >= from && date <= to).length }))
  const [first, ...others] = counted
  if (first === undefined || target === undefined) return { reason: 'noWholePeriod' }
  const fewest = others.reduce((least, one) => (one.count < least.count ? one : least), first)
  const value: Fraction = { numerator: new Exact(fewest.count), denominator: new Exact(1) }
  const met = compare(value, target.value) >= 0
  return {
    met,
    value: met ? fractionText(value) : `${fractionText(value)} (${formatDay(fewest.from)})`,
    against: fractionText(target.value),
  }
}
