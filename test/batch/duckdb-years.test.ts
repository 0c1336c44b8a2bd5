import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { compareYears } from '../support/duckdb-years.ts'
import { PACKS } from '../support/packs.ts'

const [CLAIMS, PERSONS] = [4_000, 800]

describe.each(PACKS)('years of $name in the DuckDB engine', ({ json, scheme }) => {
  it('equal settleYear line by line and slot by slot, and only persons of whom a guard speaks are left out', async () => {
    const policy = openPack(json, { scheme })
    const claims = [...generateClaims({ seed: 41, claims: CLAIMS, persons: PERSONS, diseases: ['J45', 'I10'] })]
    const { differences, ...counts } = await compareYears(policy, claims)
    expect(differences.slice(0, 20)).toEqual([])
    expect(counts.settled + counts.left).toBe(CLAIMS)
    expect(counts.settled).toBeGreaterThan(0.95 * CLAIMS)
  }, 120_000)
})
