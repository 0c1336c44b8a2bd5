import { describe, expect, it } from 'vitest'
import { PolicyError } from '../../src/base/issue.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'

/** What runs in some 20 seconds a pack on a busy machine of two cores. */
const CLAIMS = 1000

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims with their states', ({ json, scheme }) => {
  it('each line is explained with the very value, rules and clauses of its settlement', () => {
    const policy = openPack(json, { scheme })
    const states = new Map<string, YearStateJson>()
    let told = 0
    for (const claim of generateClaims({ seed: 37, claims: CLAIMS, persons: CLAIMS / 5, diseases: ['J45', 'I10'] })) {
      const { id } = claim['person'] as { readonly id: string }
      const person = `${id}/${String(policy.open(claim).days.year)}`
      const before = states.get(person)
      const settled = policy.trySettle(claim, before)
      if (!settled.ok) {
        expect(() => policy.explain(claim, before)).toThrow(PolicyError)
        continue
      }
      const { settlement } = settled
      states.set(person, settlement.state)
      const { lines } = policy.explain(claim, before)
      const words = lines.map(line => ({ id: line.id, value: line.value, rules: line.rules, clauses: line.clauses }))
      const sums = settlement.lines.map(line => {
        const { id, rules, clauses } = line
        return { id, value: 'amount' in line ? line.amount : line.ratio, rules, clauses }
      })
      if (JSON.stringify(words) !== JSON.stringify(sums)) expect(words).toEqual(sums)
      told += 1
    }
    expect(told).toBeGreaterThan(CLAIMS * 0.9)
  })
})
