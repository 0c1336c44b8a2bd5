import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimRecord } from '../../src/expression/readings/record.ts'
import { factKey } from '../../src/expression/readings/record.ts'
import { smtCopy, type SmtConstant } from '../../src/expression/readings/smt.ts'
import { openPack } from '../../src/full-policy.ts'
import { smtScript } from '../../src/invariant/proof/script.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import type { Policy } from '../../src/policy.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { foldYears } from '../support/year-fold.ts'

const CLAIMS = 20

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

/** A record's value of a constant, as an assertion; equal ids have equal numbers, 0 is absent. */
function pinned(policy: Policy, record: ClaimRecord, { name, node, bit }: SmtConstant, ids: Map<unknown, number>): string {
  if (node.type === 'id') {
    const id = record.facts[factKey(node.name)] ?? ''
    if (!ids.has(id)) ids.set(id, ids.size)
    return `(= ${name} ${String(ids.get(id))})`
  }
  const value = policy.values(record)(node)
  const isTrue = bit === undefined ? value === 1 : Math.floor(value / 2 ** bit) % 2 === 1
  if (bit !== undefined || node.type === 'flag') return isTrue ? name : `(not ${name})`
  return `(= ${name} ${value < 0 ? `(- ${String(-value)})` : String(value)})`
}

describe.each([...PACKS, ...PUBLISHED])('on $name, with generated claims put in as constants', ({ json, scheme }) => {
  it('the text for the solver has the lines of the first layer that the sheet has', async () => {
    const policy = openPack(json, { scheme })
    const layer = policy.pack.layers[0]?.id
    const lines = policy.sheet.lines.filter(line => line.layer === layer)
    const copy = smtCopy(
      lines.map(line => line.node),
      { tag: 'a', shared: () => true },
    )
    // Text of numbers and of its own names: a literal is known without the solver.
    const asked = lines.filter(line => /^[a-z]/.test(copy.ref(line.node)))
    const paid = lines.findIndex(line => line.role === 'paid')
    let payments = 0
    const steps = [...foldYears(policy, { seed: 31, claims: CLAIMS, persons: 5, diseases: ['J45', 'I10'] })]
    for (const { open, run } of steps) {
      const ids = new Map<unknown, number>([['', 0]])
      const script = smtScript(
        [copy],
        copy.constants.map(constant => pinned(policy, open.record, constant, ids)),
      )
      const outcome = await solver.refute(
        script,
        asked.map(line => copy.ref(line.node)),
      )
      if (outcome.kind !== 'refuted') throw new Error(`${open.claim.id}: ${outcome.kind}`)
      const value = policy.values(open.record)
      expect(asked.map(line => [line.id, Number(outcome.model.get(copy.ref(line.node)))])).toEqual(
        asked.map(line => [line.id, value(line.node)]),
      )
      if (run !== undefined && value(lines[paid]!.node) > 0) payments += 1
    }
    expect(payments).toBeGreaterThan(steps.length / 5)
  }, 120_000)
})
