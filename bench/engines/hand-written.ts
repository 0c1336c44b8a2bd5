import { handClaim, handState } from '../hand-claim.ts'
import { settleByHand } from '../hand-written.ts'
import { agree, readJob, serve } from '../job.ts'

const job = readJob()
const claims = job.claims.map(({ record }) => handClaim(record))
const states = job.claims.map(({ record }) => handState(record.state))

agree(job, (_, i) => Object.values(settleByHand(claims[i]!, states[i]!)))
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      for (let i = 0; i < claims.length; i++) fund += settleByHand(claims[i]!, states[i]!).fund
      done += claims.length
    } while (performance.now() - start < milliseconds)
    if (fund < 0) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
