import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import lakeside from '../packs/lakeside.json'
import { proveGapInvariant, type GapInvariant } from '../../src/invariant/gap-invariant.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import { situationClaim } from '../../src/invariant/situation-claim.ts'
import { loadPack } from '../../src/pack/load.ts'
import { liveSheet } from '../../src/expression/live-sheet.ts'
import { FullPolicy } from '../../src/full-policy.ts'
import { GRASSROOTS_GAP as GAP, settled } from './claims.ts'

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

type PackJson = typeof lakeside

/** A copy of the pack with the n-th row (from 1) of its ratio table changed. */
function edited(row: number, edit: (cells: PackJson['tables'][number]['rows'][number]) => void): PackJson {
  const pack = structuredClone(lakeside)
  const cells = pack.tables.find(table => table.id === 'ratio')?.rows[row - 1]
  if (cells === undefined) throw new Error('no such row')
  edit(cells)
  return pack
}

const prove = (json: PackJson, gap: GapInvariant = GAP) => {
  const pack = loadPack(json)
  const policy = new FullPolicy(pack)
  return { pack, policy, proof: proveGapInvariant(solver, pack, liveSheet(policy.sheet), gap, 30_000) }
}

test('primary institutions are ten points ahead, for every resident stay and visit', async () => {
  expect(await prove(lakeside).proof).toEqual({ kind: 'proved' })
})

test('that ten points and one ten-thousandth are kept is refuted', async () => {
  const proof = await prove(lakeside, { ...GAP, require: { aMinusB: { atLeast: '0.1001' } } }).proof
  expect(proof).toMatchObject({ kind: 'refuted', lineA: 8500, lineB: 7500 })
})

describe('one ten-thousandth too much in one row: two settled claims show it', () => {
  test.each([
    ['inpatient, level 2', 2, '0.7501', 8500, 7501],
    ['inpatient, primary', 1, '0.8499', 8499, 7500],
    ['outpatient', 5, '0.5001', 6000, 5001],
  ] as const)('%s', async (_, row, value, lineA, lineB) => {
    const { pack, policy, proof } = prove(edited(row, cells => void (cells[cells.length - 1] = value)))
    const found = await proof
    expect(found).toMatchObject({ kind: 'refuted', lineA, lineB })
    if (found.kind !== 'refuted') return
    const [a, b] = [found.a, found.b].map(situation => situationClaim(pack, policy.sheet, situation))
    expect([settled(policy, a, GAP.line), settled(policy, b, GAP.line)]).toEqual([lineA, lineB])
  })
})

test('situations in which a guard speaks do not count', async () => {
  // Without a row for level 3 there is no rule there, so no answer, so no gap to keep.
  const holed = edited(3, cells => void (cells[3] = 'unrated'))
  holed.tables.find(table => table.id === 'ratio')!.rows[1]![3] = ['level1', 'level2']
  expect(await prove(holed).proof).toEqual({ kind: 'proved' })
})

test('conditions that exclude each other prove nothing', async () => {
  const proof = await prove(lakeside, { ...GAP, where: { all: [{ fact: 'institution.isPrimary', operator: 'equal', value: true }] } }).proof
  expect(proof.kind).toBe('unknown')
})

test('facts that are shared are the same: the employee gap by tier needs the tier to differ', async () => {
  const gap: GapInvariant = {
    ...GAP,
    a: { fact: 'institution.ratioTier', operator: 'equal', value: 'level1' },
    b: { fact: 'institution.ratioTier', operator: 'equal', value: 'level3' },
    where: {
      all: [
        { fact: 'insurance.scheme', operator: 'equal', value: 'employee' },
        { fact: 'encounter.kind', operator: 'equal', value: 'inpatient' },
        { fact: 'institution.isPrimary', operator: 'equal', value: false },
      ],
    },
    require: { aMinusB: { atLeast: '0.0495' } },
  }
  expect(await prove(lakeside, gap).proof).toEqual({ kind: 'proved' })
  expect((await prove(lakeside, { ...gap, differ: ['encounter'] }).proof).kind).toBe('unknown')
})
