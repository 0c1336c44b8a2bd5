/**
 * Whether ten times the claims take ten times as long: a command over n claims and over 10 × n, in turn, each in a fresh process; medians by the
 * clock and by processor time, which a loaded machine leaves alone. Run after `npm run build`.
 * What both runs pay alike, the start and the warming up of code, makes the ratio less than the claims', so that a small base tells nothing of growth: the base should be
 * so large that this counts little. How much it was of the base is told, as a line through both runs has it.
 * `--claims n` (default 500,000, of which a batch spends some fifth on it; 3000 for settle, which holds its whole output as one text), `--times t` (10),
 * `--within w` (0.3: ± 30 %), `--rounds r` (3), `--policy name` (claims are then made for it), `--cli file`, `--json`, and after `--` the command, with {in} and {out} for its files
 * (default: yibao settle {in}), such as `node bench/scale.mjs --policy jining -- node dist/cli.js batch {in} -o {out} --policy jining`. It may end with 0 or 1 (findings). Needs bash, for its `time`.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const split = process.argv.indexOf('--')
const [options, given] = split < 0 ? [process.argv, []] : [process.argv.slice(0, split), process.argv.slice(split + 1)]
const option = (name, fallback) => {
  const at = options.indexOf(`--${name}`)
  return at < 0 ? fallback : options[at + 1]
}
const claims = Number(option('claims', given.length > 0 ? 500_000 : 3_000))
const times = Number(option('times', 10))
const within = Number(option('within', 0.3))
const rounds = Number(option('rounds', 3))
const policy = option('policy')
const cli = option('cli', fileURLToPath(new URL('../dist/cli.js', import.meta.url)))
const usual = [process.execPath, cli, 'settle', '{in}', '--policy', policy ?? 'jining', '--json']
const command = given.length > 0 ? given : usual
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** Runs a command with its output thrown away; seconds by the clock and of the processor. */
function timed(words) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null'
  const { status, stderr } = spawnSync('bash', ['-c', script, 'scale', ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`)
  const [clock, user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { clock, cpu: user + system }
}

function generate(file, count) {
  const out = openSync(file, 'w')
  const persons = Math.max(1, Math.ceil(count / 5))
  const words = [
    cli,
    'generate',
    '--claims',
    count,
    '--persons',
    persons,
    '--seed',
    7,
    ...(policy === undefined ? [] : ['--policy', policy]),
  ].map(String)
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', out, 'inherit'] })
  closeSync(out)
  if (status !== 0) throw new Error(`yibao generate ended with ${status}`)
}

const dir = mkdtempSync(join(tmpdir(), 'yibao-scale-'))
try {
  const sizes = [1, claims, claims * times].map(count => ({ count, file: join(dir, `${count}.ndjson`), runs: [] }))
  for (const { file, count } of sizes) generate(file, count)
  const out = join(dir, 'out')
  for (let i = 0; i < rounds; i++)
    for (const { file, runs } of sizes) {
      rmSync(out, { recursive: true, force: true })
      runs.push(timed(command.map(word => word.replaceAll('{in}', file).replaceAll('{out}', out))))
    }
  const [start, small, large] = sizes.map(({ count, file, runs }) => {
    const of = key => median(runs.map(run => run[key]))
    return { claims: count, bytes: statSync(file).size, clock: of('clock'), cpu: of('cpu') }
  })
  const ratio = key => Number((large[key] / small[key]).toFixed(2))
  const beyondStart = Number(((large.cpu - start.cpu) / (small.cpu - start.cpu)).toFixed(2))
  /** Of the small run, the part that does not grow with the claims. */
  const fixed = Number(((times * small.cpu - large.cpu) / (times - 1) / small.cpu).toFixed(2))
  const met = Math.abs(ratio('cpu') / times - 1) <= within
  const report = {
    command,
    sizes: [start, small, large],
    ratio: { clock: ratio('clock'), cpu: ratio('cpu'), beyondStart },
    fixed,
    times,
    within,
    met,
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(report))
  else {
    for (const { claims: count, bytes, clock, cpu } of report.sizes)
      console.log(
        `${count} claims, ${bytes} B: ${clock} s by the clock, ${cpu.toFixed(2)} s of the processor, ${Math.round(count / cpu)} claims per CPU s`,
      )
    console.log(
      `${times} × the claims: ${report.ratio.cpu} × the processor time (${report.ratio.clock} × by the clock, ${beyondStart} × without the start)`,
    )
    console.log(`of the smaller run ${Math.round(fixed * 100)} % did not grow with the claims`)
    console.log(`goal ${times} × ± ${within * 100} %: ${met ? 'met' : 'not met'}`)
  }
} finally {
  rmSync(dir, { recursive: true })
}
