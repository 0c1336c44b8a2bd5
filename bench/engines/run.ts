import { createWarmEvaluator, createInterpretedEvaluator } from '../../src/expression/readings/evaluator.ts'
import { setBits } from '../../src/expression/readings/result.ts'
import { mixSeed } from '../../src/facts/random.ts'
import { openPack } from '../../src/full-policy.ts'
import { COUNTIES, localities, PROVINCE_RULES, type LocalityOptions } from '../localities.ts'
import { agree, LINES, readJob, serve, type BenchClaim } from '../job.ts'
import type { ClaimRecord } from '../../src/expression/readings/record.ts'

/** Jobs of 60 counties, each claim in one of them: 3,720 rules of the same numbers, the same of other numbers in each county, and 2,599 of those. */
const LOCALITIES: Readonly<Record<string, LocalityOptions>> = {
  'counties-same': {},
  counties: { ownNumbers: true },
  'counties-2600': { ownNumbers: true, common: PROVINCE_RULES },
}

const mode = process.argv[3] ?? 'run'
const job = readJob()
const options = LOCALITIES[mode]
const pack = job.pack as Record<string, unknown>
const policy = openPack(options === undefined ? pack : localities(pack, COUNTIES, options))
// Any county may follow any other: the worst case for caches and for the prediction of branches.
const countyOf = (index: number): number => mixSeed(index, 60) % COUNTIES.length
const placed = (record: ClaimRecord, index: number): ClaimRecord => ({
  ...record,
  facts: { ...record.facts, insurance_county: Number(COUNTIES[countyOf(index)]) },
})
const records = job.claims.map(({ claim, state }, i) => {
  const record = policy.prepare(claim, state)
  return options === undefined ? record : placed(record, i)
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

/** What the plain interpreter makes of each claim under a pack of its own county alone. */
function countyClaims(of: LocalityOptions): readonly BenchClaim[] {
  const alone = COUNTIES.map(code => openPack(localities(pack, [code], of)))
  return job.claims.map((one, i) => {
    const county = alone[countyOf(i)]!
    const value = county.values(placed(county.prepare(one.claim, one.state), i))
    const lines = LINES.map(id => value(county.sheet.lines.find(line => line.id === id)!.node))
    return { ...one, expected: [...lines, ...county.sheet.slots.map(slot => value(slot.next))] }
  })
}

agree({ ...job, claims: options === undefined ? job.claims : countyClaims(options) }, (claim, i) => {
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
