import { createWarmEvaluator, createInterpretedEvaluator, setBits } from '../../src/expression/readings/evaluator.ts'
import { shapeOf } from '../../src/expression/readings/shape.ts'
import { openPack } from '../../src/policy.ts'
import { agree, LINES, readJob, serve } from '../job.ts'

const mode = process.argv[3] ?? 'run'
const job = readJob()
const policy = openPack(job.pack)
const factKeys = Object.keys(job.claims[0]!.record.facts)
const newFacts = shapeOf<number | string>(factKeys, 0)
const records = job.claims.map(({ claim, state }) => {
  const record = policy.prepare(claim, state)
  return process.env['RAW'] ? record : { ...record, facts: Object.assign(newFacts(), record.facts) }
})
const create = mode === 'no-eval' ? createInterpretedEvaluator : createWarmEvaluator
const run = create(policy.sheet, {
  lines: LINES,
  fired: mode === 'fired',
  fail: record => {
    throw new Error(`a guard speaks: ${JSON.stringify(record)}`)
  },
})
const lineKeys = LINES.map((_, i) => `l${String(i)}`)
const keys = [...lineKeys, ...policy.sheet.slots.map((_, i) => `s${String(i)}`)]

agree(job, (claim, i) => {
  const result = run(records[i]!)
  if (mode === 'fired') {
    const fired = setBits(result, 'f', policy.sheet.rules.length).map(rule => policy.sheet.rules[rule]?.id)
    if (fired.join() !== claim.fired.join()) throw new Error(`fired ${fired.join()} instead of ${claim.fired.join()}`)
  }
  return keys.map(key => result[key] ?? NaN)
})
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      for (let i = 0; i < records.length; i++) fund += run(records[i]!)['l7'] ?? 0
      done += records.length
    } while (performance.now() - start < milliseconds)
    if (fund < 0) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
