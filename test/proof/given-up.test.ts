import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSolver, type SolverModule } from '../../src/invariant/proof/solver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A solver whose n-th start answers as the n-th of `answers` does; undefined: never. */
function fake(answers: readonly (string | undefined)[], killThreads: SolverModule['killThreads'] = () => Promise.resolve()) {
  const started: object[] = []
  const stopped: unknown[] = []
  const module: SolverModule = {
    init: () => {
      const answer = answers[started.length]
      const em = {
        HEAPU8: new Uint8Array(1000),
        _malloc: () => 1,
        _free: () => undefined,
        _async_Z3_eval_smtlib2_string: () => undefined,
        async_call: (call: () => void) => {
          call()
          return answer === undefined ? new Promise<string>(() => undefined) : Promise.resolve(answer)
        },
      }
      started.push(em)
      const nothing = (): undefined => undefined
      return Promise.resolve({ Z3: { mk_config: nothing, del_config: nothing, mk_context: nothing, del_context: nothing }, em })
    },
    killThreads: em => {
      stopped.push(em)
      return killThreads(em)
    },
  }
  return { started, stopped, open: () => openSolver(() => Promise.resolve(module)) }
}

/** What became of a promise so far. */
async function soFar<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  return Promise.race([promise, vi.advanceTimersByTimeAsync(0).then(() => 'waiting' as const)])
}

test('a solver that never answers is given up ten seconds after the time is over, and the outcome is unknown', async () => {
  const { open, started, stopped } = fake([undefined])
  const outcome = (await open()).refute('', [], 2000)
  // 2,000 ms of its own and 10,000 ms of grace.
  await vi.advanceTimersByTimeAsync(11_999)
  expect([await soFar(outcome), stopped]).toEqual(['waiting', []])
  await vi.advanceTimersByTimeAsync(1)
  expect(await outcome).toEqual({ kind: 'unknown', reason: expect.stringMatching(/^timeout/) as unknown })
  expect(stopped).toEqual(started)
  expect(vi.getTimerCount()).toBe(0)
})

test('the next question, asked before or after, has a new solver, that stays', async () => {
  const { open, started, stopped } = fake([undefined, 'unsat'])
  const solver = await open()
  const [hung, waiting] = [solver.refute('', [], 2000), solver.refute('', [], 2000)]
  await vi.advanceTimersByTimeAsync(12_000)
  expect([(await hung).kind, (await waiting).kind, (await solver.refute('', [])).kind]).toEqual(['unknown', 'proved', 'proved'])
  expect([started.length, stopped]).toEqual([2, [started[0]]])
  await solver.close()
  expect(stopped).toEqual(started)
})

test('closed after it was given up, nothing is stopped twice', async () => {
  const { open, started, stopped } = fake([undefined])
  const solver = await open()
  const hung = solver.refute('', [], 1)
  await vi.advanceTimersByTimeAsync(10_001)
  await hung
  await solver.close()
  expect([started.length, stopped.length]).toEqual([1, 1])
})

test('threads that do not end in time do not take the answer away', async () => {
  const { open } = fake([undefined, 'unsat'], () => Promise.reject(new Error('Waiting for threads to be killed timed out')))
  const solver = await open()
  const hung = solver.refute('', [], 1)
  await vi.advanceTimersByTimeAsync(10_001)
  expect([(await hung).kind, (await solver.refute('', [])).kind]).toEqual(['unknown', 'proved'])
})

test('a solver that answers is kept, however long it may take', async () => {
  const { open, started, stopped } = fake(['unsat'])
  const solver = await open()
  // A timer of more than 2^31 - 1 ms would ring at once.
  expect([(await solver.refute('', [], 1e12)).kind, (await solver.refute('', [], 0)).kind]).toEqual(['proved', 'proved'])
  expect([started.length, stopped.length, vi.getTimerCount()]).toEqual([1, 0, 0])
})

test('nor is a slow one given up early where the time asked for is longer than a timer can wait', async () => {
  const { open, stopped } = fake([undefined])
  const outcome = (await open()).refute('', [], 2 ** 31)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([await soFar(outcome), stopped]).toEqual(['waiting', []])
})
