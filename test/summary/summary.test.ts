import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generateCity } from '../../src/city/generate-city.ts'
import { cityPlan } from '../../src/city/plan.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { summarySchema } from '../../src/json-schema/summary.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { SummaryJson } from '../../src/summary/report.ts'
import { settledValues } from '../../src/settlement/settled-values.ts'
import { summarise } from '../../src/summary/summarise.ts'
import { Summary } from '../../src/summary/summary.ts'
import type { SummarySnapshot } from '../../src/summary/snapshot.ts'
import { isValid } from '../support/json-schema.ts'

type Json = Record<string, unknown>

const SMALLEST = JSON.parse(readFileSync(new URL('../../examples/minimal-pack.json', import.meta.url), 'utf8')) as Json

/** Deductible 200 and 85% at level 1, 500 and 75% at level 2, at most 5000.00 a year; no rule at level 3. */
const policy = openPack(SMALLEST, { parameters: { yearLimit: '5000.00' } })

function stay(id: string, person: string, tier: string, day: string, cost: Json, kind = 'inpatient'): Json {
  const dates = kind === 'inpatient' ? { admitDate: day, dischargeDate: day } : { serviceDate: day }
  return {
    id,
    person: { id: person },
    insurance: { scheme: 'resident' },
    institution: { id: 'h1', type: 'hospital', tier, adminLevel: 'county' },
    encounter: { kind, ...dates, settleDate: day, location: 'sameCounty' },
    referral: { direction: 'none' },
    cost,
  }
}

/** In an order that is not that of settlement, with one claim at a tier without rules and one row that is no JSON. */
const CLAIMS: readonly unknown[] = [
  stay('d', 'p1', 'level2', '2024-03-01', { total: '700.00' }),
  stay('a', 'p1', 'level1', '2024-01-10', { total: '5800.00' }),
  stay('e', 'p3', 'level3', '2024-01-11', { total: '900.00' }),
  stay('b', 'p1', 'level1', '2024-02-10', { total: '1200.00', offCatalogue: '200.00' }),
  undefined,
  stay('c', 'p2', 'level2', '2024-02-20', { total: '2500.00' }),
]

describe('a summary worked by hand', () => {
  const summary = summarise(policy, CLAIMS).toJson()

  it('adds up all claims', () => {
    expect(summary.sums).toEqual({
      claims: 4,
      total: '10200.00', // 5800 + 1200 + 2500 + 700
      inPolicy: '10000.00', // 5800 + (1200 − 200) + 2500 + 700
      fund: '6500.00', // a (5800 − 200) × 85% = 4760; b 5000 − 4760 = 240; c (2500 − 500) × 75% = 1500; d 0
      personal: '3700.00', // 1040 + 960 + 1000 + 700
      institutionBorne: '0.00',
      fundShare: '0.6373', // 6500 ÷ 10200 = 0.63725…
      inPolicyShare: '0.6500',
      funds: {
        basic: {
          paid: '6500.00',
          deductible: '1400.00', // 200 + 200 + 500 + 500
          capExcess: '717.65', // b 800 − half-up(240 ÷ 85%) = 800 − 282.35 = 517.65; d 200
          paidClaims: 3,
          deductibleClaims: 4,
          cappedClaims: 2,
        },
      },
    })
  })

  it('tells them apart by tier and by month', () => {
    const shown = (rows: SummaryJson['by']['tier']): unknown =>
      rows.map(({ code, claims, total, fund, personal }) => [code, claims, total, fund, personal])
    expect(shown(summary.by.tier)).toEqual([
      ['level1', 2, '7000.00', '5000.00', '2000.00'],
      ['level2', 2, '3200.00', '1500.00', '1700.00'],
    ])
    expect(shown(summary.by.month)).toEqual([
      ['2024-01', 1, '5800.00', '4760.00', '1040.00'],
      ['2024-02', 2, '3700.00', '1740.00', '1960.00'],
      ['2024-03', 1, '700.00', '0.00', '700.00'],
    ])
    expect(shown(summary.by.kind)).toEqual([['inpatient', 4, '10200.00', '6500.00', '3700.00']])
    expect(shown(summary.by.category)).toEqual([['none', 4, '10200.00', '6500.00', '3700.00']])
  })

  it('counts who met the limit: one person with two claims', () => {
    expect(summary.limits).toEqual([{ id: 'basic.limit', fund: 'basic', counts: 'payment', bucket: null, persons: 1, claims: 2 }])
    expect(summary.persons).toBe(2)
  })

  it('counts the rows that were refused, by reason', () => {
    expect(summary.rows).toEqual({ settled: 4, rejected: 2, refused: { badJsonLine: 1, noRule: 1 } })
  })

  it('shows the distribution: a step holds its first amount and not its last', () => {
    expect(summary.distribution.bills).toEqual([
      { from: '500.00', to: '1000.00', claims: 1, total: '700.00', fund: '0.00' },
      { from: '1000.00', to: '2000.00', claims: 1, total: '1200.00', fund: '240.00' },
      { from: '2000.00', to: '5000.00', claims: 1, total: '2500.00', fund: '1500.00' },
      { from: '5000.00', to: '10000.00', claims: 1, total: '5800.00', fund: '4760.00' },
    ])
    // p1: 5000 from the fund, 1040 + 960 + 700 = 2700 of their own; p2: 1500 and 1000.
    expect(summary.distribution.fund).toEqual([
      { from: '1000.00', to: '2000.00', persons: 1, fund: '1500.00', personal: '1000.00' },
      { from: '5000.00', to: '10000.00', persons: 1, fund: '5000.00', personal: '2700.00' },
    ])
    expect(summary.distribution.personal).toEqual([
      { from: '1000.00', to: '2000.00', persons: 1, fund: '1500.00', personal: '1000.00' },
      { from: '2000.00', to: '5000.00', persons: 1, fund: '5000.00', personal: '2700.00' },
    ])
  })

  it('names the dearest claims', () => {
    expect(summary.top.map(({ claimId, total }) => [claimId, total])).toEqual([
      ['a', '5800.00'],
      ['c', '2500.00'],
      ['b', '1200.00'],
      ['d', '700.00'],
    ])
  })

  it('is of nothing where there are no claims', () => {
    const empty = new Summary(policy).toJson()
    expect(empty.sums).toMatchObject({ claims: 0, total: '0.00', fundShare: null })
    expect(empty.by.month).toEqual([])
    expect(empty.distribution.bills).toEqual([])
  })
})

describe('a limit', () => {
  const limited = (limits: readonly Json[]): FullPolicy =>
    openPack({
      ...SMALLEST,
      covers: ['inpatient', 'outpatient'],
      parameters: [],
      layers: [{ ...(SMALLEST['layers'] as readonly Json[])[0], limits }],
    })
  const when = (kind: string): Json => ({ when: { fact: 'encounter.kind', operator: 'equal', value: kind } })
  const met = (one: FullPolicy, kind: string): unknown =>
    summarise(one, [stay('x', 'p1', 'level1', '2024-02-01', { total: '3000.00' }, kind)])
      .toJson()
      .limits.map(({ id, claims }) => [id, claims])

  it('that does not count for a claim is not met, even with nothing left of it', () => {
    const nothing = limited([
      { id: 'stays', counts: 'payment', amount: '0.00', ...when('inpatient') },
      { id: 'visits', counts: 'payment', amount: '0.00', ...when('outpatient') },
    ])
    expect(met(nothing, 'inpatient')).toEqual([
      ['basic.limit.stays', 1],
      ['basic.limit.visits', 0],
    ])
    expect(met(nothing, 'outpatient')).toEqual([
      ['basic.limit.stays', 0],
      ['basic.limit.visits', 1],
    ])
  })

  it('is not met by what it just holds, and is by a fen more', () => {
    // (3000 − 200) × 85% = 2380.
    expect(met(limited([{ counts: 'payment', amount: '2380.00' }]), 'inpatient')).toEqual([['basic.limit', 0]])
    expect(met(limited([{ counts: 'payment', amount: '2379.99' }]), 'inpatient')).toEqual([['basic.limit', 1]])
    // 3000 − 200 = 2800.
    expect(met(limited([{ counts: 'cost', amount: '2800.00' }]), 'inpatient')).toEqual([['basic.limit', 0]])
    expect(met(limited([{ counts: 'cost', amount: '2799.99' }]), 'inpatient')).toEqual([['basic.limit', 1]])
  })

  it('that two limits are under counts the one that was met', () => {
    const both = limited([
      { id: 'low', counts: 'payment', amount: '1000.00' },
      { id: 'high', counts: 'payment', amount: '2000.00' },
    ])
    expect(met(both, 'inpatient')).toEqual([
      ['basic.limit.low', 1],
      ['basic.limit.high', 0],
    ])
  })
})

/** Settled claims of a city with their lines, each with a fresh state: what they add up to is what counts here. */
function settled(one: FullPolicy, seed: number, claims: number) {
  const plan = cityPlan(one.pack)!
  const { lines } = new Summary(one)
  return [...generateCity(plan, { seed, claims, persons: Math.ceil(claims / 5) })].map(line => {
    const open = one.open(JSON.parse(line))
    const { claim, days } = open
    return { claim: { id: claim.id, facts: claim.facts, ...days }, values: settledValues(one.settleOpen(open), lines) }
  })
}

const add = (summary: Summary, { claim, values }: ReturnType<typeof settled>[number]): void => {
  summary.add(claim, values)
}

const fen = (text: string): bigint => BigInt(text.replace('.', ''))

describe('a summary of a city', () => {
  const luan = openPolicy('luan')
  const rows = settled(luan, 21, 1200)
  const whole = new Summary(luan)
  for (const row of rows) add(whole, row)
  const json = whole.toJson()

  it('adds up to the same by every dimension, field by field', () => {
    for (const [dimension, parts] of Object.entries(json.by)) {
      const sum = (of: (row: (typeof parts)[number]) => string | number): bigint =>
        parts.reduce((all, row) => all + (typeof of(row) === 'number' ? BigInt(of(row)) : fen(String(of(row)))), 0n)
      for (const field of ['total', 'inPolicy', 'fund', 'personal', 'institutionBorne'] as const)
        expect(
          sum(row => row[field]),
          `${dimension} ${field}`,
        ).toBe(fen(json.sums[field]))
      expect(sum(row => row.claims)).toBe(BigInt(json.sums.claims))
      for (const { id } of json.funds)
        for (const field of ['paid', 'deductible', 'capExcess'] as const)
          expect(sum(row => row.funds[id]![field])).toBe(fen(json.sums.funds[id]![field]))
    }
  })

  it('agrees with the lines: total = fund + personal + borne by institutions, and its steps hold all of it', () => {
    const { total, fund, personal, institutionBorne } = json.sums
    expect(fen(total)).toBe(fen(fund) + fen(personal) + fen(institutionBorne))
    const at = luan.lines.indexOf('total')
    expect(fen(total)).toBe(rows.reduce((sum, { values }) => sum + BigInt(values[at] ?? 0), 0n))
    const steps = json.distribution
    expect(steps.bills.reduce((sum, step) => sum + fen(step.total), 0n)).toBe(fen(total))
    expect(steps.fund.reduce((sum, step) => sum + fen(step.fund), 0n)).toBe(fen(fund))
    expect(steps.personal.reduce((sum, step) => sum + step.persons, 0)).toBe(json.persons)
  })

  it('is the same in any order, and of parts put together', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: rows.length, maxLength: rows.length }), parts => {
        const summaries = [0, 1, 2, 3].map(() => new Summary(luan))
        rows.forEach((row, i) => {
          add(summaries[parts[i] ?? 0]!, row)
        })
        const merged = new Summary(luan)
        for (const part of [...summaries].reverse()) merged.merge(part)
        expect(merged.toJson()).toEqual(json)
      }),
      { numRuns: 20 },
    )
  })

  it('survives the way through JSON from thread to thread, where no person is in two parts', () => {
    const merged = new Summary(luan)
    for (const half of [0, 1]) {
      const part = new Summary(luan)
      for (const row of rows) if (Number(String(row.claim.facts.get('person.id')).slice(1)) % 2 === half) add(part, row)
      part.reject([{ code: 'noRule' }, { code: 'noRule' }])
      merged.mergeSnapshot(JSON.parse(JSON.stringify(part.snapshot())) as SummarySnapshot)
    }
    expect(merged.toJson()).toEqual({ ...json, rows: { ...json.rows, rejected: 2, refused: { noRule: 2 } } })
  })

  it('is what its schema says', () => {
    expect(isValid(summarySchema(), JSON.parse(JSON.stringify(json)))).toBe(true)
    expect(isValid(summarySchema(), JSON.parse(JSON.stringify(new Summary(luan).toJson())))).toBe(true)
    expect(isValid(summarySchema(), { ...json, persons: -1 })).toBe(false)
  })

  it('stays exact beyond 2^53 fen', () => {
    const large = new Summary(policy)
    const claim = { id: 'x', facts: new Map<string, string>(), year: 2024, month: 1 }
    // 2,000 claims of 9,000,000,000,000.01 yuan each: 1.8 × 10^18 fen and 2,000 fen.
    const values = Float64Array.from(policy.lines, () => 900_000_000_000_001)
    for (let i = 0; i < 2000; i++) large.add(claim, values)
    const twice = new Summary(policy)
    twice.merge(large)
    twice.mergeSnapshot(large.snapshot())
    expect(large.toJson().sums.total).toBe('18000000000000020.00')
    expect(twice.toJson().sums.total).toBe('36000000000000040.00')
    expect(twice.toJson().by.tier.map(({ code, fund }) => [code, fund])).toEqual([['', '36000000000000040.00']])
  })
})
