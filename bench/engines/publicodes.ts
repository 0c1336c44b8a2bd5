import { agree, readJob, serve } from '../job.ts'
import { OUTPUTS, peerClaim } from '../models/claim.ts'
import { publicodesInput, publicodesPeer } from '../peers/publicodes.ts'

const job = readJob()
const claims = job.claims.map(({ record }) => peerClaim(record))
const inputs = claims.map(publicodesInput)
const settle = publicodesPeer(job.pack, Object.keys(claims[0]!))
agree(job, (_, i) => settle(inputs[i]!))
const fundAt = OUTPUTS.indexOf('fund')

let next = 0
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      for (const end = done + 8; done < end; done++) fund += settle(inputs[next++ % inputs.length]!)[fundAt] ?? NaN
    } while (performance.now() - start < milliseconds)
    if (!(fund >= 0)) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
