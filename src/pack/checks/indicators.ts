import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import type { Parameter } from '../pack.ts'
import type { IndicatorJson } from '../schema-indicator.ts'
import { unknownParameter, type Vocabulary } from './conditions.ts'

const QUANTITIES: ReadonlySet<Parameter['type']> = new Set(['ratio', 'int', 'money'])

/** A threshold has one target and names its flags where it counts them; parameters exist and are numbers; labels are of names that there are. */
export function checkIndicators(indicators: readonly IndicatorJson[], words: Vocabulary): readonly Issue[] {
  return indicators.flatMap((indicator, i) => {
    const path = pointer('indicators', i)
    return [
      ...checkLabels(indicator, path),
      ...checkThreshold(indicator, `${path}/event/params`),
      ...targetsOf(indicator).flatMap(({ key, target }) => checkTarget(target, `${path}/event/params/${key}`, words)),
    ]
  })
}

function checkThreshold({ event }: IndicatorJson, path: string): readonly Issue[] {
  if (event.type !== 'checkThreshold') return []
  const { measure, flags, atLeast, atMost } = event.params
  return [
    ...((atLeast === undefined) === (atMost === undefined) ? [errorIssue('oneTarget', path)] : []),
    ...((measure === 'flags') === (flags === undefined) ? [errorIssue('flagNames', path)] : []),
  ]
}

/** The names of what an event counts. */
export function countedNames({ event }: IndicatorJson): readonly string[] {
  if (event.type === 'flagEvent') return [...new Set(event.params.when.map(({ count }) => count))]
  return event.type === 'checkThreshold' ? (event.params.flags ?? []) : []
}

function checkLabels(indicator: IndicatorJson, path: string): readonly Issue[] {
  const known = [...(indicator.each ?? []), ...countedNames(indicator)]
  return Object.keys(indicator.labels ?? {})
    .filter(name => !known.includes(name))
    .map(name => errorIssue('unknownName', path + pointer('labels', name), { name, suggestion: suggest(name, known) ?? '' }))
}

interface KeyedTarget {
  readonly key: string
  readonly target: unknown
}

/** Every number that an indicator is judged by, as written. */
export function targetsOf({ event }: IndicatorJson): readonly KeyedTarget[] {
  if (event.type === 'checkFrequency') return [{ key: 'atLeast', target: event.params.atLeast }]
  if (event.type !== 'checkThreshold') return []
  const { atLeast, atMost } = event.params
  const [key, given] = atLeast === undefined ? ['atMost', atMost] : ['atLeast', atLeast]
  return Array.isArray(given)
    ? given.map((target: unknown, i) => ({ key: `${key}/${String(i)}`, target }))
    : given === undefined
      ? []
      : [{ key, target: given }]
}

function checkTarget(target: unknown, path: string, words: Vocabulary): readonly Issue[] {
  if (typeof target !== 'object' || target === null || !('parameter' in target)) return []
  const id = String(target.parameter)
  const parameter = words.parameters.get(id)
  if (parameter === undefined) return [unknownParameter(id, path, words)]
  if (QUANTITIES.has(parameter.type)) return []
  return [errorIssue('wrongParameterType', path, { parameter: id, type: parameter.type, expected: [...QUANTITIES].join(', ') })]
}
