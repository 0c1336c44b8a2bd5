import type { Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { ID } from './schema-values.ts'

/** A rule or table that nothing else in a pack is read by: a wrong one hides no other problem. */
const ENTRY = /^(\/(rules|tables)\/(\d+))(?=\/|$)/

/** The pack with every rule and table that an issue lies in put out of action, at its place; undefined if an issue lies elsewhere. */
export function withoutWrongEntries(plain: unknown, issues: readonly Issue[]): unknown {
  if (!isPlainObject(plain)) return undefined
  const wrong = { rules: new Set<number>(), tables: new Set<number>() }
  for (const { path } of issues) {
    const [, , list, index] = ENTRY.exec(path) ?? []
    if (list !== 'rules' && list !== 'tables') return undefined
    wrong[list].add(Number(index))
  }
  const idle = (name: 'rules' | 'tables'): unknown => {
    const list = plain[name]
    const stand = name === 'rules' ? IDLE_RULE : IDLE_TABLE
    return Array.isArray(list) ? list.map((entry: unknown, i) => (wrong[name].has(i) ? { ...stand, id: idOf(entry, i) } : entry)) : list
  }
  return { ...plain, rules: idle('rules'), tables: idle('tables') }
}

/** Whether an issue lies in an entry that was put out of action. */
export const isInWrongEntry = (issue: Issue, told: readonly Issue[]): boolean => {
  const entry = ENTRY.exec(issue.path)?.[1]
  return entry !== undefined && told.some(one => ENTRY.exec(one.path)?.[1] === entry)
}

const IDLE_RULE = { conditions: { fact: 'cost.total', operator: 'lessThan', value: '0' }, event: { type: 'linkStay' } }
const IDLE_TABLE = { columns: ['cost.total'], event: 'linkStay', sets: 'none', rows: [] }

/** Its own id, which others may name, if it has one. */
function idOf(entry: unknown, index: number): string {
  const id = isPlainObject(entry) ? entry['id'] : undefined
  return ID.safeParse(id).success ? String(id) : `entry${String(index)}`
}
