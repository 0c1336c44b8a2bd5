/**
 * One batch for real: generates claims, settles them with the built command line and tells its time, rate and peak memory (of the whole process, all threads).
 * Run after `npm run build`. `--claims n` (default 1,000,000), `--persons n` (200,000), `--policy name`, `--workers n` (default: all CPUs), `--cli file`, `--dir folder`
 * (kept, so that the claims are made once), `--json`.
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearInterval, setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const claims = Number(option('claims', 1_000_000))
const persons = Number(option('persons', 200_000))
const policy = option('policy', fileURLToPath(new URL('../test/packs/lakeside.json', import.meta.url)))
const workers = option('workers')
const cli = option('cli', fileURLToPath(new URL('../dist/cli.js', import.meta.url)))
const kept = option('dir')
const dir = kept ?? mkdtempSync(join(tmpdir(), 'yibao-batch-bench-'))
const input = join(dir, `claims-${claims}-${persons}.ndjson`)
const output = join(dir, 'results.ndjson')

/** Peak memory of a process, in MB: the host notes it as long as the process lives. */
const peakOf = pid => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function run(args, stdout) {
  const since = performance.now()
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', stdout, 'inherit'] })
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 50)
  return new Promise((resolve, reject) =>
    child.once('close', code => {
      clearInterval(watch)
      if (code === 0 || code === 1) resolve({ seconds: (performance.now() - since) / 1000, peak })
      else reject(new Error(`${args[0]} ended with ${code}`))
    }),
  )
}

try {
  mkdirSync(dir, { recursive: true })
  if (!existsSync(input)) {
    const file = openSync(input, 'w')
    await run(['generate', '--claims', String(claims), '--persons', String(persons), '--seed', '7'], file)
    closeSync(file)
  }
  const threads = workers === undefined ? [] : ['--workers', workers]
  const { seconds, peak } = await run(['batch', input, '-o', output, '-p', policy, '--lang', 'en', ...threads])
  const { size } = statSync(input)
  const report = {
    claims,
    persons,
    workers: workers ?? 'all',
    inputMB: Math.round(size / 1e6),
    outputMB: Math.round(statSync(output).size / 1e6),
    bytesPerClaim: Math.round(size / claims),
    seconds: Number(seconds.toFixed(1)),
    claimsPerSecond: Math.round(claims / seconds),
    peakMB: Math.round(peak),
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(report))
  else console.table(report)
} finally {
  if (kept === undefined) rmSync(dir, { recursive: true })
}
