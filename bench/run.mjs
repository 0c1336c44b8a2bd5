/**
 * Speed of the engines on the lakeside job, as ratios to the hand-written function of the same run. Each engine has its own process and its
 * own loop, checks itself against the plain interpreter first, on every claim of the job, and the rounds of all engines are interleaved, so that
 * drift of the machine cancels. What each engine gets: bench/README.md.
 * `--json`: rows as JSON. `--rounds n`, `--ms n` (per round), `--only a,b` (names up to a comma), `--check n`: check the first n claims only.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const rounds = Number(option('rounds', 21))
const milliseconds = Number(option('ms', 150))
const only = option('only')?.split(',')
const checked = option('check')
const YARDSTICK = 'hand-written'

function familyOf(engine) {
  return engine.split(',')[0]
}

const ENGINES = [
  { engine: YARDSTICK, file: 'hand-written', args: [] },
  { engine: 'run', file: 'run', args: ['run'] },
  { engine: 'run+fired', file: 'run', args: ['fired'] },
  { engine: 'run no-eval', file: 'run', args: ['no-eval'] },
  { engine: 'hand-written columns', file: 'hand-columns', args: [] },
  { engine: 'columns', file: 'columns', args: [''] },
  { engine: 'columns+check', file: 'columns', args: ['checked'] },
  { engine: 'columns+fold', file: 'columns', args: ['fold'] },
  { engine: 'columns no-eval', file: 'columns', args: ['no-eval'] },
  { engine: 'columns no-eval+fold', file: 'columns', args: ['no-eval,fold'] },
  { engine: 'DuckDB', file: 'duckdb', args: [] },
  { job: 'counties, same numbers', engine: 'run', file: 'run', args: ['counties-same'] },
  { job: 'counties', engine: 'run', file: 'run', args: ['counties'] },
  { job: 'counties, 2,599 rules', engine: 'run', file: 'run', args: ['counties-2600'] },
  { engine: 'run of all results', file: 'run', args: ['all'] },
  { engine: 'settle', file: 'settle', args: [] },
  { engine: 'settle, plain path', file: 'settle', args: ['plain'] },
  { engine: 'zod alone', file: 'zod', args: [] },
  { engine: 'json-rules-engine', file: 'json-rules-engine', args: [] },
  { engine: 'json-logic-engine', file: 'json-logic-engine', args: [] },
  { engine: 'zen', file: 'zen', args: ['expressions'] },
  { engine: 'zen, 32 at once', file: 'zen', args: ['expressions', '32'] },
  { engine: 'zen, tables', file: 'zen', args: ['tables'] },
  { engine: 'publicodes', file: 'publicodes', args: [] },
  { engine: 'duckdb', file: 'duckdb', args: [] },
].filter(({ engine }) => !only || engine === YARDSTICK || only.includes(familyOf(engine)))

/** How many times as fast as the fastest row of another engine one is to be, per second of processor time. */
const GOALS = [
  { engine: 'run', than: 'json-logic-engine', atLeast: 10 },
  { engine: 'run', than: 'zen', atLeast: 500 },
  { engine: 'run', than: 'json-rules-engine', atLeast: 1000 },
  { engine: 'run', than: 'publicodes', atLeast: 10_000 },
  { engine: 'columns', than: 'hand-written columns', atLeast: 0.75 },
  { engine: 'columns no-eval', than: 'hand-written', atLeast: 0.25 },
  { engine: 'columns, fold', than: 'duckdb', atLeast: 4 },
]

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

function start(script, args) {
  const env = checked === undefined ? process.env : { ...process.env, BENCH_CHECK: checked }
  const child = fork(script, args, { execArgv: process.execArgv, env })
  let refuse
  child.once('exit', code => refuse(new Error(`${script} ended with ${code}`)))
  const answer = () =>
    new Promise((resolve, reject) => {
      refuse = reject
      child.once('message', resolve)
    })
  return { child, ready: answer(), round: ms => (child.send(ms), answer()) }
}

async function exit({ child }) {
  const done = new Promise(resolve => child.once('exit', resolve))
  child.disconnect()
  await done
}

async function main(dir) {
  const sources = ['make-job.ts', ...new Set(ENGINES.map(({ file }) => `engines/${file}.ts`))].map(file => join(here, file))
  symlinkSync(join(here, '../node_modules'), join(dir, 'node_modules'))
  await build({
    entryPoints: sources,
    outdir: dir,
    outbase: here,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    logLevel: 'warning',
  })
  const data = join(dir, 'job.json')
  const maker = fork(join(dir, 'make-job.mjs'), [join(here, '../test/packs/lakeside.json'), data])
  await new Promise((resolve, reject) => maker.once('exit', code => (code === 0 ? resolve() : reject(new Error('no job')))))
  const running = []
  for (const { job = 'lakeside', engine, file, args } of ENGINES) {
    const worker = start(join(dir, 'engines', `${file}.mjs`), [data, ...args])
    const { checked } = await worker.ready
    running.push({ job, engine, worker, checked, rounds: [] })
  }
  for (const { worker } of running) await worker.round(10 * milliseconds)
  for (let i = 0; i < rounds; i++) for (const one of running) one.rounds.push(await one.worker.round(milliseconds))
  for (const { worker } of running) await exit(worker)
  return { rows: rowsOf(running), goals: goalsOf(running) }
}

// Each round against the other's of the same round: the machine drifts more than the engines differ.
const ratio = (one, other, of) => median(one.map((round, i) => round[of] / other[i][of]))

function rowsOf(running) {
  const [{ rounds: yardstick }] = running
  return running.map(({ job, engine, checked, rounds }) => ({
    job,
    engine,
    checked,
    claimsPerSecond: Math.round(median(rounds.map(({ rate }) => rate))),
    perCpuSecond: Math.round(median(rounds.map(({ perCpuSecond }) => perCpuSecond))),
    ratio: Number(ratio(rounds, yardstick, 'rate').toPrecision(3)),
    cpuRatio: Number(ratio(rounds, yardstick, 'perCpuSecond').toPrecision(3)),
  }))
}

/** Of the rows of the job of one policy that ran. An engine's forms are named after it: `zen, tables`. */
function goalsOf(running) {
  const alone = running.filter(({ job }) => job === 'lakeside')
  return GOALS.flatMap(({ engine, than, atLeast }) => {
    const one = alone.find(row => row.engine === engine)
    const others = alone.filter(row => familyOf(row.engine) === than)
    if (one === undefined || others.length === 0) return []
    const times = of => Number(Math.min(...others.map(({ rounds }) => ratio(one.rounds, rounds, of))).toPrecision(3))
    const perCpuSecond = times('perCpuSecond')
    return [{ goal: `${engine} / ${than}`, atLeast, perCpuSecond, perSecond: times('rate'), met: perCpuSecond >= atLeast }]
  })
}

function print({ rows, goals }) {
  const columns = ['claims/s', 'ratio', 'per CPU s', 'ratio', 'checked'].map(title => title.padStart(12))
  console.log(''.padEnd(24), ''.padEnd(20), ...columns)
  for (const { job, engine, claimsPerSecond, ratio, perCpuSecond, cpuRatio, checked } of rows) {
    const figures = [claimsPerSecond, ratio.toFixed(6), perCpuSecond, cpuRatio.toFixed(6), checked]
    console.log(job.padEnd(24), engine.padEnd(20), ...figures.map(figure => String(figure).padStart(12)))
  }
  for (const { goal, atLeast, perCpuSecond, perSecond, met } of goals)
    console.log(goal.padEnd(45), `${perCpuSecond} (by the clock ${perSecond}), goal ${atLeast}: ${met ? 'met' : 'not met'}`)
}

const dir = mkdtempSync(join(tmpdir(), 'yibao-bench-'))
try {
  const report = await main(dir)
  if (process.argv.includes('--json')) console.log(JSON.stringify(report))
  else print(report)
} finally {
  rmSync(dir, { recursive: true })
}
