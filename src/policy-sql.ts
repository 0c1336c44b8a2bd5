import { claimColumns as columnsOf, itemColumns as itemsOf, toSql as sqlOf, type SqlColumn } from './expression/readings/sql.ts'
import { liveSheet } from './expression/live-sheet.ts'
import { factSpec } from './facts/catalogue.ts'
import type { Policy } from './policy.ts'

export type { SqlColumn } from './expression/readings/sql.ts'

/** What SQL needs of a policy. */
export type SqlSource = Pick<Policy, 'sheet' | 'lines'>

export interface PolicySqlOptions {
  readonly dialect: 'duckdb'
  /** Ids of the lines asked for, the columns `l0`, `l1` … of the result; default: all, as `policy.lines`. */
  readonly lines?: readonly string[]
  /** The relation of claims; default `claims`. */
  readonly table?: string
  /** Whether the result lists the rules that fired. */
  readonly fired?: boolean
}

const codeOf = (path: string, code: string): number => factSpec(path)?.codes?.indexOf(code) ?? -1

const HISTORY_CODES = { kindInpatient: codeOf('encounter.kind', 'inpatient'), tierUnrated: codeOf('institution.tier', 'unrated') }

/** One SELECT over a relation of claims with `claimColumns`, and `itemColumns` in its `items`; each person's year is folded in order. */
export function toSql({ sheet, lines }: SqlSource, options: PolicySqlOptions): string {
  return sqlOf(liveSheet(sheet), { lines, table: 'claims', codes: HISTORY_CODES, ...options })
}

/** The columns of the relation that a query for these lines reads, beside `id`, `person`, `year`, `seq` and `settle_day`. */
export function claimColumns({ sheet, lines }: SqlSource, asked = lines, fired = false): readonly SqlColumn[] {
  return columnsOf(liveSheet(sheet), asked, fired)
}

/** The fields of a struct in `items`; none: the relation needs no `items`. */
export function itemColumns({ sheet, lines }: SqlSource, asked = lines, fired = false): readonly SqlColumn[] {
  return itemsOf(liveSheet(sheet), asked, fired)
}
