import { createWarmEvaluator, createInterpretedEvaluator } from '../../src/expression/readings/evaluator.ts'
import { setBits } from '../../src/expression/readings/result.ts'
import { openPack } from '../../src/full-policy.ts'
import { localities } from '../localities.ts'
import { agree, LINES, readJob, serve } from '../job.ts'

const mode = process.argv[3] ?? 'run'
const job = readJob()
// `split`: the same policy once for each of 60 counties, each claim in another one.
const counties = mode === 'split' ? Array.from({ length: 60 }, (_, i) => 990101 + i) : []
const policy = openPack(mode === 'split' ? localities(job.pack as Record<string, unknown>, counties.map(String)) : job.pack)
const records = job.claims.map(({ claim, state }, i) => {
  const record = policy.prepare(claim, state)
  return counties.length === 0 ? record : { ...record, facts: { ...record.facts, insurance_county: counties[(i * 7) % counties.length]! } }
})
const create = mode === 'no-eval' ? createInterpretedEvaluator : createWarmEvaluator
const run = create(policy.sheet, {
  ...(mode === 'all' ? { findings: true, derived: true } : { lines: LINES }),
  fired: mode === 'fired' || mode === 'all',
  fail: record => {
    throw new Error(`a guard speaks: ${JSON.stringify(record)}`)
  },
})
const lineKeys = LINES.map((id, i) => `l${String(mode === 'all' ? policy.lines.indexOf(id) : i)}`)
const keys = [...lineKeys, ...policy.sheet.slots.map((_, i) => `s${String(i)}`)]

agree(job, (claim, i) => {
  const result = run(records[i]!)
  if (mode === 'fired' || mode === 'all') {
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
      for (const record of records) fund += run(record)['l7'] ?? 0
      done += records.length
    } while (performance.now() - start < milliseconds)
    if (fund < 0) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
