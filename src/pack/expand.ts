import { parseDay } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import type { Condition, Leaf, Literal } from '../condition/types.ts'
import { effectSpec } from '../effect/effects.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { ComposedPack } from './adopt.ts'
import type { Rule } from './pack.ts'
import type { RuleJson, SchemeJson, TableJson } from './schema.ts'

type Cell = NonNullable<TableJson['rows']>[number][number]
type FactFinder = (path: string) => FactSpec | undefined

const days = (window: { readonly from?: string | undefined; readonly to?: string | undefined }): Pick<Rule, 'from' | 'to'> => ({
  from: window.from === undefined ? undefined : parseDay(window.from),
  to: window.to === undefined ? undefined : parseDay(window.to),
})

/** Rules and the rows of tables as one list, in the pack's order; params get the default layer, overrides their rows. */
export function expandRules(
  { json, paths }: ComposedPack,
  scheme: SchemeJson | undefined,
  fact: FactFinder,
  issues: Issue[],
): readonly Rule[] {
  const rows = new Map<string, readonly string[]>()
  const written = json.rules.map((rule, i) => ({ ...ruleOf(rule, paths.rules[i] ?? ''), names: rule.overrides ?? [] }))
  const tabled = json.tables.flatMap((table, i) => {
    const expanded = expandTable(table, scheme, paths.tables[i] ?? '', fact, issues)
    rows.set(
      table.id,
      expanded.map(rule => rule.id),
    )
    return expanded.map(rule => ({ ...rule, names: table.overrides ?? [] }))
  })
  const all = [...tabled, ...written]
  const ids = new Set(all.map(rule => rule.id))
  return all.map(({ names, ...rule }) => ({ ...rule, overrides: resolveOverrides(names, rule, rows, ids, issues) }))
}

function ruleOf(rule: RuleJson, path: string): Rule {
  return {
    id: rule.id,
    clause: rule.clause,
    ...(rule.label === undefined ? {} : { label: rule.label }),
    path,
    ...days(rule),
    conditions: rule.conditions,
    type: rule.event.type,
    params: withLayer(rule.event.type, rule.event.params),
    overrides: [],
  }
}

function withLayer(type: string, params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return effectSpec(type)?.params['layer'] === undefined ? params : { layer: 'basic', ...params }
}

function resolveOverrides(
  names: readonly string[],
  rule: Rule,
  rows: ReadonlyMap<string, readonly string[]>,
  ids: ReadonlySet<string>,
  issues: Issue[],
): readonly string[] {
  return names.flatMap((name, i) => {
    const found = rows.get(name) ?? (ids.has(name) ? [name] : undefined)
    if (found === undefined) issues.push(errorIssue('unknownRule', rule.path + pointer('overrides', i), { rule: name }))
    return (found ?? []).filter(id => id !== rule.id)
  })
}

function expandTable(table: TableJson, scheme: SchemeJson | undefined, path: string, fact: FactFinder, issues: Issue[]): readonly Rule[] {
  const rows = scheme?.tables?.[table.id]?.rows ?? table.rows
  if (rows === undefined) {
    issues.push(errorIssue('emptyTable', path, { table: table.id }))
    return []
  }
  return rows.flatMap((row, i) => {
    const expected = table.columns.length + 1
    if (row.length !== expected) {
      issues.push(errorIssue('rowLength', path + pointer('rows', i), { row: i + 1, received: row.length, expected }))
      return []
    }
    const conditions = table.columns.flatMap((column, j) => cellConditions(column, row[j] as Cell, fact))
    return [
      {
        id: `${table.id}#${String(i + 1)}`,
        clause: table.clause,
        ...(table.label === undefined ? {} : { label: table.label }),
        path: path + pointer('rows', i),
        ...days(table),
        conditions: { all: conditions },
        type: table.event,
        params: withLayer(table.event, { ...table.params, [table.sets]: row[row.length - 1] }),
        overrides: [],
      },
    ]
  })
}

function cellConditions(fact: string, cell: Cell, find: FactFinder): readonly Condition[] {
  if (cell === '*') return []
  const isSet = find(fact)?.type === 'set'
  const leaf = (operator: Leaf['operator'], value: Leaf['value']): Leaf => ({ fact, operator, value })
  if (Array.isArray(cell)) {
    const list = cell as readonly Literal[]
    return [isMembership(find(fact)) ? leaf('in', list) : { any: list.map(value => leaf(isSet ? 'contains' : 'equal', value)) }]
  }
  if (typeof cell !== 'object') return [leaf(isSet ? 'contains' : 'equal', cell)]
  if ('parameter' in cell) return [leaf('equal', cell)]
  return [
    ...(cell.from === undefined ? [] : [leaf('greaterThanInclusive', cell.from)]),
    ...(cell.to === undefined ? [] : [leaf('lessThan', cell.to)]),
  ]
}

const isMembership = (spec: FactSpec | undefined): boolean => spec !== undefined && ['enum', 'area', 'code'].includes(spec.type)

/** Every rule that overrides a rule, directly or through others. Issues name a rule that overrides itself. */
export function overriders(rules: readonly Rule[], issues: Issue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map<string, Set<string>>()
  for (const rule of rules) {
    for (const target of rule.overrides) {
      const set = direct.get(target) ?? new Set<string>()
      direct.set(target, set.add(rule.id))
    }
  }
  const closed = new Map<string, ReadonlySet<string>>()
  const paths = new Map(rules.map(rule => [rule.id, rule.path]))
  for (const target of direct.keys()) {
    const reached = new Set<string>()
    const queue = [...(direct.get(target) ?? [])]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue
      reached.add(next)
      queue.push(...(direct.get(next) ?? []))
    }
    if (reached.has(target)) issues.push(errorIssue('overrideCycle', paths.get(target) ?? '', { rule: target }))
    closed.set(target, reached)
  }
  return closed
}
