import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openSolver, readValues, type Solver } from '../../src/invariant/proof/solver.ts'

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

test('a contradiction is proved', async () => {
  expect(await solver.refute('(declare-const a Int)\n(assert (< a a))', ['a'])).toEqual({ kind: 'proved' })
})

test('what has a case is refuted, with exact values', async () => {
  const script = '(declare-const a Int)\n(declare-const b Bool)\n(assert (= a (- 9007199254740991)))\n(assert b)'
  expect(await solver.refute(script, ['a', 'b'])).toEqual({
    kind: 'refuted',
    model: new Map<string, unknown>([
      ['a', -9007199254740991],
      ['b', true],
    ]),
  })
})

test('what is not decided in time is unknown, with the reason', async () => {
  const script =
    ['x', 'y', 'z'].map(name => `(declare-const ${name} Int)\n(assert (> ${name} 1))`).join('\n') +
    '\n(assert (= (+ (* x x x) (* y y y)) (* z z z)))'
  const outcome = await solver.refute(script, [], 300)
  expect(outcome.kind).toBe('unknown')
  expect(outcome).toHaveProperty('reason', expect.stringMatching(/timeout|canceled|incomplete/))
})

test('a script that is no SMT-LIB is an error, not an outcome', async () => {
  await expect(solver.refute('(assert (nonsense))', [])).rejects.toThrow(/did not accept/)
})

test('checks that are asked at once wait for each other', async () => {
  const ask = (value: number) => solver.refute(`(declare-const a Int)\n(assert (= a ${String(value)}))`, ['a'])
  const outcomes = await Promise.all([1, 2, 3, 4].map(ask))
  expect(outcomes.map(outcome => outcome.kind === 'refuted' && outcome.model.get('a'))).toEqual([1, 2, 3, 4])
})

test('a long script is read as written while other calls are made', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `(declare-const a${String(i)} Int)\n(assert (= a${String(i)} ${String(i)}))`).join(
    '\n',
  )
  const outcome = await solver.refute(many, ['a0', 'a9999', 'a19999'])
  expect(outcome.kind === 'refuted' && [...outcome.model.values()]).toEqual([0, 9999, 19999])
})

test('without the peer there is a PolicyError that says what to install', async () => {
  const absent = Object.assign(new Error("Cannot find package 'z3-solver' imported from x"), { code: 'ERR_MODULE_NOT_FOUND' })
  const failure: unknown = await openSolver(() => Promise.reject(absent)).catch((error: unknown) => error)
  expect(isPolicyError(failure) && failure.issues).toMatchObject([{ code: 'peerMissing', params: { peer: 'z3-solver' } }])
})

test('another fault while loading stays what it is', async () => {
  await expect(openSolver(() => Promise.reject(new Error('out of memory')))).rejects.toThrow('out of memory')
})

test('a value beyond the safe integers is refused', () => {
  expect(() => readValues('((a 9007199254740993))')).toThrow(/safe integer/)
})
