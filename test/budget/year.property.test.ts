import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BudgetReport } from '../../src/budget/report.ts'
import type { BudgetFacts, Member } from '../../src/budget/year.ts'
import { fen, GROUP, groupYear, ofGroup, policy, sum, without, yuan } from './support.ts'

const SIZES = fc.oneof(fc.bigInt(0n, 500n), fc.bigInt(0n, 10n ** 11n), fc.bigInt(0n, 10n ** 15n))
/** Three of them are one amount at most. */
const THIRDS = SIZES.map(amount => amount / 3n)
const MONTHS = Array.from({ length: 12 }, (_, i) => `2020-${String(i + 1).padStart(2, '0')}`)

/** Approved sums of twelve months and three members. */
const approvedSums = fc.array(
  SIZES.map(amount => amount / 1000n),
  { minLength: 36, maxLength: 36 },
)

const monthly = (amounts: readonly bigint[]): NonNullable<BudgetFacts['monthlyApproved']> =>
  amounts.map((amount, i) => ({ month: MONTHS[Math.floor(i / 3)] ?? '', member: GROUP[i % 3]?.id ?? '', amount: yuan(amount) }))

/** What a party has when every entry of the ledger is paid. */
const net = (report: BudgetReport, party: string): bigint =>
  sum(report.ledger.map(({ from, to, amount }) => (to === party ? fen(amount) : from === party ? -fen(amount) : 0n)))

const shareOf = (report: BudgetReport, party: string): bigint =>
  sum((report.closing?.shares ?? []).filter(one => one.party === party).map(one => fen(one.amount)))

describe('whatever the amounts', () => {
  it('the lines of a plan sum to its total', () => {
    fc.assert(
      fc.property(fc.tuple(SIZES, SIZES, SIZES), fc.integer({ min: -10_000, max: 20_000 }), SIZES, (history, growth, other) => {
        const ratio = `${growth < 0 ? '-' : ''}${(Math.abs(growth) / 10_000).toFixed(4)}`
        const budget = without(groupYear({}).budget, 'total')
        const facts = {
          ...budget,
          history: history.map((amount, i) => ({ year: 2017 + i, amount: yuan(amount) })),
          contributionGrowth: ratio,
          otherFactors: yuan(other),
          adjustmentEvents: ['naturalDisaster'],
        }
        const { plan } = policy('shanwei').budget({ version: 1, budget: facts, members: GROUP })
        expect(sum((plan?.lines ?? []).map(line => fen(line.amount)))).toBe(fen(plan?.total ?? ''))
        // half-up(Σ × (10000 + g) ÷ 30000) + other, and three in a hundred of both on top
        const grown = (2n * sum(history) * BigInt(10_000 + growth) + 30_000n) / 60_000n + other
        expect(plan?.total).toBe(yuan(grown + (2n * grown * 300n + 10_000n) / 20_000n))
      }),
    )
  })

  it('the shares of a closing sum to its surplus or overrun, and its members to its spend', () => {
    fc.assert(
      fc.property(
        SIZES,
        fc.tuple(THIRDS, THIRDS, THIRDS),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.bigInt(0n, 10_000n),
        (total, spent, yearIndex, assessmentPassed, part) => {
          const overrun = sum(spent) - total
          const reasonable = overrun > 0n ? (overrun * part) / 10_000n : 0n
          const report = ofGroup({
            total: yuan(total),
            yearIndex,
            assessmentPassed,
            actual: GROUP.map(({ id }, i) => ({ member: id, amount: yuan(spent[i] ?? 0n) })),
            reasonableOverrun: yuan(reasonable),
          })
          const { closing } = report
          expect(fen(closing?.surplus ?? '') - fen(closing?.overrun ?? '')).toBe(-overrun)
          expect(sum((closing?.shares ?? []).map(one => fen(one.amount)))).toBe(overrun < 0n ? -overrun : overrun)
          expect(closing?.sharedOverrun).toBe(yuan(reasonable))
          expect(sum((closing?.members ?? []).map(one => fen(one.actual)))).toBe(sum(spent))
        },
      ),
    )
  })

  it('the unit ends with its spend, what it keeps and without what it bears', () => {
    const modes = fc.constantFrom('lastMonth', 'immediate', 'evenly')
    fc.assert(
      fc.property(SIZES, approvedSums, SIZES, modes, fc.boolean(), (total, amounts, extra, mode, assessmentPassed) => {
        const spent = sum(amounts) + extra / 1000n
        const report = ofGroup(
          { total: yuan(total), assessmentPassed, monthlyApproved: monthly(amounts), actual: [{ member: 'b', amount: yuan(spent) }] },
          { parameters: { offsetMode: [mode] } },
        )
        const kept = spent < total ? shareOf(report, 'group') : 0n
        const borne = spent > total ? shareOf(report, 'group') : 0n
        expect(net(report, 'member:a')).toBe(spent + kept - borne)
        expect(sum([...new Set(report.ledger.flatMap(({ from, to }) => [from, to]))].map(party => net(report, party)))).toBe(0n)
      }),
    )
  })

  it('no month recovers more than was approved, and what is recovered and left is the advance', () => {
    const modes = fc.constantFrom('lastMonth', 'immediate', 'evenly')
    fc.assert(
      fc.property(SIZES, approvedSums, modes, (total, amounts, mode) => {
        const { months, plan } = ofGroup(
          { total: yuan(total), monthlyApproved: monthly(amounts) },
          { parameters: { offsetMode: [mode] } },
          { parts: ['plan', 'months'] },
        )
        for (const { approved, offset, paid } of months) {
          expect(fen(offset) >= 0n && fen(paid) >= 0n).toBe(true)
          expect(fen(offset) + fen(paid)).toBe(fen(approved))
        }
        const left = fen(months.at(-1)?.advanceLeft ?? '')
        expect(sum(months.map(month => fen(month.offset))) + left).toBe(fen(plan?.advance?.amount ?? ''))
        if (mode === 'immediate' && sum(amounts) >= fen(plan?.advance?.amount ?? '')) expect(left).toBe(0n)
      }),
    )
  })

  it('the order of members and of lists does not matter', () => {
    fc.assert(
      fc.property(
        SIZES,
        approvedSums,
        fc.shuffledSubarray([...GROUP], { minLength: 3 }),
        fc.integer({ min: 0, max: 35 }),
        (total, amounts, members, turn) => {
          const list = monthly(amounts)
          const budget = { total: yuan(total), assessmentPassed: true, monthlyApproved: list }
          const turned = { ...budget, monthlyApproved: [...list.slice(turn), ...list.slice(0, turn)].reverse() }
          const report = policy('shanwei').budget(groupYear(budget))
          const other = policy('shanwei').budget(groupYear(turned, members))
          expect({ ...other, unit: report.unit }).toEqual(report)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('one fen more or less', () => {
  const closing = (actual: string) => ofGroup({ actual: [{ member: 'a', amount: actual }], assessmentPassed: true }).closing

  it('turns a surplus into none and none into an overrun', () => {
    expect(closing('104999999.99')).toMatchObject({ surplus: '0.01', overrun: '0.00' })
    expect(closing('105000000.00')).toMatchObject({ surplus: '0.00', overrun: '0.00', shares: [] })
    expect(closing('105000000.01')).toMatchObject({ surplus: '0.00', overrun: '0.01' })
  })

  it('of a member is one fen of the unit', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 13n), amount => {
        const [less, more] = [amount - 1n, amount].map(
          spent => ofGroup({ actual: [{ member: 'c', amount: yuan(spent) }], assessmentPassed: true }).closing,
        )
        expect(fen(more?.actual ?? '') - fen(less?.actual ?? '')).toBe(1n)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a year of nothing', () => {
  it('closes at nothing', () => {
    const report = ofGroup({ total: '0.00', actual: [], assessmentPassed: true })
    expect(report.plan?.total).toBe('0.00')
    expect(report.closing).toMatchObject({ actual: '0.00', surplus: '0.00', overrun: '0.00', shares: [] })
    expect(report.ledger).toEqual([])
    expect(report.assumptions).toContainEqual({ fact: 'budget.actual.0.00', value: ['a', 'b', 'c'] })
  })

  it('asks for nothing where nothing is given', () => {
    const budget = without(groupYear({}).budget, 'total')
    expect(policy('shanwei').budget({ version: 1, budget, members: [] })).toMatchObject({
      plan: null,
      months: [],
      closing: null,
      scores: null,
      ledger: [],
    })
  })

  it('pays months of nothing with nothing', () => {
    const monthlyApproved = MONTHS.map(month => ({ month, member: 'a', amount: '0.00' }))
    const { months, ledger } = ofGroup({ total: '12.00', monthlyApproved }, {}, { parts: ['months'] })
    expect(months.every(({ paid, offset }) => paid === '0.00' && offset === '0.00')).toBe(true)
    expect(ledger.map(({ id, amount }) => [id, amount])).toEqual([['advance', '1.00']])
  })
})

describe('a large province', () => {
  it('stays exact to the fen beyond 2^53 in products', () => {
    // 99,999,999,999,998 fen × 5, 22, 73 %: …999.9, …999.56, …998.54; of the two fen left one goes to each of the first two
    const report = ofGroup({ total: '9000000000000.01', actual: [{ member: 'a', amount: '9999999999999.99' }] })
    expect(report.closing?.overrun).toBe('999999999999.98')
    expect(report.closing?.shares.map(({ amount }) => amount)).toEqual(['50000000000.00', '220000000000.00', '729999999999.98'])
    expect(report.plan?.advance?.amount).toBe('750000000000.00')
  })

  it('of thousands of members adds up', () => {
    const members: Member[] = Array.from({ length: 3000 }, (_, i) => ({
      id: `m${String(i)}`,
      allianceId: 'group',
      allianceRole: i === 0 ? 'lead' : 'member',
    }))
    const actual = members.map(({ id }) => ({ member: id, amount: '33333.33' }))
    const { closing } = policy('shanwei').budget(groupYear({ total: '100000000.00', actual, assessmentPassed: true }, members))
    // 3000 × 33333.33 = 99,999,990.00
    expect(closing).toMatchObject({ actual: '99999990.00', surplus: '10.00' })
  })
})
