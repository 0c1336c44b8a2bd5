import * as require_fs from 'node:fs'
import { test } from 'vitest'
import lakeside from '../packs/lakeside.json'
import { loadPack } from '../../src/pack/load.ts'
import { lowerPack } from '../../src/settlement/lower.ts'
import { lineOf, nodesBelow } from '../../src/expression/sheet.ts'
import { proveLayer } from '../../src/invariant/layer-lemma.ts'
import { layerShape, layerRoots } from '../../src/invariant/layer-shape.ts'
import { claimOf, sidesOf } from '../../src/invariant/layer-claims.ts'
import { smtCopy } from '../../src/expression/readings/smt.ts'
import { smtScript, constantNames } from '../../src/invariant/proof/script.ts'
import { isHeavy } from '../../src/invariant/proof/situation.ts'
import { SheetFacts } from '../../src/invariant/sheet-facts.ts'
import { openSolver } from '../../src/invariant/proof/solver.ts'
import { spoil } from './claims.ts'
test('x', async () => {
  const s = await openSolver()
  const pack = loadPack(lakeside)
  for (const which of ['late', 'twice']) {
  const sh0 = lowerPack(pack, { free: true }), x = sh0.expressions
  const sheet = which === 'late' ? spoil(sh0, 'serious.capExcess', right => x.select(x.le(lineOf(sh0, 'serious.raw').node, lineOf(sh0, 'serious.left').node), x.zero, right))
    : spoil(sh0, 'serious.raw', right => x.add(right, x.less(right, x.constant(100, 'money'))))
  const proof = await proveLayer(s, sheet, 'serious', { timeoutMs: 20000 })
  const breach = proof.breaches.find(b => b.claim === 'excessStep' || b.claim === 'paidStep')!
  console.log(which, breach.claim, breach.base, breach.takes.map(t => t.label + '=' + t.value).join(' '))
  const shape = layerShape(sheet, 'serious')
  const facts = new SheetFacts(pack, sheet, { free: true })
  const moving = new Set(nodesBelow([shape.base]).filter(n => n.type === 'money' && (n.op === 'fact' || n.op === 'sum')))
  const other0 = sheet.lines.flatMap(l => l.role === 'ratio' && l.layer !== 'serious' ? [l.node] : [])
  const other = other0.filter(n => n.op !== 'const')
  console.log('heavy guards', sheet.guards.filter(g => isHeavy(nodesBelow([g.when]))).map(g => g.code + ':' + g.subject).join(' '))
  for (const [name, guards, quiet, pinAll, prefer, given] of [
    ['base+quiet', 'none', true, true, false, false],
    ['+given', 'none', true, true, false, true],
    ['+light', 'light', true, true, false, true],
    ['+light+prefer', 'light', true, true, true, true],
    ['+all', 'all', true, true, true, true],
    ['light, no quiet', 'light', false, true, true, true],
  ] as const) {
    const gs = sheet.guards.filter(g => guards === 'all' || (guards === 'light' && !isHeavy(nodesBelow([g.when])))).map(g => x.not(g.when))
    const req = [...gs, ...(prefer ? facts.plain() : []), ...(given ? facts.constraints() : [])]
    const pts = nodesBelow(sheet.lines.map(l => l.node)).filter(n => n.op === 'parameter' && n.lo < 0)
    const pins = new Map([...(quiet ? [...other, ...pts].map(n => [n, 0] as const) : []), ...(pinAll ? [[shape.base, breach.base] as const, ...breach.takes.filter(t => t.node.type !== 'flag').map(t => [t.node, t.value] as const)] : [])])
    const roots = [...layerRoots(shape), ...other, ...shape.cuts.map(c => c.node), ...req]
    const [a, b] = [['a', pins], ['b', new Map([...pins, [shape.base, breach.base + 1]])]].map(([tag, p]) => smtCopy(roots, { tag: tag as string, shared: i => !moving.has(i), products: 'cases', pins: p as typeof pins })) as [ReturnType<typeof smtCopy>, ReturnType<typeof smtCopy>]
    const sc0 = smtScript([a, b], [...[a, b].flatMap(c => req.map(c.ref)), `(not ${claimOf(breach.claim).holds(sidesOf(shape, a), sidesOf(shape, b))})`])
    require_fs.writeFileSync(`/tmp/${which}-${name.replace(/\W/g, '')}.smt2`, sc0)
    if (Math.random() < 2) continue
    const t = performance.now()
    const o = await s.refute(smtScript([a, b], [...[a, b].flatMap(c => req.map(c.ref)), `(not ${claimOf(breach.claim).holds(sidesOf(shape, a), sidesOf(shape, b))})`]), constantNames([a, b]), 8000)
    console.log('  ', name, o.kind, Math.round(performance.now() - t))
  }
  }
  await s.close()
}, 600000)
