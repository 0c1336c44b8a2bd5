import { createEvaluator } from '../../src/expression/readings/evaluator.ts'
import { openPack } from '../../src/full-policy.ts'
import { lowered } from '../../src/lower-pack.ts'
import { Policy } from '../../src/policy.ts'
import { readDecimal } from '../../src/base/decimal.ts'
import { agree, LINES, readJob, serve } from '../job.ts'

const job = readJob()
// `plain`: the reading that gives every issue, with compiled code for the sheet alone.
const plain = process.argv[3] === 'plain'
const full = openPack(job.pack)
const policy = plain ? new Policy(lowered(full.pack), {}, { createEvaluator }) : full
const claims = job.claims.map(({ claim, state }) => ({ claim, state }))

agree(job, ({ claim, state, expected }) => {
  const { lines } = policy.settle(claim, state)
  const money = (text: string): number => Number(readDecimal(text, 2, 0, 1e12))
  const values = LINES.map(id => {
    const line = lines.find(one => one.id === id)!
    return 'amount' in line ? money(line.amount) : Number(readDecimal(line.ratio, 4, 0, 1e9))
  })
  return [...values, ...expected.slice(LINES.length)]
})
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let length = 0
    do {
      for (let end = done + 128; done < end; done++) {
        const { claim, state } = claims[done % claims.length]!
        length += policy.settle(claim, state).fund.total.length
      }
    } while (performance.now() - start < milliseconds)
    if (length < 0) throw new Error('no text')
    return (done / (performance.now() - start)) * 1000
  },
})
