import { generateClaims } from '../src/facts/generate.ts'
import { openPack } from '../src/full-policy.ts'
import type { YearStateJson } from '../src/settlement/state.ts'
import { LINES, type BenchClaim } from './job.ts'

/** Claims of the job: generated ones, each with the year's state that the claims before it left, without those a guard refuses. */
export function benchClaims(pack: unknown, wanted: number): readonly BenchClaim[] {
  const policy = openPack(pack)
  const states = new Map<string, YearStateJson>()
  const claims: BenchClaim[] = []
  const lines = LINES.map(id => policy.sheet.lines.find(line => line.id === id)!.node)
  const diseases = ['J45', 'hypertension', 'diabetes']
  for (const generated of generateClaims({ seed: 7, claims: wanted + 256, persons: 2048, year: 2024, diseases })) {
    const claim = asOneStay(generated)
    const person = (claim['person'] as { id: string }).id
    const state = states.get(person)
    const result = policy.trySettle(claim, state)
    if (!result.ok) continue
    const { record } = policy.open(claim, state)
    const value = policy.values(record)
    claims.push({
      claim,
      state,
      record,
      expected: [...lines.map(value), ...policy.sheet.slots.map(slot => value(slot.next))],
      fired: policy.sheet.rules.filter(rule => value(rule.fires) === 1).map(rule => rule.id),
    })
    states.set(person, result.settlement.state)
    if (claims.length === wanted) break
  }
  return claims
}

/** Each stay by itself: the models of the peers know chains of stays, not parts of one. */
function asOneStay(claim: Record<string, unknown>): Record<string, unknown> {
  const encounter = { ...(claim['encounter'] as Record<string, unknown>) }
  delete encounter['stayId']
  delete encounter['part']
  return { ...claim, encounter }
}
