import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import lakeside from '../packs/lakeside.json'
import type { LiveSheet } from '../../src/expression/live-sheet.ts'
import { lineOf } from '../../src/expression/sheet.ts'
import { layerCase } from '../../src/invariant/layer-case.ts'
import type { CLAIMS } from '../../src/invariant/layer-claims.ts'
import { proveLayer, proveLayers } from '../../src/invariant/layer-lemma.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import { SheetFacts } from '../../src/invariant/sheet-facts.ts'
import { situationClaim, situationParameters } from '../../src/invariant/situation-claim.ts'
import { loadPack } from '../../src/pack/load.ts'
import { FullPolicy } from '../../src/full-policy.ts'
import { lowerPack } from '../../src/settlement/lower.ts'
import { atBreach, settled, spoil } from './claims.ts'
import { handLayer, type Fault } from './hand-layer.ts'

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

const TIMEOUT = { timeoutMs: 20_000 }

describe('layers by hand, every number free', () => {
  test.each([
    ['one segment', { segments: 1 }],
    ['three segments from zero in a yearly bucket', {}],
    ['one segment with a floor', { segments: 1, floor: true }],
    ['three segments with a floor', { floor: true }],
    ['three segments from the threshold, with a limit on cost', { from: 'threshold', costLimit: true }],
  ] as const)('%s: proved', async (_, options) => {
    const proof = await proveLayer(solver, handLayer(options), 'L', TIMEOUT)
    expect(proof.pieces.filter(piece => piece.kind !== 'proved')).toEqual([])
    expect(proof.kind).toBe('proved')
  })

  test('that ends of segments do not fall is assumed where it is needed, and said', async () => {
    expect((await proveLayer(solver, handLayer(), 'L', TIMEOUT)).assumes).toEqual([
      'L: end of segment 1 <= end of segment 2 (parameter to1 <= parameter to2)',
    ])
  })

  test('a threshold that is a share of the cost is held still, and said', async () => {
    const proof = await proveLayer(solver, handLayer({ segments: 1, share: true }), 'L', TIMEOUT)
    expect(proof).toMatchObject({
      kind: 'proved',
      assumes: ['L.threshold is the same for both amounts, though it is computed from cost.total'],
    })
  })
})

describe('faults by hand, each refuted by numbers that show it', () => {
  const holds = (sheet: LiveSheet, claim: string, [a, b]: readonly ((role: string) => number)[]): boolean => {
    const step = (role: string): number => b!(role) - a!(role)
    const due = a!('base') - a!('deductible')
    const inStep = (by: number): boolean => by === 0 || by === 1
    const products = sheet.lines
      .filter(line => /portion\d*$/.test(line.id))
      .map(line => a!(line.role) * a!(line.role.replace('portion', 'ratio')))
    const sum = products.reduce((total, product) => total + product, 0)
    if (claim === 'portionsFill')
      return a!('payable') === sheet.lines.filter(line => /portion\d*$/.test(line.id)).reduce((total, line) => total + a!(line.role), 0)
    if (claim === 'roundedOnce') return a!('raw') === Math.floor(sum / 10_000 + 0.5)
    const room = sheet.lines.some(line => line.role === 'floor') ? a!('base') : due
    if (claim === 'paidInBase') return a!('paid') <= room
    if (claim === 'paidStep') return inStep(step('paid'))
    if (claim === 'excessStep') return inStep(step('capExcess'))
    if (claim === 'excessInPayable') return a!('capExcess') <= due
    if (claim === 'excessWhereCut') return sum <= a!('paid') * 10_000 + 5000 || a!('capExcess') > due - a!('payable')
    return inStep(step('paid') + step('capExcess'))
  }
  test.each([
    ['each segment rounded on its own', { segments: 2, fault: 'roundEach' }, 'roundedOnce'],
    ['capExcess only once the limit is passed', { fault: 'excessLate' }, 'excessStep'],
    ['capExcess only a fen after the limit is passed', { segments: 1, fault: 'excessLater' }, 'excessStep'],
    ['the limit one fen off where it is met', { fault: 'limitOff' }, 'excessWhereCut'],
    ['segments that overlap', { fault: 'overlap' }, 'paidInBase'],
    ['a floor that no limit holds', { segments: 1, floor: true, fault: 'floorLate' }, 'jointStep'],
    ['a ratio that is not clamped to 1', { segments: 1, fault: 'unclamped' }, 'paidStep'],
  ] as const satisfies readonly (readonly [
    string,
    { readonly segments?: number; readonly floor?: boolean; readonly fault: Fault },
    (typeof CLAIMS)[number]['id'],
  ])[])('%s', async (_, options, claim) => {
    const sheet = handLayer(options)
    const proof = await proveLayer(solver, sheet, 'L', TIMEOUT)
    expect(proof.kind).toBe('refuted')
    expect(proof.breaches.map(breach => breach.claim)).toContain(claim)
    for (const breach of proof.breaches)
      expect([breach.claim, holds(sheet, breach.claim, atBreach(sheet, 'L', breach))]).toEqual([breach.claim, false])
  })
})

test('every layer of a pack is proved with free parameters, in under a minute', async () => {
  const pack = loadPack(lakeside)
  const proofs = await proveLayers(
    solver,
    lowerPack(pack, { free: true }),
    pack.layers.map(layer => layer.id),
    TIMEOUT,
  )
  expect(proofs.flatMap(proof => proof.pieces.filter(piece => piece.kind !== 'proved'))).toEqual([])
  expect(proofs.map(proof => [proof.layer, proof.kind])).toEqual([
    ['basic', 'proved'],
    ['serious', 'proved'],
    ['assistance', 'proved'],
  ])
  // Ends that fall do no harm here: the lowering keeps the larger.
  expect(proofs.flatMap(proof => proof.assumes)).toEqual([
    'basic.threshold is the same for both amounts, though it is computed from total, cost.total',
  ])
}, 60_000)

describe('faults in a pack, each shown by two claims that were settled', () => {
  const late = (sheet: LiveSheet): LiveSheet =>
    spoil(sheet, 'serious.capExcess', right => {
      const x = sheet.expressions
      return x.select(x.le(lineOf(sheet, 'serious.raw').node, lineOf(sheet, 'serious.left').node), x.zero, right)
    })
  const unclamped = (sheet: LiveSheet): LiveSheet =>
    spoil(sheet, 'serious.raw', right =>
      sheet.expressions.add(right, sheet.expressions.less(right, sheet.expressions.constant(100, 'money'))),
    )
  test.each([
    ['capExcess only once the limit is passed', late, 'excessStep', 'serious.capExcess'],
    ['what is over one yuan is paid twice', unclamped, 'paidStep', 'serious.paid'],
  ] as const)('%s', async (_, fault, claim, line) => {
    const pack = loadPack(lakeside)
    const sheet = fault(lowerPack(pack, { free: true }))
    const proof = await proveLayer(solver, sheet, 'serious', TIMEOUT)
    const breach = proof.breaches.find(each => each.claim === claim)
    if (breach === undefined) throw new Error(`${proof.kind}: ${JSON.stringify(proof.pieces)}`)
    const facts = new SheetFacts(pack, sheet, { free: true })
    const found = await layerCase(solver, sheet, 'serious', breach, { given: facts.constraints(), prefer: facts.plain() })
    if (found.kind !== 'refuted') throw new Error(JSON.stringify(found))
    const scheme = loadPack(lakeside, { parameters: situationParameters(pack, found.a) })
    const policy = new FullPolicy(scheme, {}, fault(lowerPack(scheme)))
    const [one, two] = [found.a, found.b].map(situation => situationClaim(scheme, policy.sheet, situation))
    expect(settled(policy, two, 'serious.base') - settled(policy, one, 'serious.base')).toBe(1)
    expect(settled(policy, two, line) - settled(policy, one, line)).toBeGreaterThan(1)
  })
})
