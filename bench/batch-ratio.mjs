/**
 * A whole batch, from a file to a file, against JSON.parse and JSON.stringify of each line of the same file, also to a file: a process each, rounds
 * interleaved; medians by the clock and by processor time (start, files, sync and all). The batch with one worker, for the ratio of processor times, and with
 * all cores, for that of the clock, which means something on a machine that does nothing else. Run after `npm run build`.
 * `--claims n` (default 1,000,000), `--persons n` (claims / 5), `--policy name` (claims are then made for it), `--rounds r` (3), `--cli file`, `--summary` (the batch
 * sums up too), `--json`. Needs bash, for its `time`.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const claims = Number(option('claims', 1_000_000))
const persons = Number(option('persons', Math.ceil(claims / 5)))
const rounds = Number(option('rounds', 3))
const named = option('policy')
const policy = named ?? fileURLToPath(new URL('../test/packs/lakeside.json', import.meta.url))
const cli = option('cli', fileURLToPath(new URL('../dist/cli.js', import.meta.url)))
const sums = process.argv.includes('--summary')

/** Lines through objects and back, in blocks. */
const YARDSTICK = `
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
const [input, output] = process.argv.slice(2)
const [from, to] = [openSync(input, 'r'), openSync(output, 'w')]
let block = Buffer.alloc(1 << 20)
let held = 0
for (let read; (read = readSync(from, block, held, block.length - held)) > 0; ) {
  const filled = held + read
  const end = block.lastIndexOf(10, filled - 1) + 1
  let text = ''
  for (const line of block.toString('utf8', 0, end).split('\\n')) if (line !== '') text += JSON.stringify(JSON.parse(line)) + '\\n'
  writeSync(to, text)
  block.copy(block, 0, end, filled)
  held = filled - end
}
closeSync(to)
`

function timed(words, stdout = 'ignore') {
  const { status, stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@"', 'ratio', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe'],
    maxBuffer: 2 ** 28,
  })
  if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`)
  const [clock, user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { clock, cpu: user + system }
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const ratioOf = (a, b) => Number((a / b).toFixed(2))

const dir = mkdtempSync(join(tmpdir(), 'yibao-batch-ratio-'))
try {
  const [input, script, out] = ['in.ndjson', 'json.mjs', 'out.ndjson'].map(name => join(dir, name))
  writeFileSync(script, YARDSTICK)
  const file = openSync(input, 'w')
  const generate = [process.execPath, cli, 'generate', '--claims', String(claims), '--persons', String(persons), '--seed', '7']
  timed(named === undefined ? generate : [...generate, '--policy', named], file)
  closeSync(file)
  const plain = [process.execPath, cli, 'batch', input, '-o', out, '-p', policy]
  const batch = sums ? [...plain, '--summary', join(dir, 'sums.json')] : plain
  const runs = [
    { name: 'json', words: [process.execPath, script, input, out], taken: [] },
    { name: 'batch', words: [...batch, '--workers', '1'], taken: [] },
    { name: 'all cores', words: batch, taken: [] },
  ]
  for (let i = 0; i < rounds; i++) for (const { words, taken } of runs) taken.push(timed(words))
  const [json, one, all] = runs.map(({ taken }) => ({ clock: median(taken.map(one => one.clock)), cpu: median(taken.map(one => one.cpu)) }))
  const report = {
    claims,
    inputMB: Math.round(statSync(input).size / 1e6),
    json,
    batch: one,
    allCores: all,
    ratio: { cpu: ratioOf(json.cpu, one.cpu), clock: ratioOf(json.clock, one.clock), clockAllCores: ratioOf(json.clock, all.clock) },
  }
  console.log(process.argv.includes('--json') ? JSON.stringify(report) : report)
} finally {
  rmSync(dir, { recursive: true })
}
