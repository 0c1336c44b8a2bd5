import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { bundleCli, ended, type CliBundle } from '../support/cli-process.ts'

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))
const CLAIMS = 20_000
const dir = mkdtempSync(join(tmpdir(), 'yibao-batch-process-'))
const input = join(dir, 'in.ndjson')
const at = (name: string): string => join(dir, name)
const read = (name: string): string => readFileSync(at(name), 'utf8')

let cli: CliBundle
/** Results, rejected rows and sums of one worker, which nothing disturbed. */
let alone: { readonly out: string; readonly rejects: string; readonly sums: string; readonly milliseconds: number }

const args = (name: string, ...more: readonly string[]): readonly string[] => [
  ...['batch', input, '-o', at(name), '--rejects', at(`${name}.rejects`), '--summary', at(`${name}.json`), '-p', LAKESIDE, '--lang', 'en'],
  ...more,
]

/** On a slow machine lines of progress stand before it. */
const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1)

/** One row in a hundred is none that can be settled. */
function spoiled(text: string, i: number): string {
  if (i % 100 !== 99) return text
  const kinds = [text.slice(1), text.replace('"total":"', '"total":"-'), text.replace('"person":{"id"', '"person":{"key"'), '[]']
  return kinds[Math.floor(i / 100) % kinds.length] ?? ''
}

beforeAll(async () => {
  cli = await bundleCli()
  const claims = generateClaims({ seed: 9, claims: CLAIMS, persons: 4000, items: false })
  writeFileSync(input, [...claims].map((claim, i) => `${spoiled(JSON.stringify(claim), i)}\n`).join(''))
  const since = performance.now()
  const { code, err } = await cli.run(args('alone', '--workers', '1'))
  expect([code, err]).toEqual([1, expect.stringContaining(`${CLAIMS} rows: ${CLAIMS * 0.99} settled, ${CLAIMS / 100} refused`)])
  alone = { out: read('alone'), rejects: read('alone.rejects'), sums: read('alone.json'), milliseconds: performance.now() - since }
}, 300_000)

afterAll(() => {
  rmSync(dir, { recursive: true })
  cli.remove()
})

describe('a batch in processes of its own', () => {
  it.each([2, 3])('gives with %i workers the bytes of one', { timeout: 300_000 }, async workers => {
    const { code } = await cli.run(args(`workers${workers}`, '--workers', String(workers)))
    expect(code).toBe(1)
    expect(read(`workers${workers}`) === alone.out).toBe(true)
    expect(read(`workers${workers}.rejects`) === alone.rejects).toBe(true)
    expect(read(`workers${workers}.json`)).toBe(alone.sums)
  })

  it('gives the same bytes after kill -9 at three random moments and being resumed', { timeout: 600_000 }, async () => {
    const moments = [0, 1, 2].map(third => ((third + Math.random()) / 3) * alone.milliseconds)
    let killed = 0
    for (const moment of moments) {
      const child = cli.start(args('killed', '--workers', '2', '--resume'))
      const timer = setTimeout(() => child.kill('SIGKILL'), moment)
      const { code } = await ended(child)
      clearTimeout(timer)
      if (code !== null) continue
      killed++
      expect(existsSync(at('killed')) ? read('killed') === alone.out : true, `half an output after ${moments.join()} ms`).toBe(true)
    }
    expect(killed).toBeGreaterThan(0)
    const { code, err } = await cli.run(args('killed', '--workers', '2', '--resume'))
    expect([code, err]).toEqual([1, expect.stringContaining(`${CLAIMS} rows`)])
    expect(read('killed') === alone.out, `after ${moments.join()} ms`).toBe(true)
    expect(read('killed.rejects') === alone.rejects).toBe(true)
    expect(read('killed.json')).toBe(alone.sums)
    expect(readdirSync(dir).filter(name => name.startsWith('killed'))).toEqual(['killed', 'killed.json', 'killed.rejects'])
  })

  it('is done by a resumed run from the partitions that are there, and only what is left', { timeout: 300_000 }, async () => {
    const child = cli.start(args('half', '--workers', '2'))
    const work = at('half.work')
    const done = (): number => (existsSync(work) ? readdirSync(work).filter(name => /^result-\d+$/.test(name)).length : 0)
    const timer = setInterval(() => done() > 0 && child.kill('SIGKILL'), 5)
    expect((await ended(child)).code).toBeNull()
    clearInterval(timer)
    const left = done()
    const { err } = await cli.run(args('half', '--workers', '2', '--resume'))
    expect(err).toContain(`Resumed with ${left} parts that were done`)
    expect(read('half') === alone.out).toBe(true)
    expect(read('half.json')).toBe(alone.sums)
  })

  it('reads standard input and writes standard output', { timeout: 300_000 }, async () => {
    const piped = ['batch', '-', '-o', '-', '-p', LAKESIDE, '--workers', '2']
    const { code, out } = await cli.run(piped, readFileSync(input, 'utf8'))
    expect(code).toBe(1)
    expect(out === alone.out).toBe(true)
  })

  it('ends with a clear message where the reader closes the pipe', { timeout: 300_000 }, async () => {
    const child = cli.start(['batch', input, '-o', '-', '-p', LAKESIDE, '--workers', '1', '--lang', 'en'])
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { code, err } = await ended(child)
    expect([code, lastLine(err)]).toEqual([3, 'The reader of the results closed the pipe: they are not complete.'])
  })

  it('ends with a clear message where the output is a full disk', { timeout: 300_000 }, async () => {
    const { code, err } = await cli.run(['batch', input, '-o', '/dev/full', '-p', LAKESIDE, '--workers', '1', '--lang', 'en'])
    expect([code, lastLine(err)]).toEqual([3, 'The disk is full: cannot write "/dev/full". There is no result.'])
  })

  it('leaves nothing where the host refuses its files while it reads', { timeout: 300_000 }, async () => {
    const { code, err } = await cli.runLimited(args('refused', '--workers', '2'), 1000)
    expect([code, err]).toEqual([3, expect.stringMatching(/^The system refused ".*refused\.work.*" \(EFBIG\): not done\.\n$/)])
    expect(readdirSync(dir).filter(name => name.startsWith('refused'))).toEqual([])
  })

  it('keeps what is done where the host refuses a file of results to a worker, and goes on from it', { timeout: 300_000 }, async () => {
    const { code, err } = await cli.runLimited(args('later', '--workers', '2', '--full'), 6000)
    expect([code, err]).toEqual([3, expect.stringMatching(/\(EFBIG\): not done\.\nWhat was done is kept in ".*later\.work": mend/)])
    expect(existsSync(at('later'))).toBe(false)
    expect((await cli.run(args('later', '--workers', '2', '--full', '--resume'))).code).toBe(1)
    const ids = (text: string): readonly unknown[] => text.match(/"claimId":"[^"]*"/g) ?? []
    expect(ids(read('later'))).toEqual(ids(alone.out))
  })

  it('goes on without a reader of its messages', { timeout: 300_000 }, async () => {
    const child = cli.start(args('unheard', '--workers', '1'))
    child.stderr?.destroy()
    const code = await new Promise(resolve => child.once('exit', resolve))
    expect(code).toBe(1)
    expect(read('unheard') === alone.out).toBe(true)
  })
})
