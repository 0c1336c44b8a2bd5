import { describe, expect, it } from 'vitest'
import { setBits } from '../../src/expression/readings/result.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { claimColumns, itemColumns } from '../../src/policy-sql.ts'
import { runSql, type SqlRow } from '../support/duckdb.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { sqlRow } from '../support/sql-rows.ts'
import { foldYears, type YearStep } from '../support/year-fold.ts'

/** A published scheme changes the numbers of a pack, not its shape: half as many do. */
const YEARS = [...PACKS.map(pack => ({ ...pack, claims: 20_000 })), ...PUBLISHED.map(pack => ({ ...pack, claims: 10_000 }))]

async function foldInDuckDb(policy: FullPolicy, steps: readonly YearStep[]): Promise<ReadonlyMap<number, SqlRow>> {
  const columns = claimColumns(policy, policy.lines, true)
  const sql = policy.toSql({ dialect: 'duckdb', fired: true })
  const rows = steps.map(step => sqlRow(step, columns))
  const result = await runSql(sql, { columns, items: itemColumns(policy, policy.lines, true), rows })
  return new Map(result.map(row => [Number(row['seq']), row]))
}

function differences(policy: FullPolicy, step: YearStep, row: SqlRow | undefined): readonly string[] {
  const { sheet } = policy
  const found: string[] = []
  const differ = (what: string, mine: unknown, theirs: unknown): void => {
    if (mine !== theirs) found.push(`${step.open.claim.id} ${what}: ${String(mine)} but DuckDB ${String(theirs)}`)
  }
  const guards = (row?.['issues'] as readonly number[]).map(i => `${sheet.guards[i]?.code ?? ''}:${sheet.guards[i]?.subject ?? ''}`)
  differ('guards', step.guards.join(), guards.sort().join())
  const { run } = step
  if (run === undefined) return found
  sheet.lines.forEach((line, i) => differ(line.id, run[`l${String(i)}`], row?.[`l${String(i)}`]))
  sheet.slots.forEach((slot, i) => differ(slot.id, run[`s${String(i)}`], row?.[`s${String(i)}`]))
  differ('fired', setBits(run, 'f', sheet.rules.length).join(), (row?.['fired'] as readonly number[]).join())
  differ('findings', setBits(run, 'n', sheet.findings.length).join(), (row?.['findings'] as readonly number[]).join())
  return found
}

describe.each(YEARS)('a year of $claims claims on $name, five a person', ({ json, scheme, claims }) => {
  it('folds in DuckDB to the same lines, slots, rules, guards and findings', async () => {
    const policy = openPack(json, { scheme })
    const steps = [...foldYears(policy, { seed: 23, claims, persons: claims / 5, diseases: ['J45', 'I10'] })]
    const rows = await foldInDuckDb(policy, steps)
    expect(rows.size).toBe(steps.length)
    const found = steps.flatMap(step => differences(policy, step, rows.get(step.seq)))
    expect(found.slice(0, 20)).toEqual([])
    expect(steps.filter(step => step.run !== undefined).length).toBeGreaterThan(claims * 0.9)
  })
})
