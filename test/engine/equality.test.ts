import { describe, expect, it } from 'vitest'
import { engineDifferences } from '../support/engine-cases.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'

/** The project's gate runs 10,000, see `engineDifferences`. */
const CLAIMS = 10_000

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims with their states', ({ json, scheme }) => {
  it('the stock engine fires the rules that fire by the sheet', async () => {
    const { differences, answered } = await engineDifferences(json, scheme, CLAIMS, 7)
    expect(differences.slice(0, 10)).toEqual([])
    expect(answered).toBeGreaterThan(CLAIMS * 0.9)
  })
})
