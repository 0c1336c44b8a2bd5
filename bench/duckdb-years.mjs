/**
 * Holds the DuckDB engine of `yibao batch` against `settleYear`, line by line and slot by slot, for every pack: the claims of many persons, of two groups as
 * the engine folds them. `--claims n` (default 100000), `--persons m` (20000), `--seed s` (41). Ends with 1 at the first pack that differs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const [claims, persons, seed] = [option('claims', 100_000), option('persons', 20_000), option('seed', 41)]
const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')
// Where the packs beside test/support are found by their relative places.
const dir = mkdtempSync(join(root, 'test', '.duckdb-years-'))
const entry = join(dir, 'entry.ts')
writeFileSync(
  entry,
  `export { generateClaims } from '../../src/facts/generate.ts'
export { openPack } from '../../src/full-policy.ts'
export { compareYears } from '../support/duckdb-years.ts'
export { PACKS } from '../support/packs.ts'`,
)
try {
  const outfile = join(dir, 'entry.mjs')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' })
  const { generateClaims, openPack, compareYears, PACKS } = await import(outfile)
  let isSame = true
  for (const { name, json, scheme } of PACKS) {
    const since = performance.now()
    const all = [...generateClaims({ seed, claims, persons, diseases: ['J45', 'I10'] })]
    const { differences, ...counts } = await compareYears(openPack(json, { scheme }), all)
    isSame &&= differences.length === 0
    console.log(
      JSON.stringify({ pack: name, ...counts, differences: differences.length, seconds: Math.round((performance.now() - since) / 1000) }),
    )
    for (const difference of differences.slice(0, 5)) console.log(`  ${difference}`)
  }
  process.exitCode = isSame ? 0 : 1
} finally {
  rmSync(dir, { recursive: true })
}
