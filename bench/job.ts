import { readFileSync } from 'node:fs'
import type { ClaimRecord } from '../src/expression/readings/record.ts'
import type { YearStateJson } from '../src/settlement/state.ts'

/** The lines every engine gives, in this order; after them the slots of the year. */
export const LINES = [
  'total',
  'inPolicy',
  'basic.deductible',
  'basic.ratio',
  'basic.paid',
  'serious.paid',
  'assistance.paid',
  'fund',
  'personal',
] as const

/** One claim of the job: as JSON with the state before it, as numbers, and what the plain interpreter makes of it. */
export interface BenchClaim {
  readonly claim: Record<string, unknown>
  readonly state: YearStateJson | undefined
  readonly record: ClaimRecord
  /** Values of LINES, then of the slots after the claim. */
  readonly expected: readonly number[]
  /** Ids of the rules that fire. */
  readonly fired: readonly string[]
}

export interface Job {
  readonly pack: unknown
  readonly claims: readonly BenchClaim[]
}

/** An engine of the bench: `round` runs over the claims for so many milliseconds, in a loop of its own, and gives claims per second. */
export interface Engine {
  readonly round: (milliseconds: number) => number | Promise<number>
}

export const readJob = (): Job => JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Job

let checked = 0

/** The claims that an engine checks before it is timed: all of the job, or as many as BENCH_CHECK says. */
export function toCheck(job: Job): readonly BenchClaim[] {
  const claims = job.claims.slice(0, Number(process.env['BENCH_CHECK'] ?? job.claims.length))
  checked = claims.length
  return claims
}

/** Every engine agrees with the plain interpreter, to the fen and on every claim, before it is timed. */
export function agree(job: Job, values: (claim: BenchClaim, index: number) => readonly number[]): void {
  toCheck(job).forEach((claim, index) => {
    const got = values(claim, index)
    if (got.length !== claim.expected.length || got.some((value, i) => value !== claim.expected[i]))
      throw new Error(`claim ${String(claim.claim['id'])}: ${got.join()} instead of ${claim.expected.join()}`)
  })
}

/** What an engine did in one round: claims per second of the clock, and per second of processor time, which a loaded machine leaves alone. */
export interface Rate {
  readonly rate: number
  readonly perCpuSecond: number
}

async function timed(engine: Engine, milliseconds: number): Promise<Rate> {
  const start = performance.now()
  const before = process.cpuUsage()
  const rate = await engine.round(milliseconds)
  const { user, system } = process.cpuUsage(before)
  return { rate, perCpuSecond: (rate * (performance.now() - start) * 1000) / (user + system) }
}

/** Says how many claims the engine has checked, then answers the rounds that the bench asks for. */
export function serve(engine: Engine): void {
  process.on('message', (milliseconds: number) => {
    void timed(engine, milliseconds).then(rate => process.send?.(rate))
  })
  process.send?.({ checked })
}
