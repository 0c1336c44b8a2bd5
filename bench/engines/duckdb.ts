import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openPack } from '../../src/full-policy.ts'
import { claimColumns, itemColumns } from '../../src/policy-sql.ts'
import { sqlRow } from '../../test/support/sql-rows.ts'
import { agree, LINES, readJob, serve } from '../job.ts'

/** The years of the job in SQL, one thread, the result kept as a table. The job many times over, by other persons each time: small queries would mostly be planned. */
const COPIES = 10

const job = readJob()
const policy = openPack(job.pack)
const columns = claimColumns(policy, LINES)
const items = itemColumns(policy, LINES)
const personOf = (claim: Record<string, unknown>): string => String((claim['person'] as Record<string, unknown>)['id'])
const rows = job.claims.map(({ claim, state }, i) =>
  sqlRow({ seq: i + 1, person: personOf(claim), open: policy.open(claim, state) }, columns),
)

const connection = await (await DuckDBInstance.create(':memory:')).connect()
await connection.run('SET threads=1')
const folder = mkdtempSync(join(tmpdir(), 'yibao-bench-sql-'))
try {
  const file = join(folder, 'claims.ndjson')
  writeFileSync(file, rows.map(row => JSON.stringify(row)).join('\n'))
  const given = { id: 'VARCHAR', person: 'VARCHAR', year: 'BIGINT', seq: 'BIGINT', settle_day: 'BIGINT' }
  const types = Object.entries({ ...given, ...Object.fromEntries(columns.map(({ column, type }) => [column, type])) })
  types.push(['items', `STRUCT(${items.map(({ column, type }) => `"${column}" ${type}`).join(', ')})[]`])
  const list = types.map(([column, type]) => `"${column}": '${String(type)}'`).join(', ')
  await connection.run(`CREATE TABLE job AS SELECT * FROM read_json('${file}', format='newline_delimited', columns={${list}})`)
} finally {
  rmSync(folder, { recursive: true })
}
const copied = `SELECT * REPLACE (person || '/' || copy AS person, seq + ${String(rows.length)} * copy AS seq) FROM job, range(${String(COPIES)}) t(copy)`
await connection.run(`CREATE TABLE claims AS SELECT * EXCLUDE (copy) FROM (${copied})`)
const settle = `CREATE OR REPLACE TABLE settled AS ${policy.toSql({ dialect: 'duckdb', lines: LINES })}`

await connection.run(settle)
const names = [...LINES.map((_, i) => `l${String(i)}`), ...policy.sheet.slots.map((_, i) => `s${String(i)}`)]
const result = await connection.runAndReadAll(`SELECT ${names.join(', ')} FROM settled WHERE seq <= ${String(rows.length)} ORDER BY seq`)
const settled = result.getRowsJS()
agree(job, (_, i) => settled[i]!.map(Number))
serve({
  async round(milliseconds) {
    const start = performance.now()
    let done = 0
    do {
      await connection.run(settle)
      done += rows.length * COPIES
    } while (performance.now() - start < milliseconds)
    return (done / (performance.now() - start)) * 1000
  },
})
