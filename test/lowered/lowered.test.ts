import { describe, expect, it } from 'vitest'
import { PolicyError } from '../../src/base/issue.ts'
import { openPolicy } from '../../src/entries/core.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { PACKS } from '../support/packs.ts'

const through = (value: unknown): object => JSON.parse(JSON.stringify(value)) as object

const outcome = (policy: Policy, claim: unknown, state: YearStateJson | undefined): unknown => {
  const result = policy.trySettle(claim, state)
  return result.ok ? policy.explain(claim, state) : result.issues
}

describe.each(PACKS)('$name, lowered', ({ json, scheme }) => {
  it.each([scheme, null])('settles, explains and refuses as the pack does, under scheme %s', under => {
    const full = openPack(json, { scheme: under })
    const core = openPolicy(through(full.toLowered()))
    const states = new Map<string, YearStateJson>()
    for (const claim of generateClaims({ seed: 23, claims: 400, persons: 80, diseases: ['J45'] })) {
      const { id } = claim['person'] as { readonly id: string }
      const state = states.get(id)
      const expected = outcome(full, claim, state)
      expect(outcome(core, claim, state)).toEqual(expected)
      if (!Array.isArray(expected)) states.set(id, (expected as ReturnType<Policy['explain']>).settlement.state)
    }
    expect(core.lines).toEqual(full.lines)
    const [claim] = [...generateClaims({ seed: 1, claims: 1, persons: 1 })]
    expect(Object.keys(core.prepare(claim).facts)).toEqual(Object.keys(full.prepare(claim).facts))
  })
})

describe('what core refuses', () => {
  const issues = (input: object): unknown => {
    try {
      return openPolicy(input)
    } catch (error) {
      if (error instanceof PolicyError) return error.issues
      throw error
    }
  }

  it('a pack that was not built, and a version it does not know', () => {
    const [pack] = PACKS
    expect(issues(pack?.json ?? {})).toMatchObject([{ code: 'notLowered', path: '/format' }])
    expect(issues({ ...openPack(pack?.json).toLowered(), version: 1 })).toMatchObject([{ code: 'unknownVersion', path: '/version' }])
  })
})
