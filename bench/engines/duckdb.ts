import { agree, readJob, serve } from '../job.ts'
import { DuckPeer } from '../peers/duckdb.ts'

const COPIES = 10
const job = readJob()
const peer = await DuckPeer.of(job, COPIES)
await peer.settle()
const settled = await peer.values()
for (let copy = 0; copy < COPIES; copy++) agree(job, (_, i) => settled[copy * job.claims.length + i] ?? [])

serve({
  async round(milliseconds) {
    const start = performance.now()
    let done = 0
    do {
      await peer.settle()
      done += settled.length
    } while (performance.now() - start < milliseconds)
    return (done / (performance.now() - start)) * 1000
  },
})
