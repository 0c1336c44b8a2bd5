import { afterAll, beforeAll, expect, test } from 'vitest'
import { proveLayer } from '../../src/invariant/layer-lemma.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import { handLayer } from './hand-layer.ts'

// A process of its own: a check that z3 breaks off may leave it busy, and every later one would wait for it.
let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

test('claims that were not decided in time are unknown, never proved', async () => {
  const proof = await proveLayer(solver, handLayer({ segments: 8 }), 'L', { timeoutMs: 1 })
  expect(proof.kind).toBe('unknown')
  expect(proof.pieces.find(piece => piece.kind === 'unknown')?.reason).toBeTruthy()
})
