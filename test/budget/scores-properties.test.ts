import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreEntries } from '../../src/budget/scores/entries.ts'
import { scoreYear } from '../../src/budget/scores/score-year.ts'
import type { ScoreReport } from '../../src/budget/report.ts'
import type { ScoredCase, ScoreYear } from '../../src/budget/year.ts'
import { termsWith } from './score-support.ts'

const BANDS = [
  { id: 'under', below: '0.8', pays: 'used' },
  { id: 'kept', upTo: '1', pays: 'entitled' },
  { id: 'shared', upTo: '1.2', pays: 'shared', share: '0.3333' },
  { id: 'beyond', pays: 'capped' },
]
const FLAGS = [
  { flag: 'innovativeTechnology', uplift: '0.15' },
  { flag: 'readmittedWithin15Days', times: '0.5' },
]
const plain = termsWith({ flagFactors: FLAGS })
const banded = termsWith({ flagFactors: FLAGS, bands: BANDS })

const LEVELS = ['township', 'county', 'city']
const text = (count: number, places: number): string => {
  const digits = String(count).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
const yuan = (fen: number): string => text(fen, 2)
const fen = (amount: string): bigint => BigInt(amount.replace('.', ''))

const amounts = fc.oneof(
  fc.integer({ min: 0, max: 5_000_000 }),
  fc.integer({ min: 0, max: 20 }),
  fc.constantFrom(150_000, 150_001, 600_000, 600_001),
)

/** A year of 1 to 4 institutions and up to 30 cases of up to 5 groups. */
const years: fc.Arbitrary<ScoreYear> = fc
  .record({
    fund: fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 10 }), fc.constant(1e15)),
    ratio: fc.integer({ min: 1, max: 10_000 }),
    coefficients: fc.array(fc.integer({ min: 1, max: 80_000 }), { minLength: 1, maxLength: 4 }),
    groups: fc.array(
      fc.record({
        score: fc.integer({ min: 1, max: 1e8 }),
        mean: fc.integer({ min: 1000, max: 3_000_000 }),
        kind: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    cases: fc.array(
      fc.record({
        at: fc.nat(3),
        group: fc.nat(4),
        cost: amounts,
        others: amounts,
        paid: amounts,
        days: fc.integer({ min: 1, max: 90 }),
        flag: fc.nat(5),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ fund, ratio, coefficients, groups, cases }) => ({
    fund: yuan(fund),
    reimbursementRatio: text(ratio, 4),
    groups: groups.map(({ score, mean, kind }, i) => ({
      id: `g${String(i)}`,
      score: text(score, 4),
      isBase: kind === 1,
      isByDay: kind === 2,
      meanCost: { all: yuan(mean) },
    })),
    institutions: coefficients.map((coefficient, i) => ({
      member: `h${String(i)}`,
      level: LEVELS[i % 3] ?? '',
      coefficient: text(coefficient, 4),
    })),
    cases: cases.map(({ at, group, cost, others, paid, days, flag }, i) => ({
      id: `c${String(i)}`,
      member: `h${String(at % coefficients.length)}`,
      group: `g${String(group % groups.length)}`,
      cost: yuan(cost),
      paidByOthers: yuan(others),
      fundPaid: yuan(paid),
      days,
      flags: FLAGS[flag] === undefined ? [] : [FLAGS[flag].flag],
    })),
  }))

const sum = (amounts_: readonly string[]): bigint => amounts_.reduce((total, amount) => total + fen(amount), 0n)
const byId = (report: ScoreReport): ScoreReport => ({ ...report, cases: [...report.cases].sort((a, b) => (a.id < b.id ? -1 : 1)) })

describe('for any year', () => {
  it.each([
    ['without bands', plain],
    ['with bands', banded],
  ])('what institutions get and the remainder are the fund to the fen, %s', (_, terms) => {
    fc.assert(
      fc.property(years, year => {
        const report = scoreYear(terms, year)
        expect(sum([...report.institutions.map(one => one.fund), report.remainder])).toBe(fen(year.fund))
        const flows = scoreEntries(report).map(({ from, amount }) => (from === 'scoredFund' ? fen(amount) : -fen(amount)))
        expect(flows.reduce((total, flow) => total + flow, 0n)).toBe(fen(year.fund))
        expect(sum(report.cases.map(one => one.score))).toBe(fen(report.score))
        for (const one of report.institutions) expect(fen(one.standard) - fen(one.paidByOthers)).toBe(fen(one.entitled))
      }),
      { numRuns: 300 },
    )
  })

  it('standards come to what fund ÷ ratio is, less what rounding the point value down leaves', () => {
    fc.assert(
      fc.property(years, year => {
        const { pointValue, score, institutions } = scoreYear(plain, year)
        if (pointValue === null) return
        const whole = (fen(year.fund) * 10_000n) / fen(year.reimbursementRatio ?? '')
        const standards = sum(institutions.map(one => one.standard))
        const half = BigInt(institutions.length)
        // A ten-thousandth of a yuan by point is a millionth of a fen by ten-thousandth of a point.
        expect(standards).toBeLessThanOrEqual(whole + half)
        expect(whole - standards).toBeLessThanOrEqual(fen(score) / 1_000_000n + half + 1n)
      }),
      { numRuns: 300 },
    )
  })

  it('the order of cases, institutions and groups does not matter', () => {
    fc.assert(
      fc.property(years, fc.infiniteStream(fc.nat()), (year, numbers) => {
        const order = <T>(list: readonly T[]): T[] =>
          list
            .map(one => [numbers.next().value, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one)
        const shuffled = { ...year, cases: order(year.cases), institutions: order(year.institutions), groups: order(year.groups) }
        expect(byId(scoreYear(banded, shuffled))).toEqual(byId(scoreYear(banded, year)))
      }),
      { numRuns: 150 },
    )
  })

  it('a fen more paid by others moves that institution and the remainder by a fen, and nothing else', () => {
    fc.assert(
      fc.property(years, fc.nat(), (year, at) => {
        const index = at % Math.max(1, year.cases.length)
        const moved = year.cases[index]
        if (moved === undefined) return
        const more = year.cases.map(
          (one, i): ScoredCase => (i === index ? { ...one, paidByOthers: yuan(Number(fen(one.paidByOthers)) + 1) } : one),
        )
        const [before, after] = [scoreYear(plain, year), scoreYear(plain, { ...year, cases: more })]
        for (const [i, one] of after.institutions.entries())
          expect(fen(one.fund) - fen(before.institutions[i]?.fund ?? '0')).toBe(one.member === moved.member ? -1n : 0n)
        expect(fen(after.remainder) - fen(before.remainder)).toBe(1n)
        expect([after.pointValue, after.score]).toEqual([before.pointValue, before.score])
      }),
      { numRuns: 150 },
    )
  })

  it('a fen more in the fund lowers no standard, and the remainder takes what no point gets', () => {
    fc.assert(
      fc.property(years, year => {
        const more = { ...year, fund: yuan(Math.min(1e15, Number(fen(year.fund)) + 1)) }
        const [before, after] = [scoreYear(plain, year), scoreYear(plain, more)]
        for (const [i, one] of after.institutions.entries())
          expect(fen(one.standard) >= fen(before.institutions[i]?.standard ?? '0')).toBe(true)
        expect(after.cases.map(one => one.score)).toEqual(before.cases.map(one => one.score))
      }),
      { numRuns: 150 },
    )
  })

  it('an institution scores no less for a case more, and a point is worth no more', () => {
    fc.assert(
      fc.property(
        years.filter(({ cases }) => cases.length > 0),
        year => {
          const less = scoreYear(plain, { ...year, cases: year.cases.slice(1) })
          const whole = scoreYear(plain, year)
          for (const [i, one] of whole.institutions.entries()) expect(fen(one.score) >= fen(less.institutions[i]?.score ?? '0')).toBe(true)
          if (less.pointValue !== null) expect(fen(whole.pointValue ?? '') <= fen(less.pointValue)).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('scale: ten times every cost and mean changes no score', () => {
    fc.assert(
      fc.property(years, year => {
        const times = (amount: string): string => yuan(Number(fen(amount)) * 10)
        const dear = {
          ...year,
          groups: year.groups.map(group => ({ ...group, meanCost: { all: times(group.meanCost['all'] ?? '') } })),
          cases: year.cases.map(one => ({ ...one, cost: times(one.cost) })),
        }
        expect(scoreYear(plain, dear).cases.map(one => [one.score, one.deviation])).toEqual(
          scoreYear(plain, year).cases.map(one => [one.score, one.deviation]),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('a higher cost never scores less: the national bands only step up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), amounts, amounts, (mean, a, b) => {
        const year = (cost: number): ScoreYear => ({
          fund: '1.00',
          reimbursementRatio: '1',
          groups: [{ id: 'g', score: '1000', meanCost: { all: yuan(mean) } }],
          institutions: [{ member: 'h', level: 'x', coefficient: '1.0001' }],
          cases: [{ id: 'c', member: 'h', group: 'g', cost: yuan(cost), paidByOthers: '0' }],
        })
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(cost => scoreYear(plain, year(cost)).cases[0]?.score ?? '')
        expect(fen(high ?? '') >= fen(low ?? '')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
