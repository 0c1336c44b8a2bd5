import { init } from 'z3-solver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setBits, type RunResult } from '../../src/expression/readings/result.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import { claimCount } from '../support/claim-count.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { SmtEvaluator, type Z3Module } from '../support/smt-evaluator.ts'
import { foldYears } from '../support/year-fold.ts'

const CLAIMS = claimCount(2000)

let z3: Z3Module
beforeAll(async () => void (z3 = await init()))
afterAll(() => void z3.em.PThread.terminateAllThreads())

/** What a run gives, in the order of `outputs`. */
function outputsOf({ sheet }: Policy, run: RunResult): readonly number[] {
  const flags = (key: 'f' | 'n', count: number): readonly number[] => {
    const set = new Set(setBits(run, key, count))
    return Array.from({ length: count }, (_, i) => (set.has(i) ? 1 : 0))
  }
  return [
    ...sheet.lines.map((_, i) => run[`l${String(i)}`] ?? NaN),
    ...sheet.slots.map((_, i) => run[`s${String(i)}`] ?? NaN),
    ...flags('f', sheet.rules.length),
    ...flags('n', sheet.findings.length),
  ]
}

const outputs = ({ sheet }: Policy) => [
  ...sheet.lines.map(({ id, node }) => ({ id, node })),
  ...sheet.slots.map(({ id, next }) => ({ id, node: next })),
  ...sheet.rules.map(({ id, fires }) => ({ id, node: fires })),
  ...sheet.findings.map(({ code, subject, when }) => ({ id: `${code}:${subject}`, node: when })),
]

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims with their states', ({ name, json, scheme }) => {
  it('z3 works out of the text for the solver the lines, slots, rules, findings and guards of the run', () => {
    const policy = openPack(json, { scheme })
    const { guards } = policy.sheet
    const asked = outputs(policy)
    const payment = policy.sheet.lines.findIndex(line => line.role === 'paid')
    const smt = new SmtEvaluator(z3, [...asked.map(each => each.node), ...guards.map(guard => guard.when)], 'cases')
    const differences: string[] = []
    let [answered, refused, paid] = [0, 0, 0]
    for (const { open, run, guards: speaking } of foldYears(policy, {
      seed: 31,
      claims: CLAIMS,
      persons: CLAIMS / 5,
      diseases: ['J45', 'I10'],
    })) {
      const values = smt.values(open.record, policy.values(open.record))
      const said = guards.flatMap(({ code, subject }, i) => (values[asked.length + i] === 1 ? [`${code}:${subject}`] : [])).sort()
      if (said.join() !== speaking.join()) differences.push(`${open.claim.id} guards: ${said.join()} but ${speaking.join()}`)
      if (run === undefined) {
        refused += 1
        continue
      }
      answered += 1
      if (outputsOf(policy, run)[payment]! > 0) paid += 1
      outputsOf(policy, run).forEach((output, i) => {
        if (output !== values[i]) differences.push(`${open.claim.id} ${asked[i]!.id}: ${String(values[i])} but ${String(output)}`)
      })
    }
    expect(differences.slice(0, 20)).toEqual([])
    expect(smt.areInRange()).toBe(true)
    smt.close()
    expect(answered).toBeGreaterThan(CLAIMS * 0.9)
    expect(paid).toBeGreaterThan(answered / 5)
    if (name === 'lakeside') expect(refused).toBeGreaterThan(0)
  }, 600_000)
})
