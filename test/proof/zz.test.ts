import { test } from 'vitest'
import lakeside from '../packs/lakeside.json'
import { loadPack } from '../../src/pack/load.ts'
import { lowerPack } from '../../src/settlement/lower.ts'
import { proveGapInvariant } from '../../src/invariant/gap-invariant.ts'
import { openSolver } from '../../src/invariant/proof/solver.ts'
const gap = { "id": "grassroots-gap", "line": "basic.baseRatio", "a": { "fact": "institution.isPrimary", "operator": "equal", "value": true }, "b": { "fact": "institution.isPrimary", "operator": "equal", "value": false }, "differ": ["institution"], "where": { "all": [{ "fact": "insurance.scheme", "operator": "equal", "value": "resident" }, { "fact": "encounter.kind", "operator": "in", "value": ["inpatient", "outpatient"] }] }, "require": { "aMinusB": { "atLeast": "0.1000" } } } as const
test('x', async () => {
  const s = await openSolver()
  for (const f of ['', 'edit', 'missing']) {
  const p = structuredClone(lakeside) as any
  const rows = p.tables.find((t: any) => t.id === 'ratio').rows
  if (f === 'edit') rows[1][4] = '0.7501'
  if (f === 'missing') rows.splice(2, 1)
  const pack = loadPack(p)
  const sheet = lowerPack(pack)
  const t = performance.now()
  console.log(f, await proveGapInvariant(s, pack, sheet, gap as any, 30000), Math.round(performance.now() - t))
  }
  await s.close()
}, 600000)
