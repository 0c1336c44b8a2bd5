import { formatDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import { pointer } from '../base/issue.ts'
import type { Pack } from '../pack/pack.ts'
import type { DayRange } from './variables.ts'
import { finding, type CheckFinding } from './report.ts'

/** Layers whose segments end in another order than they stand in, on some day: their ends are parameters, so only a scheme's values tell. */
export function checkSegments(pack: Pack, days: DayRange): readonly CheckFinding[] {
  return pack.layers.flatMap((layer, i) => {
    const ends = (layer.segments ?? []).flatMap(segment => (segment.to === undefined ? [] : [segment.to]))
    const starts = ends.flatMap(end => parameterOf(pack, end)?.values.map(value => value.from ?? days.from) ?? [])
    const first = [...new Set([days.from, ...starts])]
      .filter(day => day >= days.from && day <= days.to)
      .sort((a, b) => a - b)
      .find(day => !rises(ends.flatMap(end => amountOn(pack, end, day) ?? [])))
    return first === undefined
      ? []
      : [
          finding('error', 'segmentsFall', {
            path: pointer('layers', i, 'segments'),
            clause: layer.clause,
            params: { layer: layer.id, day: formatDay(first) },
          }),
        ]
  })
}

const rises = (ends: readonly number[]): boolean => ends.every((end, i) => i === 0 || end > (ends[i - 1] ?? 0))

const parameterOf = (pack: Pack, raw: unknown) =>
  typeof raw === 'object' && raw !== null && 'parameter' in raw ? pack.parameters.get(String(raw.parameter)) : undefined

/** The amount on a day in fen; undefined where its parameter has no value then. */
function amountOn(pack: Pack, raw: unknown, day: number): number | undefined {
  const parameter = parameterOf(pack, raw)
  const value = parameter === undefined ? raw : parameter.values.filter(one => (one.from ?? -Infinity) <= day).at(-1)?.value
  const read = readDecimal(value, 2, 0, 1e11)
  return typeof read === 'number' ? read : undefined
}
