import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { SqlColumn } from '../../src/expression/readings/sql.ts'

export type SqlRow = Readonly<Record<string, unknown>>

/** Claims to be loaded: the five given columns, those of `claimColumns`, and `items` where `itemColumns` has any. */
export interface SqlTable {
  readonly name?: string
  readonly columns: readonly SqlColumn[]
  readonly items?: readonly SqlColumn[]
  /** By column name: `id person year seq settle_day`, the columns, and `items` as an array of objects by field name. */
  readonly rows: readonly SqlRow[]
}

/** How long each step took, in milliseconds: loading, planning, running with the rows read. */
export interface SqlTiming {
  readonly load: number
  readonly plan: number
  readonly run: number
}

export interface SqlResult {
  /** BIGINT as number, LIST as array. */
  readonly rows: readonly SqlRow[]
  readonly timing: SqlTiming
}

const GIVEN = { id: 'VARCHAR', person: 'VARCHAR', year: 'BIGINT', seq: 'BIGINT', settle_day: 'BIGINT' }
const LINES_AT_ONCE = 5000

/** Runs a text over claims in an in-memory DuckDB with one thread; rows as objects by column name. */
export async function runSql(sql: string, table: SqlTable): Promise<readonly SqlRow[]> {
  return (await timeSql(sql, table)).rows
}

/** As `runSql`, with the time each step took. */
export async function timeSql(sql: string, table: SqlTable): Promise<SqlResult> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const folder = mkdtempSync(join(tmpdir(), 'yibao-sql-'))
  try {
    const start = performance.now()
    const file = join(folder, 'claims.ndjson')
    writeRows(file, table.rows)
    await connection.run('SET threads=1')
    await connection.run(
      `CREATE TABLE ${table.name ?? 'claims'} AS SELECT * FROM read_json('${file}', format='newline_delimited', columns=${columnTypes(table)})`,
    )
    const loaded = performance.now()
    const statement = await connection.prepare(sql)
    const planned = performance.now()
    const reader = await statement.runAndReadAll()
    const rows = reader.getRowObjectsJS().map(row => plainRow(row))
    return { rows, timing: { load: loaded - start, plan: planned - loaded, run: performance.now() - planned } }
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true })
  }
}

function columnTypes(table: SqlTable): string {
  const types = Object.entries({ ...GIVEN, ...Object.fromEntries(table.columns.map(({ column, type }) => [column, type])) })
  const items = table.items ?? []
  if (items.length > 0) types.push(['items', `STRUCT(${items.map(({ column, type }) => `"${column}" ${type}`).join(', ')})[]`])
  return `{${types.map(([column, type]) => `"${column}": '${type}'`).join(', ')}}`
}

function writeRows(file: string, rows: readonly SqlRow[]): void {
  writeFileSync(file, '')
  for (let start = 0; start < rows.length; start += LINES_AT_ONCE) {
    const lines = rows.slice(start, start + LINES_AT_ONCE).map(row => JSON.stringify(row))
    writeFileSync(file, lines.join('\n') + '\n', { flag: 'a' })
  }
}

const plainRow = (row: Readonly<Record<string, unknown>>): SqlRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)]))

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}
