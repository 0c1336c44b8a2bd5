import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { readDecimal } from '../../src/base/decimal.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import { PACKS } from '../support/packs.ts'

const fen = (text: string): number => Number(readDecimal(text, 2, -1e13, 1e13))

const lineFen = (settlement: Settlement, id: string): number => {
  const line = settlement.lines.find(one => one.id === id)
  return line !== undefined && 'amount' in line ? fen(line.amount) : Number.NaN
}

/** Any state a year may hold: each sum of each bucket anything from nothing to far over every limit. */
function anyBuckets(slots: readonly { readonly bucket: string; readonly key: string; readonly role: string }[]) {
  const entries = slots.map(slot => {
    const name = slot.key === '' ? slot.bucket : `${slot.bucket}[${slot.key}]`
    const index = fc.integer({ min: 0, max: 12 })
    const money = fc.oneof(fc.integer({ min: 0, max: 4e7 }), fc.constant(0)).map(amount => (amount / 100).toFixed(2))
    return (slot.role === 'index' ? index : money).map(value => ({ name, role: slot.role, value }))
  })
  return fc.tuple(...entries).map(values => {
    const buckets: Record<string, Record<string, string | number>> = {}
    for (const { name, role, value } of values) (buckets[name] ??= {})[role] = value
    return buckets
  })
}

describe.each(PACKS)('$name', ({ json, scheme }) => {
  const policy = openPack(json, { scheme })
  const claims = [...generateClaims({ seed: 5, claims: 4000, persons: 4000 })]

  it('gives total = Σ layers + personal + institutionBorne to the fen, for any claim and state', () => {
    fc.assert(
      fc.property(fc.constantFrom(...claims), anyBuckets(policy.sheet.slots), (claim, buckets) => {
        const year = policy.open(claim).days.year
        const result = policy.trySettle({ ...claim, state: { version: 1, year, buckets } })
        if (!result.ok) return
        const { fund, personal, institutionBorne } = result.settlement
        const layers = Object.values(fund.layers).map(fen)
        const total = lineFen(result.settlement, 'total')
        expect(layers.reduce((sum, paid) => sum + paid, 0)).toBe(fen(fund.total))
        expect(fen(fund.total) + fen(personal.total) + fen(institutionBorne)).toBe(total)
        expect(fen(personal.selfPaid) + fen(personal.selfFunded)).toBe(fen(personal.total))
        expect(fen(personal.account) + fen(personal.cash)).toBe(fen(personal.total))
        for (const part of [...layers, fen(personal.selfPaid), fen(personal.selfFunded), fen(personal.account), fen(personal.cash)])
          expect(part).toBeGreaterThanOrEqual(0)
        expect(fen(fund.total)).toBeLessThanOrEqual(lineFen(result.settlement, 'charge'))
      }),
      { numRuns: 3000, seed: 20261121 },
    )
  })

  it('lowers what the person pays by at most one fen for one fen more of cost', () => {
    fc.assert(
      fc.property(fc.constantFrom(...claims), fc.integer({ min: 1, max: 9_000_000 }), (claim, cost) => {
        const withCost = (amount: number) => ({ ...claim, cost: { total: (amount / 100).toFixed(2) } })
        const [a, b] = [policy.trySettle(withCost(cost)), policy.trySettle(withCost(cost + 1))]
        if (!a.ok || !b.ok) return
        const step = fen(b.settlement.personal.total) - fen(a.settlement.personal.total)
        expect(step).toBeGreaterThanOrEqual(-1)
      }),
      { numRuns: 1500, seed: 20261121 },
    )
  })
})
