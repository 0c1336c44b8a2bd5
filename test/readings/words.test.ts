import { describe, expect, it } from 'vitest'
import { formatDecimal } from '../../src/base/decimal.ts'
import { PolicyError } from '../../src/base/issue.ts'
import type { ExplainedLine } from '../../src/explain/lines.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { claimCount } from '../support/claim-count.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'

/** What takes some ten seconds a pack of a processor that does nothing else; all ten thousand with YIBAO_CLAIMS. */
const CLAIMS = claimCount(1000)

/** Whether both texts of a line have its number: a sum in yuan, a ratio in percent, neither with its sign. */
function isTold({ unit, value, text }: ExplainedLine): boolean {
  const amount = value.replace('-', '')
  const told = unit === 'money' ? amount : formatDecimal(Number(amount.replace('.', '')), 2)
  return [text.zh, text.en].every(words => words.match(/\d+\.\d\d/g)?.includes(told) === true)
}

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims with their states', ({ json, scheme }) => {
  it('each line is explained with the very value, rules and clauses of its settlement, and its sentence has the number', () => {
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
      // That nothing is paid is said in words.
      const untold = lines.filter(line => line.shown && Number(line.value) !== 0 && !isTold(line))
      if (untold.length > 0) expect(untold).toEqual([])
      told += 1
    }
    expect(told).toBeGreaterThan(CLAIMS * 0.9)
  }, 600_000)
})
