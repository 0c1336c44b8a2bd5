import type { DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { targetsOf } from '../pack/checks/indicators.ts'
import type { Pack, Parameter, ParameterValue, Source } from '../pack/pack.ts'
import type { IndicatorJson } from '../pack/schema-indicator.ts'
import { compare, whole, type Fraction } from './fraction.ts'
import { Exact } from './number.ts'

/** The number a value is held against, and whose it is. */
export interface Target {
  readonly comparison: 'atLeast' | 'atMost'
  readonly value: Fraction
  readonly source: Source
  /** The parameter that gives it; undefined: it stands in the clause. */
  readonly parameter: string | undefined
}

/** How a value is held against its target, or against the value of the period before. */
export type Comparison = 'atLeast' | 'atMost' | 'rises' | 'falls' | 'doesNotRise' | 'doesNotFall' | 'noEvent'

export function comparisonOf(event: IndicatorJson['event']): Comparison | null {
  switch (event.type) {
    case 'checkThreshold':
      return event.params.atMost === undefined ? 'atLeast' : 'atMost'
    case 'checkFrequency':
      return 'atLeast'
    case 'checkTrend':
      return event.params.direction
    case 'flagEvent':
      return 'noEvent'
    case 'measureIndicator':
      return null
  }
}

/** Whether it falls due only after the document has lapsed. */
export const isDueAfterWindow = ({ json }: Pack, { due }: IndicatorJson): boolean =>
  due !== undefined && json.window?.to !== undefined && due.day >= json.window.to

/** The strictest target of an indicator as of a day; a parameter without a value then is an issue. Undefined: none is asked for, or one is missing. */
export function targetOf(pack: Pack, indicator: IndicatorJson, asOf: DayNumber, issues: Issue[]): Target | undefined {
  const comparison = indicator.event.type === 'checkThreshold' && indicator.event.params.atMost !== undefined ? 'atMost' : 'atLeast'
  const written = targetsOf(indicator).map(({ target }) => target)
  const targets = written.map(target => resolve(pack, target, comparison, asOf, issues))
  const given = targets.filter(target => target !== undefined)
  if (given.length < written.length) return undefined
  const sign = comparison === 'atLeast' ? 1 : -1
  return given.sort((a, b) => sign * compare(b.value, a.value))[0]
}

function resolve(pack: Pack, target: unknown, comparison: Target['comparison'], asOf: DayNumber, issues: Issue[]): Target | undefined {
  if (typeof target !== 'object' || target === null || !('parameter' in target))
    return { comparison, value: numberOf(target), source: 'clause', parameter: undefined }
  const parameter = pack.parameters.get(String(target.parameter))
  const inForce = parameter === undefined ? undefined : valueOn(parameter, asOf)
  if (parameter === undefined || inForce === undefined) {
    if (parameter !== undefined) issues.push(missingParameter(parameter))
    return undefined
  }
  return { comparison, value: numberOf(inForce.value), source: inForce.source, parameter: parameter.id }
}

const numberOf = (written: unknown): Fraction => whole(new Exact(String(written)))

const valueOn = ({ values }: Parameter, day: DayNumber): ParameterValue | undefined =>
  values.filter(({ from }) => from === undefined || from <= day).at(-1)

function missingParameter({ id, label, clause }: Parameter): Issue {
  return errorIssue('missingParameter', '', { parameter: id, label: label.zh, labelEn: label.en }, clause)
}
