/**
 * Import plus first settlement of `yibao-rules/core` with one lowered pack, over a node process that does nothing: medians of fresh processes, taken in
 * turn. Run after `npm run build`. `--policy name`, `--runs n` (default 41), `--texts zh`, `--json`. On a loaded machine read `ofBare`: the time as a part of what
 * bare node takes.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPolicy, packNames } from '../dist/node.js'

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const name = option('policy', packNames()[0])
const runs = Number(option('runs', 41))
const dir = mkdtempSync(join(tmpdir(), 'yibao-cold-'))
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const claim = JSON.parse(readFileSync(new URL('../examples/jining-township-stay.json', import.meta.url), 'utf8'))
writeFileSync(join(dir, 'pack.json'), JSON.stringify(openPolicy(name).toLowered(option('texts'))))
writeFileSync(join(dir, 'claim.json'), JSON.stringify(claim))
writeFileSync(join(dir, 'bare.mjs'), 'console.log("{}")\n')
const work = entry => `
const at = () => performance.now()
const t0 = at()
import { readFileSync } from 'node:fs'
const { openPolicy } = await import(${JSON.stringify(new URL(`../dist/${entry}.js`, import.meta.url).href)})
const t1 = at()
const read = file => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const policy = openPolicy(${entry === 'core' ? "read('./pack.json')" : JSON.stringify(name)})
const claim = read('./claim.json')
const t2 = at()
policy.settle(claim)
const t3 = at()
policy.settle(claim)
const t4 = at()
console.log(JSON.stringify({ import: t1 - t0, open: t2 - t1, first: t3 - t2, second: t4 - t3 }))
`
writeFileSync(join(dir, 'core.mjs'), work('core'))
writeFileSync(join(dir, 'full.mjs'), work('index'))

try {
  const kinds = ['bare', 'core', 'full']
  const rows = Object.fromEntries(kinds.map(kind => [kind, []]))
  for (let i = 0; i < runs; i++)
    for (const kind of kinds) {
      const start = performance.now()
      const inside = JSON.parse(execFileSync(process.execPath, [join(dir, `${kind}.mjs`)], { encoding: 'utf8' }))
      rows[kind].push({ process: performance.now() - start, ...inside })
    }
  const report = kinds.map(kind => {
    const keys = Object.keys(rows[kind][0])
    return { kind, ...Object.fromEntries(keys.map(key => [key, Number(median(rows[kind].map(row => row[key])).toFixed(2))])) }
  })
  const bare = report[0].process
  for (const row of report) {
    row.overBare = Number((row.process - bare).toFixed(2))
    if (row.import !== undefined) row.ofBare = Number(((row.import + row.open + row.first) / bare).toFixed(3))
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(report))
  else console.table(report)
} finally {
  rmSync(dir, { recursive: true })
}
