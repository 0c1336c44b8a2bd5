/**
 * From bytes to bytes: NDJSON claims of the lakeside job settled, each after its person's year, into compact rows, against JSON.parse and
 * JSON.stringify of the same lines. One process each, one thread, rounds interleaved; the rows are compared with those of `policy.settle` first.
 * `--json`: rows as JSON. `--rounds n`, `--ms n` (per round), `--claims n`.
 */
import { fork } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const rounds = Number(option('rounds', 15))
const milliseconds = Number(option('ms', 300))
const claims = Number(option('claims', 10_000))
const YARDSTICK = 'json'
const PACK = join(here, '../test/packs/lakeside.json')
const MODES = [YARDSTICK, 'json-bytes', 'parse', 'keys', 'lines']

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

async function bundle(dir, entry) {
  const outfile = join(dir, `${entry.replaceAll('/', '-')}.mjs`)
  await build({
    entryPoints: [join(here, `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  return outfile
}

async function writeClaims(file, script) {
  const out = createWriteStream(file)
  const maker = fork(script, [PACK, String(claims)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  maker.stdout.pipe(out)
  await new Promise((resolve, reject) => {
    out.once('finish', resolve)
    maker.once('exit', code => code !== 0 && reject(new Error('no claims')))
  })
}

function start(script, args) {
  const child = fork(script, args)
  let refuse
  child.once('exit', code => refuse(new Error(`${args.at(-1)} ended with ${code}`)))
  const answer = () =>
    new Promise((resolve, reject) => {
      refuse = reject
      child.once('message', resolve)
    })
  return { child, ready: answer(), round: ms => (child.send(ms), answer()) }
}

async function main(dir) {
  symlinkSync(join(here, '../node_modules'), join(dir, 'node_modules'))
  const input = join(dir, 'claims.ndjson')
  await writeClaims(input, await bundle(dir, 'make-lines'))
  const script = await bundle(dir, 'engines/ndjson')
  const running = []
  for (const mode of MODES) {
    const worker = start(script, [PACK, input, mode])
    await worker.ready
    running.push({ mode, worker, rates: [] })
  }
  for (const { worker } of running) await worker.round(5 * milliseconds)
  for (let i = 0; i < rounds; i++) for (const one of running) one.rates.push(await one.worker.round(milliseconds))
  for (const { worker } of running) {
    const done = new Promise(resolve => worker.child.once('exit', resolve))
    worker.child.disconnect()
    await done
  }
  const [{ rates: yardstick }] = running
  return running.map(({ mode, rates }) => ({
    mode,
    claimsPerSecond: Math.round(median(rates)),
    ratio: Number(median(rates.map((rate, i) => rate / yardstick[i])).toPrecision(3)),
  }))
}

const dir = mkdtempSync(join(tmpdir(), 'yibao-ndjson-'))
try {
  const rows = await main(dir)
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows))
  else
    for (const { mode, claimsPerSecond, ratio } of rows)
      console.log(mode.padEnd(12), String(claimsPerSecond).padStart(10), ratio.toFixed(2).padStart(8))
} finally {
  rmSync(dir, { recursive: true })
}
