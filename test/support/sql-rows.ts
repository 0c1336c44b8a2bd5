import type { SqlColumn } from '../../src/expression/readings/sql.ts'
import { factKey } from '../../src/expression/readings/record.ts'
import { factSpec } from '../../src/facts/catalogue.ts'
import type { YearStep } from './year-fold.ts'

/** A claim as a row of the relation that the SQL reading takes: fen, days, indexes of codes, bits of sets; no history, no state. */
export function sqlRow(step: Pick<YearStep, 'open' | 'person' | 'seq'>, columns: readonly SqlColumn[]): Readonly<Record<string, unknown>> {
  const { record, claim, days } = step.open
  const row: Record<string, unknown> = {
    id: claim.id,
    person: step.person,
    year: days.year,
    seq: step.seq,
    settle_day: claim.facts.get('encounter.settleDate'),
    items: record.items,
  }
  for (const { path, column, type } of columns) {
    const value = record.facts[factKey(path)] ?? encoded(path, claim.facts.get(path))
    row[column] = type === 'BOOLEAN' ? value === 1 : value
  }
  return row
}

/** A fact that only history reads, by the catalogue's own order of codes. */
function encoded(path: string, value: unknown): unknown {
  const codes = factSpec(path)?.codes
  if (codes !== undefined) return codes.indexOf(String(value))
  return typeof value === 'boolean' ? Number(value) : (value ?? 0)
}

export const HISTORY_CODES = {
  kindInpatient: factSpec('encounter.kind')?.codes?.indexOf('inpatient') ?? -1,
  tierUnrated: factSpec('institution.tier')?.codes?.indexOf('unrated') ?? -1,
}
