import { toEngine } from '../../src/engine/engine.ts'
import { engineFacts } from '../../src/engine/facts.ts'
import { stockRules } from '../../src/engine/stock-rules.ts'
import { openPack } from '../../src/full-policy.ts'
import { readJob, serve, toCheck } from '../job.ts'

const job = readJob()
const policy = openPack(job.pack)
const stock = stockRules(policy)
const engine = toEngine(stock)
const facts = job.claims.map(({ claim, state }) => ({ ...engineFacts(stock, policy.open(claim, state)) }))

async function firedBy(index: number): Promise<number> {
  const { events } = await engine.run(facts[index])
  return events.length
}

for (const [i, { claim, fired }] of toCheck(job).entries()) {
  const { events } = await engine.run(facts[i])
  const ids = events.map(event => String(event.params?.['rule'])).sort()
  if (ids.join() !== [...fired].sort().join()) throw new Error(`claim ${String(claim['id'])}: ${ids.join()} instead of ${fired.join()}`)
}

let next = 0
serve({
  async round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fired = 0
    do {
      for (const end = done + 16; done < end; done++) fired += await firedBy(next++ % facts.length)
    } while (performance.now() - start < milliseconds)
    if (fired < 0) throw new Error('no rules')
    return (done / (performance.now() - start)) * 1000
  },
})
