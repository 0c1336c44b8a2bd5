import { formatDay, parseDay, type DayNumber } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip, show } from '../base/text.ts'
import type { Label } from '../facts/spec.ts'
import { keysOf } from '../facts/read-value.ts'
import type { Pack, Source } from '../pack/pack.ts'
import type { IndicatorJson } from '../pack/schema-indicator.ts'
import { packIdentity, type PackIdentity } from '../settlement/pack-identity.ts'
import { blanksOf } from './blanks.ts'
import { daysAsOf } from './days-as-of.ts'
import { fractionText } from './fraction.ts'
import { judge, type Judgement, type UndeterminedReason } from './judge.ts'
import { nameLabel } from './names.ts'
import { neededParts, readReading } from './read-value.ts'
import { comparisonOf, isDueAfterWindow, targetOf, type Comparison, type Target } from './targets.ts'

/** `notYetDue`: not met, and it has time until `due`. `measured`: reported without a target. */
export type IndicatorStatus = 'met' | 'notMet' | 'notYetDue' | 'measured' | 'undetermined'

/** How grave a target not met is, by the document's wording: a rule; in principle or about; gradually, to be aimed at or encouraged. */
export type Gravity = 'none' | 'note' | 'warning' | 'violation'

export interface IndicatorResult {
  readonly id: string
  readonly group: string | null
  readonly groupLabel: Label | null
  readonly clause: string | null
  readonly label: Label
  readonly modality: IndicatorJson['modality']
  readonly type: IndicatorJson['event']['type']
  readonly status: IndicatorStatus
  /** As decimals for reading: shares to four places. Null: there is none. */
  readonly value: string | null
  /** What it was held against: a target, or the value of the period before. */
  readonly against: string | null
  readonly comparison: Comparison | null
  readonly source: Source | null
  readonly parameter: string | null
  readonly due: string | null
  /** It falls due only after the document has lapsed. */
  readonly dueAfterWindow: boolean
  readonly gravity: Gravity
  readonly reason: UndeterminedReason | null
  /** What to give where there is no value. */
  readonly needs: readonly string[]
}

export interface IndicatorReport {
  readonly version: 1
  readonly policy: PackIdentity
  readonly asOf: string
  readonly results: readonly IndicatorResult[]
  /** Values that were left aside: of days after `asOf` or outside their period. */
  readonly findings: readonly Issue[]
}

export interface IndicatorOptions {
  /** The day as of which targets are judged, `YYYY-MM-DD`: nothing is taken from the clock. */
  readonly asOf?: string
}

/**
 * Judges every indicator of a pack. `values`: by indicator id, `{numerator, denominator}`, `{value}`, `{previous}`, `{counts}`, `{flags}`, `{values}` or
 * `{from, to, dates}` as its event asks for; with `each` one of these per group. What is not given is undetermined; what cannot be read, or a
 * target without a number, is thrown, everything at once.
 */
export function judgeIndicators(pack: Pack, values: unknown, options: IndicatorOptions = {}): IndicatorReport {
  const issues: Issue[] = []
  const asOf = readAsOf(options.asOf, issues)
  const given = readValues(pack.json.indicators, values, issues)
  const findings: Issue[] = []
  const judging = { pack, asOf, issues, findings }
  const results = pack.json.indicators.flatMap(indicator => judgeOne(judging, indicator, given.get(indicator.id)))
  const all = blanksTogether(issues, blanksOf(values, '/values'))
  if (all.length > 0) throw policyError(distinct(all))
  return { version: 1, policy: packIdentity(pack), asOf: formatDay(asOf), results, findings }
}

/** One issue for all blanks, in place of one each. */
function blanksTogether(issues: readonly Issue[], blanks: readonly string[]): readonly Issue[] {
  if (blanks.length === 0) return issues
  const others = issues.filter(({ path }) => !blanks.includes(path))
  return [...others, errorIssue('blankValues', '/values', { count: blanks.length, places: blanks.join(', ') })]
}

/** Any day stands in for one that could not be read: nothing is reported then. */
export function readAsOf(text: string | undefined, issues: Issue[]): DayNumber {
  const day = typeof text === 'string' ? parseDay(text) : undefined
  if (day === undefined)
    issues.push(text === undefined ? errorIssue('asOfNeeded', '') : errorIssue('notADay', '/asOf', { received: show(text) }))
  return day ?? 0
}

function readValues(indicators: readonly IndicatorJson[], values: unknown, issues: Issue[]): ReadonlyMap<string, unknown> {
  const keys = keysOf(values, '/values', issues) ?? []
  const known = indicators.map(({ id }) => id)
  for (const key of keys)
    if (!known.includes(key))
      issues.push(errorIssue('unknownIndicator', `/values${pointer(clip(key))}`, { id: clip(key), suggestion: suggest(key, known) ?? '' }))
  return new Map(keys.map(key => [key, (values as Readonly<Record<string, unknown>>)[key]]))
}

interface Judging {
  readonly pack: Pack
  readonly asOf: DayNumber
  readonly issues: Issue[]
  readonly findings: Issue[]
}

function judgeOne(judging: Judging, indicator: IndicatorJson, value: unknown): readonly IndicatorResult[] {
  const { issues } = judging
  const path = `/values${pointer(indicator.id)}`
  // A target that nobody gave matters only where there is something to hold against it.
  const target = value === undefined ? undefined : targetOf(judging.pack, indicator, judging.asOf, issues)
  if (indicator.each === undefined) return [result(judging, indicator, null, read(judging, indicator, value, path, target), target)]
  const groups = value === undefined ? {} : isPlainObject(value) ? value : {}
  for (const key of value === undefined ? [] : (keysOf(value, path, issues) ?? []))
    if (!indicator.each.includes(key))
      issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, indicator.each) ?? '' }))
  return indicator.each.map(group =>
    result(judging, indicator, group, read(judging, indicator, groups[group], path + pointer(group), target), target),
  )
}

function read(judging: Judging, { event }: IndicatorJson, value: unknown, path: string, target: Target | undefined): Judgement {
  if (value === undefined) return { reason: 'noValue' }
  const reading = readReading(event, value, path, judging.issues)
  if (reading === undefined) return { reason: 'noValue' }
  const { days } = reading
  return judge(event, days === undefined ? reading : { ...reading, days: daysAsOf(days, judging.asOf, path, judging.findings) }, target)
}

function result(
  { pack, asOf }: Judging,
  indicator: IndicatorJson,
  group: string | null,
  { met, value, against, reason }: Judgement,
  target: Target | undefined,
): IndicatorResult {
  const { id, clause, label, modality, event, due } = indicator
  const dueDay = due === undefined ? undefined : parseDay(due.day)
  const status = statusOf(met, reason, dueDay !== undefined && asOf < dueDay)
  return {
    id,
    group,
    groupLabel: group === null ? null : nameLabel(indicator, group),
    clause: clause ?? null,
    label,
    modality,
    type: event.type,
    status,
    value: value ?? null,
    against: against ?? (target === undefined ? null : fractionText(target.value)),
    comparison: comparisonOf(event),
    source: target?.source ?? null,
    parameter: target?.parameter ?? null,
    due: due?.day ?? null,
    dueAfterWindow: isDueAfterWindow(pack, indicator),
    gravity: status === 'notMet' ? GRAVITY[modality] : 'none',
    reason: reason ?? null,
    needs: reason === 'noValue' ? neededParts(event) : [],
  }
}

function statusOf(met: boolean | undefined, reason: UndeterminedReason | undefined, isEarly: boolean): IndicatorStatus {
  if (reason !== undefined) return 'undetermined'
  if (met === undefined) return 'measured'
  return met ? 'met' : isEarly ? 'notYetDue' : 'notMet'
}

const GRAVITY: Readonly<Record<IndicatorJson['modality'], Gravity>> = {
  rule: 'violation',
  inPrinciple: 'warning',
  approximate: 'warning',
  gradual: 'note',
  aspirational: 'note',
  encouraged: 'note',
}

/** Two indicators may lack one parameter. */
const distinct = (issues: readonly Issue[]): readonly Issue[] => [...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values()]
