import { agree, readJob, serve } from '../job.ts'
import { peerClaim } from '../models/claim.ts'
import { jsonLogicPeer } from '../peers/json-logic-engine.ts'

const job = readJob()
const { settle, values } = jsonLogicPeer(job.pack)
const claims = job.claims.map(({ record }) => peerClaim(record))
agree(job, (_, i) => values(settle(claims[i]!)))

serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let stages = 0
    do {
      for (const claim of claims) stages += settle(claim).length
      done += claims.length
    } while (performance.now() - start < milliseconds)
    if (stages <= done) throw new Error('no stages')
    return (done / (performance.now() - start)) * 1000
  },
})
