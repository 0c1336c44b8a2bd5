import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import type { PackJson, ParameterJson } from './schema.ts'

/** A pack with what it adopts put in, and the place in its input of each rule, table and parameter. */
export interface ComposedPack {
  readonly json: PackJson
  readonly paths: Readonly<Record<'rules' | 'tables' | 'parameters', readonly string[]>>
}

/**
 * A city's pack on top of the packs it forwards: their rules, tables, parameters, buckets, clauses, invariants, supplements, indicators and scoring come first. A parameter
 * that both declare has the city's values and label and keeps the bounds of the document above, which are still checked. The city's layers,
 * kinds covered and dates stand in for theirs where it gives any.
 */
export function adoptPacks(own: PackJson, adopted: readonly PackJson[], issues: Issue[]): ComposedPack {
  const all = [...adopted, own]
  const prefix = (i: number): string => (i < adopted.length ? pointer('adopted', i) : '')
  const places = (name: 'rules' | 'tables'): readonly string[] =>
    all.flatMap((pack, i) => pack[name].map((_, j) => prefix(i) + pointer(name, j)))
  const parameters = mergeParameters(all, prefix, issues)
  const last = <T>(pick: (pack: PackJson) => T | undefined): T | undefined =>
    all
      .map(pick)
      .reverse()
      .find(value => value !== undefined)
  const filled = <T>(pick: (pack: PackJson) => readonly T[]): T[] => [
    ...(all
      .map(pick)
      .reverse()
      .find(list => list.length > 0) ?? []),
  ]
  const joined = <T extends { readonly id: string }>(pick: (pack: PackJson) => readonly T[]): T[] => byId(all.flatMap(pick))
  const json: PackJson = {
    ...own,
    adopts: undefined,
    adopted: [],
    documents: joined(pack => pack.documents ?? []),
    covers: filled(pack => pack.covers),
    layers: filled(pack => pack.layers),
    benefitYear: last(pack => pack.benefitYear),
    dateBasis: last(pack => pack.dateBasis),
    identityRank: last(pack => pack.identityRank),
    derived: joined(pack => pack.derived ?? []),
    buckets: joined(pack => pack.buckets),
    clauses: joined(pack => pack.clauses),
    invariants: joined(pack => pack.invariants),
    supplements: joined(pack => pack.supplements),
    indicators: joined(pack => pack.indicators),
    scoring: all.some(pack => pack.scoring !== undefined) ? joined(pack => pack.scoring ?? []) : undefined,
    parameters: parameters.map(one => one.json),
    rules: all.flatMap(pack => pack.rules),
    tables: all.flatMap(pack => pack.tables),
  }
  for (const list of ['supplements', 'indicators', 'scoring'] as const)
    all.forEach((pack, i) => issues.push(...duplicates(pack[list] ?? [], prefix(i) + pointer(list))))
  for (const name of ['covers', 'layers'] as const) if (json[name].length === 0) issues.push(errorIssue('missingField', '', { key: name }))
  return { json, paths: { rules: places('rules'), tables: places('tables'), parameters: parameters.map(one => one.path) } }
}

interface Placed {
  readonly json: ParameterJson
  readonly path: string
  readonly pack: number
}

function mergeParameters(packs: readonly PackJson[], prefix: (pack: number) => string, issues: Issue[]): readonly Placed[] {
  const merged = new Map<string, Placed>()
  packs.forEach((pack, i) => {
    pack.parameters.forEach((parameter, j) => {
      const path = prefix(i) + pointer('parameters', j)
      const above = merged.get(parameter.id)
      if (above === undefined) {
        merged.set(parameter.id, { json: parameter, path, pack: i })
        return
      }
      if (above.pack === i) issues.push(errorIssue('duplicateId', path, { id: parameter.id }))
      if (above.json.type !== parameter.type)
        issues.push(errorIssue('wrongParameterType', path, { parameter: parameter.id, type: parameter.type, expected: above.json.type }))
      merged.set(parameter.id, { json: overlaid(above.json, parameter), path, pack: i })
    })
  })
  return [...merged.values()]
}

function overlaid(above: ParameterJson, own: ParameterJson): ParameterJson {
  const gives = own.value !== undefined || own.values !== undefined
  const value = gives ? { value: own.value, values: own.values, source: own.source } : {}
  const label = own.label.zh === own.id ? above.label : own.label
  return { ...above, ...value, label, clause: own.clause ?? above.clause, note: own.note ?? above.note, bounds: own.bounds ?? above.bounds }
}

/** What one pack has twice: joined with others, the first would be lost. */
const duplicates = (list: readonly { readonly id: string }[], path: string): readonly Issue[] =>
  list.flatMap(({ id }, i) => (list.findIndex(one => one.id === id) < i ? [errorIssue('duplicateId', path + pointer(i), { id })] : []))

/** The last of each id, in order of the first. */
function byId<T extends { readonly id: string }>(list: readonly T[]): T[] {
  const found = new Map<string, T>()
  for (const one of list) found.set(one.id, one)
  return [...found.values()]
}
