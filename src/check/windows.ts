import { formatDay, parseDay } from '../base/date.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { finding, type CheckFinding } from './report.ts'

/** Windows in which there is no day, and rules that are in force on no day of the pack's. A table's window is told of once. */
export function checkWindows(pack: Pack): readonly CheckFinding[] {
  const { from, to } = pack.json.window ?? {}
  const first = from === undefined ? -Infinity : (parseDay(from) ?? -Infinity)
  const end = to === undefined ? Infinity : (parseDay(to) ?? Infinity)
  if (first >= end)
    return [finding('error', 'windowEmpty', { path: '/window', params: { of: pack.json.id, from: from ?? '-', to: to ?? '-' } })]
  const told = new Set<string>()
  return pack.rules.flatMap(rule => {
    const { id, path } = wholeOf(rule)
    if (told.has(id)) return []
    told.add(id)
    const params = { of: id, from: day(rule.from), to: day(rule.to) }
    if ((rule.from ?? -Infinity) >= (rule.to ?? Infinity)) return [finding('error', 'windowEmpty', { path, clause: rule.clause, params })]
    if ((rule.from ?? -Infinity) < end && (rule.to ?? Infinity) > first) return []
    return [
      finding('warning', 'ruleOutsideWindow', { path, clause: rule.clause, params: { ...params, first: from ?? '-', end: to ?? '-' } }),
    ]
  })
}

const day = (value: number | undefined): string => (value === undefined ? '-' : formatDay(value))

/** A rule, or the table of which it is a row. */
export function wholeOf(rule: Rule): { readonly id: string; readonly path: string; readonly isTable: boolean } {
  const at = rule.id.indexOf('#')
  if (at < 0) return { id: rule.id, path: rule.path, isTable: false }
  return { id: rule.id.slice(0, at), path: rule.path.replace(/\/rows\/\d+$/, ''), isTable: true }
}
