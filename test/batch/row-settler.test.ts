import { describe, expect, it } from 'vitest'
import type { RowShape } from '../../src/batch/job.ts'
import { rowWriter } from '../../src/batch/result-rows.ts'
import { ParsedRows, rowSettler, type RowSettler } from '../../src/batch/row-settler.ts'
import { settlePartition } from '../../src/batch/settle-partition.ts'
import { generateCity } from '../../src/city/generate-city.ts'
import { cityPlan } from '../../src/city/plan.ts'
import type { FullPolicy } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { Summary } from '../../src/summary/summary.ts'
import { listed, partitionOf } from './support.ts'

const CLAIMS = 10_000

type Json = Record<string, unknown>

const SPOILS: readonly ((text: string, before: string) => string | Buffer)[] = [
  text => text.slice(1),
  text => text.replace('"total":"', '"total":"-'),
  text => text.replace('"person":{"id"', '"person":{"key"'),
  () => '[]',
  text => text.replace(/"settleDate":"\d{4}/, '"settleDate":"19x4'),
  text => Buffer.concat([Buffer.from(text.slice(0, 40)), Buffer.from([0xff]), Buffer.from(text.slice(40))]),
  text => text.replace('{', '{"foo":1,'),
  // Settled already.
  (_, before) => before,
  text => JSON.stringify({ ...(JSON.parse(text) as Json), state: { year: 1 } }),
  text => text.replace('"encounter":{', '"encounter":{},"encounter":{"kind":7,'),
]

/** Claims of a city, in an order of their own, one in a hundred spoiled in one of ten ways. */
function rowsOf(policy: FullPolicy): readonly (string | Buffer)[] {
  const plan = cityPlan(policy.pack)!
  const texts = [...generateCity(plan, { seed: 33, claims: CLAIMS, persons: CLAIMS / 5 })].map(line => line.trim())
  const mixed = texts.map((_, i) => texts[(i * 7919) % texts.length] ?? '')
  return mixed.map((text, i) => (i % 100 === 99 ? (SPOILS[Math.floor(i / 100) % SPOILS.length]?.(text, mixed[i - 1] ?? '') ?? text) : text))
}

describe.each(['luan', 'wenzhou'])('ten thousand rows of %s, one in a hundred spoiled', id => {
  it.each([true, false])(
    'give the same results and sums from bytes to bytes as parsed (summed up: %s)',
    { timeout: 120_000 },
    async isSummed => {
      const policy = openPolicy(id)
      const shape: RowShape = { format: 'ndjson', full: false, lines: ['total', 'fund', 'personal'], language: 'zh' }
      const { lines } = new Summary(policy)
      const parsed = new ParsedRows(policy, await rowWriter(shape, policy.lines), lines)
      const rows = partitionOf(rowsOf(policy))
      const settle = (settler: RowSettler) => {
        const summary = isSummed ? new Summary(policy) : undefined
        const settled = listed(settlePartition({ policy, settler, language: 'zh', summary }, rows))
        const results = settled.map(({ rejected, text }) => `${rejected ? '!' : ''}${text}`)
        return { results, sums: summary?.snapshot() }
      }
      const fast = settle(await rowSettler(policy, shape, lines))
      const slow = settle(parsed)
      expect(fast.results.find((text, i) => text !== slow.results[i])).toBeUndefined()
      expect(fast.results).toHaveLength(CLAIMS)
      expect(fast.sums).toEqual(slow.sums)
      const refused = fast.results.filter(text => text.startsWith('!'))
      const codes = new Set(refused.flatMap(text => [...text.matchAll(/"code":"(\w+)/g)].map(match => match[1])))
      expect([...codes].sort()).toEqual([
        ...['noPerson', 'notADay', 'outOfRange', 'rowNotJson', 'rowNotUtf8', 'settledTwice'],
        ...['stateAndClaim', 'unknownKey', 'wrongType'],
      ])
    },
  )
})
