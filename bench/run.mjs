/**
 * Speed of the engines on the lakeside job, as ratios to the hand-written function of the same run. Each engine has its own process and its
 * own loop, checks itself against the plain interpreter first, and the rounds of all engines are interleaved, so that drift of the machine cancels.
 * `--json`: rows as JSON. `--rounds n`, `--ms n` (per round), `--only a,b`.
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
const YARDSTICK = 'hand-written'

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
].filter(({ engine }) => !only || engine === YARDSTICK || only.includes(engine))

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

function start(script, args) {
  const child = fork(script, args, { execArgv: process.execArgv })
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
    await worker.ready
    running.push({ job, engine, worker, rates: [] })
  }
  for (const { worker } of running) await worker.round(10 * milliseconds)
  for (let i = 0; i < rounds; i++) for (const one of running) one.rates.push(await one.worker.round(milliseconds))
  for (const { worker } of running) await exit(worker)
  const [{ rates: yardstick }] = running
  return running.map(({ job, engine, rates }) => ({
    job,
    engine,
    claimsPerSecond: Math.round(median(rates)),
    // Each round against the yardstick's of the same round: the machine drifts more than the engines differ.
    ratio: Number(median(rates.map((rate, i) => rate / yardstick[i])).toPrecision(3)),
  }))
}

const dir = mkdtempSync(join(tmpdir(), 'yibao-bench-'))
try {
  const rows = await main(dir)
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows))
  else
    for (const { job, engine, claimsPerSecond, ratio } of rows)
      console.log(job.padEnd(24), engine.padEnd(20), String(claimsPerSecond).padStart(12), ratio.toFixed(4).padStart(10))
} finally {
  rmSync(dir, { recursive: true })
}
