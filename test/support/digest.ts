import { createHash } from 'node:crypto'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPolicy } from '../../src/node/open-policy.ts'

/** Prints one hash over the settlements of generated claims under the packs named on the command line, and how many there were. */
const hash = createHash('sha256')
let count = 0
for (const pack of process.argv.slice(2)) {
  const policy = openPolicy(pack)
  for (const claim of generateClaims({ seed: 31, claims: 1000, persons: 1000 })) {
    hash.update(JSON.stringify(policy.trySettle(claim)))
    count += 1
  }
}
console.log(hash.digest('hex'), count)
