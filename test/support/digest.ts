import { createHash } from 'node:crypto'
import { generateClaims } from '../../src/facts/generate.ts'
import { lowered } from '../../src/lower-pack.ts'
import { findPack } from '../../src/node/read-pack.ts'
import { loadPack } from '../../src/pack/load.ts'
import { Policy } from '../../src/policy.ts'

/** Prints one hash over the settlements of generated claims under the packs named on the command line, and how many there were. */
const hash = createHash('sha256')
let count = 0
for (const pack of process.argv.slice(2)) {
  // Not the full policy: json-rules-engine cannot be bundled into an ES module.
  const policy = new Policy(lowered(loadPack(findPack(pack))))
  for (const claim of generateClaims({ seed: 31, claims: 1000, persons: 1000 })) {
    hash.update(JSON.stringify(policy.trySettle(claim)))
    count += 1
  }
}
console.log(hash.digest('hex'), count)
