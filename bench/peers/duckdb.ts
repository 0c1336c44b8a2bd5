import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { SqlColumn } from '../../src/expression/readings/sql.ts'
import { openPack } from '../../src/full-policy.ts'
import { claimColumns, itemColumns, toSql } from '../../src/policy-sql.ts'
import { sqlRow } from '../../test/support/sql-rows.ts'
import { LINES, type Job } from '../job.ts'

/** The claims of the job so often, each time of other persons, in a table of an in-memory DuckDB with one thread. */
export class DuckPeer {
  readonly #connection: DuckDBConnection
  readonly #sql: string
  readonly #slots: number

  private constructor(connection: DuckDBConnection, sql: string, slots: number) {
    this.#connection = connection
    this.#sql = sql
    this.#slots = slots
  }

  static async of(job: Job, copies: number): Promise<DuckPeer> {
    const policy = openPack(job.pack)
    const [columns, items] = [claimColumns(policy, LINES), itemColumns(policy, LINES)]
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run('SET threads = 1')
    const folder = mkdtempSync(join(tmpdir(), 'yibao-bench-duckdb-'))
    try {
      const file = join(folder, 'claims.ndjson')
      const rows = job.claims.map(({ claim, state }, seq) => {
        const { id: person } = claim['person'] as { readonly id: string }
        const step = { seq, person, open: policy.open(claim, state), stateBefore: state, run: undefined, guards: [], stateAfter: undefined }
        return JSON.stringify(sqlRow(step, columns))
      })
      writeFileSync(file, rows.join('\n'))
      const types = typesOf(columns, items)
      await connection.run(
        `CREATE TABLE claims AS SELECT * REPLACE (person || '/' || copy AS person, seq + copy * ${String(job.claims.length)} AS seq)
         FROM read_json('${file}', format = 'newline_delimited', columns = ${types}), range(${String(copies)}) AS copies(copy)`,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
    return new DuckPeer(connection, toSql(policy, { dialect: 'duckdb', lines: LINES }), policy.sheet.slots.length)
  }

  /** Settles every claim into a table of its own. */
  async settle(): Promise<void> {
    await this.#connection.run(`CREATE OR REPLACE TABLE settled AS ${this.#sql}`)
  }

  /** Lines and slots of each claim settled, in order of input. */
  async values(): Promise<readonly (readonly number[])[]> {
    const columns = [...LINES.map((_, i) => `l${String(i)}`), ...Array.from({ length: this.#slots }, (_, i) => `s${String(i)}`)]
    const reader = await this.#connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM settled ORDER BY seq`)
    return reader.getRowsJS().map(row => row.map(Number))
  }
}

function typesOf(columns: readonly SqlColumn[], items: readonly SqlColumn[]): string {
  const given = { id: 'VARCHAR', person: 'VARCHAR', year: 'BIGINT', seq: 'BIGINT', settle_day: 'BIGINT' }
  const field = ({ column, type }: SqlColumn): string => `"${column}" ${type}`
  const types = [...Object.entries(given), ...columns.map(({ column, type }) => [column, type] as const)]
  if (items.length > 0) types.push(['items', `STRUCT(${items.map(field).join(', ')})[]`])
  return `{${types.map(([column, type]) => `"${column}": '${type}'`).join(', ')}}`
}
