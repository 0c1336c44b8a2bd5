import { readFileSync } from 'node:fs'
import { generateClaims } from '../src/facts/generate.ts'
import { openPack } from '../src/full-policy.ts'
import { LineFold } from '../test/support/line-fold.ts'

/** Prints generated claims as NDJSON, five of a person, without those that the policy refuses. */
const [, , packFile = '', wanted = '10000'] = process.argv
const count = Number(wanted)
const fold = new LineFold(openPack(JSON.parse(readFileSync(packFile, 'utf8'))), [])
let block = ''
let written = 0
for (const claim of generateClaims({ seed: 7, claims: 2 * count, persons: Math.ceil(count / 5), year: 2024, diseases: ['J45'] })) {
  const line = JSON.stringify(claim)
  if (fold.push(line).row === undefined) continue
  block += `${line}\n`
  if (++written === count) break
  if (block.length < 1 << 16) continue
  process.stdout.write(block)
  block = ''
}
process.stdout.write(block)
