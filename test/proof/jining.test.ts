import { expect, test } from 'vitest'
import { proveLayers } from '../../src/invariant/layer-lemma.ts'
import { openSolver } from '../../src/invariant/proof/solver.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { loadPack } from '../../src/pack/load.ts'
import { lowerPack } from '../../src/settlement/lower.ts'

test('every layer of a shipped pack is proved with free parameters, nothing assumed', async () => {
  const solver = await openSolver()
  const pack = loadPack(readPackFolder(new URL('../../rules/jining', import.meta.url).pathname))
  const sheet = lowerPack(pack, { free: true })
  const layers = pack.layers.map(layer => layer.id)
  const proofs = await proveLayers(solver, sheet, layers, { timeoutMs: 30_000 })
  await solver.close()
  expect(proofs.flatMap(proof => proof.pieces.filter(piece => piece.kind !== 'proved'))).toEqual([])
  expect(proofs.map(({ layer, kind, assumes }) => ({ layer, kind, assumes }))).toEqual(
    layers.map(layer => ({ layer, kind: 'proved', assumes: [] })),
  )
}, 90_000)
