import { formatDay, type DayNumber } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import type { Issue } from '../base/issue.ts'
import type { Label } from '../facts/spec.ts'
import { countedNames, targetsOf } from '../pack/checks/indicators.ts'
import type { Pack, Source } from '../pack/pack.ts'
import type { IndicatorJson } from '../pack/schema-indicator.ts'
import { fractionText } from './fraction.ts'
import { readAsOf } from './indicators.ts'
import { nameLabel } from './names.ts'
import { neededParts, type Part } from './read-value.ts'
import { comparisonOf, isDueAfterWindow, targetOf, type Comparison } from './targets.ts'

/** What an indicator counts in. `asGiven`: the unit is that of the value, as its label says. */
export type Unit = 'share' | 'growth' | 'flags' | 'mean' | 'asGiven' | 'timesAWeek' | 'timesAMonth' | 'events'

export interface Named {
  readonly name: string
  readonly label: Label
}

/** A number that a value is held against, from a day on (null: from the first). Null: nobody gave it. */
export interface DatedTarget {
  readonly from: string | null
  readonly value: string | null
  readonly source: Source | null
  readonly parameter: string | null
}

/** One indicator of a pack before any value is judged. */
export interface ListedIndicator {
  readonly id: string
  readonly clause: string | null
  readonly label: Label
  readonly modality: IndicatorJson['modality']
  readonly comparison: Comparison | null
  readonly unit: Unit
  /** None: there is no number to reach, but a trend, an event, or nothing. */
  readonly targets: readonly DatedTarget[]
  readonly due: string | null
  readonly dueAfterWindow: boolean
  /** Each is judged by itself; none: it has no groups. */
  readonly groups: readonly Named[]
  /** Keys of the value to give, and the names that `flags` and `counts` have. */
  readonly needs: readonly Part[]
  readonly names: readonly Named[]
}

/** The indicators of a pack with their targets: those of a day, or of every day since when they differ. Throws a PolicyError for a day that is none. */
export function listIndicators(pack: Pack, asOf?: string): readonly ListedIndicator[] {
  const issues: Issue[] = []
  const day = asOf === undefined ? undefined : readAsOf(asOf, issues)
  if (issues.length > 0) throw policyError(issues)
  return pack.json.indicators.map(indicator => ({
    id: indicator.id,
    clause: indicator.clause ?? null,
    label: indicator.label,
    modality: indicator.modality,
    comparison: comparisonOf(indicator.event),
    unit: unitOf(indicator.event),
    targets: datedTargets(pack, indicator, day),
    due: indicator.due?.day ?? null,
    dueAfterWindow: isDueAfterWindow(pack, indicator),
    groups: (indicator.each ?? []).map(name => ({ name, label: nameLabel(indicator, name) })),
    needs: neededParts(indicator.event),
    names: countedNames(indicator).map(name => ({ name, label: nameLabel(indicator, name) })),
  }))
}

function unitOf(event: IndicatorJson['event']): Unit {
  if (event.type === 'checkFrequency') return event.params.per === 'week' ? 'timesAWeek' : 'timesAMonth'
  if (event.type === 'flagEvent') return 'events'
  return event.params.measure === 'value' ? 'asGiven' : event.params.measure
}

function datedTargets(pack: Pack, indicator: IndicatorJson, asOf: DayNumber | undefined): readonly DatedTarget[] {
  if (targetsOf(indicator).length === 0) return []
  const days = asOf === undefined ? changesOf(pack, indicator) : [asOf]
  const found = days.map(day => targetOn(pack, indicator, day))
  const dated = found.map((target, i) => ({ from: i === 0 ? null : formatDay(days[i] ?? 0), ...target }))
  return dated.filter(({ value, parameter }, i) => i === 0 || value !== dated[i - 1]?.value || parameter !== dated[i - 1]?.parameter)
}

/** The days on which a number of the target changes, after the first day of all. */
function changesOf(pack: Pack, indicator: IndicatorJson): readonly DayNumber[] {
  const values = targetsOf(indicator).flatMap(({ target }) =>
    typeof target === 'object' && target !== null && 'parameter' in target
      ? (pack.parameters.get(String(target.parameter))?.values ?? [])
      : [],
  )
  return [...new Set([0, ...values.flatMap(({ from }) => from ?? [])])].sort((a, b) => a - b)
}

function targetOn(pack: Pack, indicator: IndicatorJson, day: DayNumber): Omit<DatedTarget, 'from'> {
  const missing: Issue[] = []
  const target = targetOf(pack, indicator, day, missing)
  if (target !== undefined) return { value: fractionText(target.value), source: target.source, parameter: target.parameter ?? null }
  return { value: null, source: null, parameter: missing.map(({ params }) => String(params['parameter'])).join(', ') }
}
