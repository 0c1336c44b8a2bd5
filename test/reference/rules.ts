import { within } from './dates.ts'
import type { Condition, Layer, Pack, Params, Scheme, Table } from './types.ts'

export interface Rule {
  readonly id: string
  readonly from?: string
  readonly to?: string
  readonly conditions: Condition
  readonly type: string
  readonly params: Params
  readonly overrides: readonly string[]
}

const byCodeUnit = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : Number(left.id > right.id)

const span = (source: { readonly from?: string; readonly to?: string }): { from?: string; to?: string } => ({
  ...(source.from === undefined ? {} : { from: source.from }),
  ...(source.to === undefined ? {} : { to: source.to }),
})

function rowsOf(table: Table, scheme: Scheme | undefined): readonly Rule[] {
  const rows = scheme?.tables?.[table.id]?.rows ?? table.rows ?? []
  return rows.map((row, index) => ({
    id: `${table.id}#${index + 1}`,
    ...span(table),
    conditions: { all: table.columns.map((fact, column) => ({ fact, operator: 'cell', value: row[column] })) },
    type: table.event,
    params: { ...table.params, [table.sets]: row[table.columns.length] },
    overrides: table.overrides ?? [],
  }))
}

/** every rule and table row, by id in code unit order */
export function expand(pack: Pack, scheme: Scheme | undefined): readonly Rule[] {
  const plain = (pack.rules ?? []).map(rule => ({
    id: rule.id,
    ...span(rule),
    conditions: rule.conditions ?? { all: [] },
    type: rule.event.type,
    params: rule.event.params ?? {},
    overrides: rule.overrides ?? [],
  }))
  const all = [...plain, ...(pack.tables ?? []).flatMap(table => rowsOf(table, scheme))]
  return all.filter(rule => !DECISIONS.includes(rule.type)).sort(byCodeUnit)
}

export const layersOf = (pack: Pack, scheme: Scheme | undefined): readonly Layer[] => [...(pack.layers ?? []), ...(scheme?.layers ?? [])]

export const isInForce = (rule: Rule, date: string): boolean => within(date, rule)

const SETTERS = new Set(['classify', 'treatAs', 'enrol'])

export function factSetBy(rule: Rule): string | undefined {
  return SETTERS.has(rule.type) && typeof rule.params['fact'] === 'string' ? rule.params['fact'] : undefined
}

export const targetLayer = (rule: Rule): string => (typeof rule.params['layer'] === 'string' ? rule.params['layer'] : 'basic')

/** Events of sections 10 and 12: they say what `decide` answers, or divide a year's money, and enter no settlement. */
const DECISIONS: readonly string[] = [
  'route',
  'permitDirect',
  'requireReferral',
  'requireDuty',
  'prohibit',
  'setDeadline',
  'paymentParity',
  'priceTierStep',
  'adjustPrice',
  'setSettlementMethod',
  'assignPayer',
  'aggregateUnit',
  'computeBudget',
  'adjustBudget',
  'prepay',
  'payMonthly',
  'splitSurplus',
  'splitOverrun',
  'reserveIncentive',
  'splitCost',
  'countSpend',
]

/** for each rule id, the rules that override it directly or through others */
export function overridersOf(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const stands = (name: string, id: string): boolean => name === id || id.startsWith(`${name}#`)
  const direct = (id: string): readonly Rule[] => rules.filter(rule => rule.id !== id && rule.overrides.some(name => stands(name, id)))
  const all = (id: string): readonly Rule[] => {
    const found = new Map<string, Rule>()
    const queue = [...direct(id)]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (found.has(next.id)) continue
      found.set(next.id, next)
      queue.push(...direct(next.id))
    }
    found.delete(id)
    return [...found.values()]
  }
  return new Map(rules.map(rule => [rule.id, all(rule.id)]))
}
