import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack, type Policy } from '../../src/policy.ts'
import { PolicyError } from '../../src/base/issue.ts'
import { interpret } from '../reference/interpret.ts'
import { referenceFacts } from '../support/cases.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { setBits } from '../../src/expression/readings/evaluator.ts'

const lakeside: unknown = JSON.parse(readFileSync(new URL('../packs/lakeside.json', import.meta.url), 'utf8'))

function compare(pack: unknown, policy: Policy, claims: number) {
  const states = new Map<string, YearStateJson>()
  const differences: string[] = []
  let settled = 0, refused = 0
  for (const claim of generateClaims({ seed: 7, claims, persons: claims / 5, year: 2024 })) {
    const person = (claim['person'] as { id: string }).id
    const open = policy.open(claim, states.get(person))
    const ref = interpret(pack, 'standard', referenceFacts(open), states.get(person)?.buckets ?? {})
    const result = policy.trySettle(claim, states.get(person))
    if (!result.ok) {
      refused++
      const mine = result.issues.map(i => `${i.code}:${String(i.params['parameter'] ?? i.params['subject'] ?? 'policy')}`).sort()
      if (mine.join() !== ref.guards.join()) differences.push(`${String(claim['id'])} guards ${mine.join()} | ${ref.guards.join()}`)
      continue
    }
    settled++
    if (ref.guards.length > 0) differences.push(`${String(claim['id'])} ref guards ${ref.guards.join()}`)
    const run = policy.run(open.record)
    policy.sheet.lines.forEach((line, i) => {
      if (run[`l${i}`] !== ref.lines[line.id]) differences.push(`${String(claim['id'])} ${line.id} ${run[`l${i}`]} ref ${ref.lines[line.id]}`)
    })
    const fired = setBits(run, 'f', policy.sheet.rules.length).map(i => policy.sheet.rules[i]!.id).sort()
    if (fired.join() !== ref.fired.join()) differences.push(`${String(claim['id'])} fired ${fired.join()} ref ${ref.fired.join()}`)
    const findings = setBits(run, 'n', policy.sheet.findings.length).map(i => `${policy.sheet.findings[i]!.code}:${policy.sheet.findings[i]!.subject}`).sort()
    if (findings.join() !== ref.findings.join()) differences.push(`${String(claim['id'])} findings ${findings.join()} ref ${ref.findings.join()}`)
    for (const [id, bucket] of Object.entries(result.settlement.state.buckets))
      for (const [role, value] of Object.entries(bucket)) {
        const want = (ref.buckets[id] as Record<string, unknown> | undefined)?.[role] ?? (role === 'index' ? 0 : '0.00')
        if (want !== value) differences.push(`${String(claim['id'])} ${id}.${role} ${value} ref ${String(want)}`)
      }
    states.set(person, result.settlement.state)
  }
  return { differences, settled, refused }
}

describe('readings agree', () => {
  it('compiled and reference agree on lakeside', () => {
    const policy = openPack(lakeside)
    const t = performance.now()
    const r = compare(lakeside, policy, 2000)
    console.log(r.settled, r.refused, r.differences.length, performance.now() - t, r.differences.slice(0, 30))
    expect(r.differences).toEqual([])
  })
})
