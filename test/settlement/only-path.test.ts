import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/expression/node.ts'
import { rewriteSheet } from '../../src/expression/passes/rewrite.ts'
import { lineOf, type Sheet } from '../../src/expression/sheet.ts'
import { claimColumns, itemColumns, toSql } from '../../src/expression/readings/sql.ts'
import { smtCopy } from '../../src/expression/readings/smt.ts'
import { loadPack } from '../../src/pack/load.ts'
import { FullPolicy } from '../../src/full-policy.ts'
import { lowerPack } from '../../src/settlement/lower.ts'
import { runSql } from '../support/duckdb.ts'
import { lakeside } from '../support/packs.ts'
import { HISTORY_CODES, sqlRow } from '../support/sql-rows.ts'
import { foldYears } from '../support/year-fold.ts'

const LINE = 'basic.deductible'
const pack = loadPack(lakeside())
const sheet = lowerPack(pack)

/** The sheet with one line's node replaced by another, everything that reads it included. */
function changed(to: (node: Node) => Node): Sheet {
  const from = lineOf(sheet, LINE).node
  const replacement = to(from)
  return rewriteSheet(sheet, node => (node === from ? replacement : undefined))
}

const amount = (policy: FullPolicy, id: string, claim: unknown): string => {
  const line = policy.settle(claim).lines.find(one => one.id === id)
  return line !== undefined && 'amount' in line ? line.amount : 'no such line'
}

describe('the sheet is the only path', () => {
  const [step] = [...foldYears(new FullPolicy(pack), { seed: 3, claims: 1, persons: 1, kinds: ['inpatient'] })]
  if (step === undefined) throw new Error('no claim')
  const claim = {
    id: 'c',
    person: { id: 'p' },
    insurance: { scheme: 'resident' },
    institution: { type: 'hospital', tier: 'level2', adminLevel: 'county' },
    encounter: {
      kind: 'inpatient',
      admitDate: '2024-03-01',
      dischargeDate: '2024-03-05',
      settleDate: '2024-03-05',
      location: 'sameCounty',
    },
    cost: { total: '3000.00' },
  }
  const zero = changed(() => sheet.expressions.zero)

  it('a changed line changes what settle says, and every line that reads it', () => {
    // 3000 − 500 = 2500; × 0.75 = 1875. Without the deductible: 3000 × 0.75 = 2250.
    expect(amount(new FullPolicy(pack), 'basic.paid', claim)).toBe('1875.00')
    expect(amount(new FullPolicy(pack, {}, zero), LINE, claim)).toBe('0.00')
    expect(amount(new FullPolicy(pack, {}, zero), 'basic.paid', claim)).toBe('2250.00')
    expect(amount(new FullPolicy(pack, {}, zero), 'personal', claim)).toBe('750.00')
  })

  it('and the reading without generated code', () => {
    expect(amount(new FullPolicy(pack, { interpreted: true }, zero), 'basic.paid', claim)).toBe('2250.00')
  })

  it('and the explanation', () => {
    const policy = new FullPolicy(pack, {}, zero)
    expect(policy.values(policy.prepare(claim))(lineOf(zero, 'basic.paid').node)).toBe(225_000)
  })

  it('and the SQL', async () => {
    const lines = [LINE, 'basic.paid']
    const policy = new FullPolicy(pack)
    const open = policy.open(claim)
    for (const [one, paid] of [
      [sheet, 187_500],
      [zero, 225_000],
    ] as const) {
      const columns = claimColumns(one, lines)
      const rows = [sqlRow({ ...step, open, seq: 1, person: 'p' }, columns)]
      const sql = toSql(one, { dialect: 'duckdb', table: 'claims', lines, codes: HISTORY_CODES })
      const [row] = await runSql(sql, { columns, items: itemColumns(one, lines), rows })
      expect(row?.['l1']).toBe(paid)
    }
  })

  it('and the SMT text', () => {
    const text = (one: Sheet): string =>
      JSON.stringify(smtCopy([lineOf(one, 'basic.paid').node], { tag: 'a', shared: () => false }).definitions)
    expect(text(zero)).not.toBe(text(sheet))
  })

  it('a line that is deleted is gone from the result', () => {
    const without: Sheet = { ...sheet, lines: sheet.lines.filter(line => line.id !== 'basic.capExcess') }
    expect(amount(new FullPolicy(pack), 'basic.capExcess', claim)).toBe('0.00')
    expect(amount(new FullPolicy(pack, {}, without), 'basic.capExcess', claim)).toBe('no such line')
  })
})
