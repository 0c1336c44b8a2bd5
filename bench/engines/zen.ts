import { agree, readJob, serve } from '../job.ts'
import { peerClaim } from '../models/claim.ts'
import { zenPeer, zenValues, type ZenAnswer } from '../peers/zen.ts'

const [form = 'tables', atOnce = '1'] = process.argv.slice(3)
const job = readJob()
const settle = zenPeer(job.pack, form === 'tables')
const claims = job.claims.map(({ record }) => peerClaim(record))
let next = 0
const nextSettled = (): Promise<ZenAnswer> => settle(claims[next++ % claims.length]!)

const answers: ZenAnswer[] = []
for (const claim of claims) answers.push(await settle(claim))
agree(job, (_, i) => zenValues(answers[i]!))
answers.length = 0

serve({
  async round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      const settled = await Promise.all(Array.from({ length: Number(atOnce) }, nextSettled))
      for (const one of settled) fund += one['fund'] ?? NaN
      done += settled.length
    } while (performance.now() - start < milliseconds)
    if (!(fund >= 0)) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
