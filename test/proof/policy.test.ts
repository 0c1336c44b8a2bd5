import { expect, it } from 'vitest'
import { openPolicy } from '../../src/node/open-policy.ts'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { lakeside } from '../support/packs.ts'
import { GRASSROOTS_GAP } from './claims.ts'

const jining = (): Record<string, unknown> =>
  readPackFolder(new URL('../../rules/jining', import.meta.url).pathname) as Record<string, unknown>

it('proves every layer of a shipped pack with free parameters, nothing assumed, and tells of each piece', async () => {
  const policy = openPolicy(jining())
  const told: string[] = []
  const proof = await policy.prove({ timeoutMs: 30_000, onPiece: piece => told.push(piece.kind) })
  expect(proof.layers.flatMap(layer => layer.pieces.filter(piece => piece.kind !== 'proved'))).toEqual([])
  expect(proof.layers.map(({ layer, kind, assumes }) => ({ layer, kind, assumes }))).toEqual(
    policy.pack.layers.map(({ id }) => ({ layer: id, kind: 'proved', assumes: [] })),
  )
  expect(proof.kind).toBe('proved')
  expect(told.length).toBeGreaterThan(policy.pack.layers.length)
}, 90_000)

it('proves the gap that a pack declares; without an answer in time the whole is unknown', async () => {
  const policy = openPolicy({ ...lakeside(), invariants: [GRASSROOTS_GAP] }, { scheme: 'standard' })
  expect((await policy.prove({ timeoutMs: 60_000 })).gaps).toEqual([{ id: 'grassroots-gap', proof: { kind: 'proved' } }])
  expect((await policy.prove({ timeoutMs: 1 })).kind).toBe('unknown')
}, 120_000)
