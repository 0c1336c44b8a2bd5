import { FIRST_DAY, formatDay, parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import type { Pack, Parameter, ParameterValue } from '../pack/pack.ts'
import type { DayRange } from './variables.ts'
import { finding, type CheckFinding } from './report.ts'

/** Places after the point of the values of numeric parameters. */
const PLACES: Readonly<Partial<Record<Parameter['type'], number>>> = { money: 2, ratio: 4, points: 2, scale: 4, int: 0 }

/** A parameter's value with the day from which the next one stands. */
interface InForce {
  readonly value: ParameterValue
  readonly from: number
  readonly to: number
}

/** Values outside their bounds, values that are never in force, days without a value, and what this scheme does not give. */
export function checkParameters(pack: Pack, days: DayRange): { readonly findings: readonly CheckFinding[]; readonly values: number } {
  const parameters = [...pack.parameters.values()]
  const findings = parameters.flatMap(parameter => {
    if (parameter.values.length === 0)
      return [finding('information', 'parameterWithoutValue', { ...placeOf(parameter), params: named(parameter) })]
    const values = parameter.values.map((value, i): InForce => {
      const next = parameter.values[i + 1]
      return { value, from: value.from ?? -Infinity, to: next?.from ?? Infinity }
    })
    return [
      ...values.flatMap(one => outOfBounds(parameter, one, days)),
      ...outOfForce(pack, parameter, values),
      ...gap(pack, parameter, values, days),
    ]
  })
  return { findings, values: parameters.reduce((sum, parameter) => sum + parameter.values.length, 0) }
}

const placeOf = ({ path, clause }: Parameter): { readonly path: string; readonly clause: string | undefined } => ({ path, clause })

const named = ({ id, label }: Parameter) => ({ parameter: id, label: label.zh, labelEn: label.en })

/** Bounds are inclusive, and count for every value that may be in force on the days looked at. */
function outOfBounds(parameter: Parameter, { value, from, to }: InForce, days: DayRange): readonly CheckFinding[] {
  const places = PLACES[parameter.type]
  const { bounds } = parameter
  if (places === undefined || bounds === undefined || from > days.to || to <= days.from) return []
  const read = (raw: unknown): number | undefined => {
    const count = readDecimal(raw, places, -1e12, 1e12)
    return typeof count === 'number' ? count : undefined
  }
  const [given, min, max] = [read(value.value), read(bounds.min), read(bounds.max)]
  if (given === undefined || ((min === undefined || given >= min) && (max === undefined || given <= max))) return []
  const params = {
    ...named(parameter),
    value: String(value.value),
    ...since(value.from),
    min: shown(bounds.min),
    max: shown(bounds.max),
  }
  const { path, clause } = parameter
  return [finding('error', 'parameterOutOfBounds', { path, clause: bounds.clause ?? clause, params })]
}

/** Which of several values it is; nothing where there is one for all days. */
const since = (from: number | undefined) =>
  from === undefined ? { since: '', sinceEn: '' } : { since: `（自${formatDay(from)}起）`, sinceEn: ` (from ${formatDay(from)})` }

const shown = (bound: unknown): string => (bound === undefined ? '-' : String(bound))

/** Values that the pack's window never lets come into force. */
function outOfForce(pack: Pack, parameter: Parameter, values: readonly InForce[]): readonly CheckFinding[] {
  const { from, to } = pack.json.window ?? {}
  const first = from === undefined ? -Infinity : (parseDay(from) ?? -Infinity)
  const end = to === undefined ? Infinity : (parseDay(to) ?? Infinity)
  return values
    .filter(one => one.from >= end || one.to <= first || one.from === one.to)
    .map(one => {
      const params = {
        ...named(parameter),
        value: String(one.value.value),
        from: one.value.from === undefined ? '-' : formatDay(one.value.from),
      }
      return finding('warning', 'valueNeverInForce', { ...placeOf(parameter), params })
    })
}

/** Days of the window before the first value. Later ones all have one: a value stands until the next. */
function gap(pack: Pack, parameter: Parameter, [first]: readonly InForce[], days: DayRange): readonly CheckFinding[] {
  // A pack that does not say when it begins has no first day that a value could miss.
  const noFirstDay = pack.json.window?.from === undefined && days.from === FIRST_DAY
  if (first === undefined || first.from <= days.from || noFirstDay) return []
  const until = formatDay(Math.min(first.from, days.to + 1))
  const params = { ...named(parameter), from: formatDay(days.from), until }
  return [finding('warning', 'valueGap', { ...placeOf(parameter), params })]
}
