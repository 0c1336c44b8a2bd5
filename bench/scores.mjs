/**
 * A year's cases settled by score as a stream: how many a second, and the peak memory of the process. Making the cases is timed by itself and taken off.
 * `--cases n` (default 1,000,000), `--policy name` (shanwei), `--seed n`, `--json`.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const count = Number(option('cases', 1_000_000))
const seed = Number(option('seed', 7))
const policy = option('policy', 'shanwei')

const dir = mkdtempSync(join(tmpdir(), 'yibao-scores-bench-'))
symlinkSync(join(here, '../node_modules'), join(dir, 'node_modules'))
const load = async (entry, name) => {
  const outfile = join(dir, `${name}.mjs`)
  await build({
    entryPoints: [join(here, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  return import(pathToFileURL(outfile))
}
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024

try {
  const { makeBasis, makeCases, ScoreFold, terms } = await load('score-cases.ts', 'scores')
  const { findPack } = await load('../src/node/read-pack.ts', 'packs')
  const basis = makeBasis(seed)
  const scoring = terms(findPack(join(here, '../rules', policy)))
  const before = peak()

  let since = process.cpuUsage()
  const cpu = () => {
    const { user, system } = process.cpuUsage(since)
    since = process.cpuUsage()
    return (user + system) / 1e6
  }
  let made = 0
  for (const one of makeCases(count, seed, basis)) made += one.id.length
  const making = cpu()
  const fold = new ScoreFold(scoring, basis)
  let reviewed = 0
  for (const one of makeCases(count, seed, basis)) if (fold.add(one)?.review === true) reviewed++
  const report = fold.close()
  const folding = cpu() - making

  const paid = report.institutions.reduce((sum, { fund }) => sum + BigInt(fund.replace('.', '')), BigInt(report.remainder.replace('.', '')))
  if (paid !== BigInt(report.fund.replace('.', ''))) throw new Error('the fund is not conserved')
  const figures = {
    cases: report.institutions.reduce((sum, { cases }) => sum + cases, 0),
    institutions: report.institutions.length,
    groups: basis.groups.length,
    reviewed,
    casesPerCpuSecond: Math.round(count / folding),
    peakMB: Math.round(peak()),
    peakBeforeMB: Math.round(before),
    pointValue: report.pointValue,
    remainder: report.remainder,
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ ...figures, made: made > 0 }))
  else console.table(figures)
} finally {
  rmSync(dir, { recursive: true, force: true })
}
