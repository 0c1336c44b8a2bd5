/**
 * A city's year closed from its claims: generates claims, settles them by a batch, then counts claims and settlements into a closing with the built command line,
 * and tells the rate and the peak memory of that last step. Run after `npm run build`. `--claims n` (default 1,000,000), `--persons n` (200,000), `--policy name`
 * (shanwei), `--cli file`, `--dir folder` (kept, so that claims and settlements are made once), `--json`.
 */
import { spawn } from 'node:child_process'
import { closeSync, createReadStream, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { clearInterval, setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const claims = Number(option('claims', 1_000_000))
const persons = Number(option('persons', 200_000))
const policy = option('policy', 'shanwei')
const cli = option('cli', fileURLToPath(new URL('../dist/cli.js', import.meta.url)))
const kept = option('dir')
const dir = kept ?? mkdtempSync(join(tmpdir(), 'yibao-budget-bench-'))
const input = join(dir, `claims-${policy}-${claims}-${persons}.ndjson`)
const results = join(dir, `results-${policy}-${claims}-${persons}.ndjson`)
const yearFile = join(dir, 'year.json')

/** Seconds of CPU that a process has had: what it took where others share the machine. A tick is a hundredth. */
const cpuOf = pid => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

/** Peak memory of a process, in MB: the host notes it as long as the process lives. */
const peakOf = pid => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function run(args, file) {
  const out = file === undefined ? 'ignore' : openSync(file, 'w')
  const since = performance.now()
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', out, 'inherit'] })
  let peak = 0
  let cpu = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid))
    cpu = Math.max(cpu, cpuOf(child.pid))
  }, 50)
  return new Promise((resolve, reject) =>
    child.once('close', code => {
      clearInterval(watch)
      if (file !== undefined) closeSync(out)
      if (code === 0 || code === 1) resolve({ seconds: (performance.now() - since) / 1000, cpu, peak })
      else reject(new Error(`${args[0]} ended with ${code}`))
    }),
  )
}

/** A year of the county where most claims were made: its institutions are the unit. */
async function yearOf(file) {
  const seen = new Map()
  const counties = new Map()
  let year = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { institution, encounter } = JSON.parse(line)
    seen.set(institution.id, institution)
    counties.set(institution.county, (counties.get(institution.county) ?? 0) + 1)
    year = Number(encounter.settleDate.slice(0, 4))
  }
  const [county] = [...counties].sort((one, other) => other[1] - one[1])[0]
  const members = [...seen.values()]
    .filter(one => one.county === county)
    .map(({ id }, i) => ({ id, county, allianceRole: i === 0 ? 'lead' : 'member' }))
  return { version: 1, budget: { year, yearIndex: 1, total: '300000000.00', assessmentPassed: true }, members }
}

try {
  mkdirSync(dir, { recursive: true })
  if (!existsSync(input))
    await run(['generate', '-p', policy, '--claims', String(claims), '--persons', String(persons), '--seed', '7'], input)
  if (!existsSync(results)) await run(['batch', input, '-o', results, '-p', policy, '--lang', 'en'])
  const year = await yearOf(input)
  writeFileSync(yearFile, JSON.stringify(year))
  const closing = join(dir, 'closing.json')
  const args = ['budget', 'close', yearFile, '-p', policy, '--claims', input, '--settlements', results, '--json', '--lang', 'en']
  const { seconds, cpu, peak } = await run(args, closing)
  const { spend, closing: closed } = JSON.parse(readFileSync(closing, 'utf8'))
  const outside = spend.outside.reduce((sum, { cases }) => sum + cases, 0)
  const report = {
    claims,
    members: year.members.length,
    counted: spend.cases,
    outside,
    actual: closed.actual,
    seconds: Number(seconds.toFixed(1)),
    settlementsPerSecond: Math.round(claims / seconds),
    cpuSeconds: Number(cpu.toFixed(1)),
    settlementsPerCpuSecond: Math.round(claims / cpu),
    peakMB: Math.round(peak),
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(report))
  else console.table(report)
} finally {
  if (kept === undefined) rmSync(dir, { recursive: true })
}
