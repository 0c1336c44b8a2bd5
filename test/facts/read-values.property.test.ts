import { addDays, differenceInCalendarDays, format, isValid, parseISO } from 'date-fns'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_DAY, formatDay, LAST_DAY } from '../../src/base/date.ts'
import { formatMoney } from '../../src/base/decimal.ts'
import { readClaim } from '../../src/facts/claim.ts'
import { sumItems, type Item } from '../../src/facts/items.ts'

const fenOf = (total: unknown): unknown => readClaim({ cost: { total } }).claim?.facts.get('cost.total')
const dayOf = (serviceDate: unknown): unknown => readClaim({ encounter: { serviceDate } }).claim?.facts.get('encounter.serviceDate')

/** date-fns works in local time; noon keeps the day whatever the zone. */
const EPOCH = new Date(1970, 0, 1, 12)

describe('amounts, against decimal.js', () => {
  it('are read to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fc.constantFrom(0, 1, 2), (fen, places) => {
        const text = new Decimal(fen).div(100).toFixed(places, Decimal.ROUND_DOWN)
        expect(fenOf(text)).toBe(new Decimal(text).times(100).toNumber())
      }),
    )
  })

  it('survive writing and reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fen => {
        expect(fenOf(formatMoney(fen))).toBe(fen)
      }),
    )
  })

  it('of any JSON number are exact or refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true }),
          fc.integer({ min: -5, max: 2e11 }).map(fen => fen / 100),
        ),
        number => {
          const exact = new Decimal(number).times(100)
          const allowed = exact.isInteger() && exact.gte(0) && exact.lte(1e11)
          expect(fenOf(number)).toBe(allowed ? Math.abs(exact.toNumber()) : undefined)
        },
      ),
    )
  })

  it('of any string are decimals of at most two places or refused', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.-+e '), maxLength: 12 })
    fc.assert(
      fc.property(digits, text => {
        const plain = /^-?(?:0|[1-9]\d*)(?:\.\d{1,2})?$/.test(text)
        const allowed = plain && new Decimal(text).gte(0) && new Decimal(text).lte(1e9)
        expect(fenOf(text)).toBe(allowed ? Math.abs(new Decimal(text).times(100).toNumber()) : undefined)
      }),
    )
  })
})

describe('days, against date-fns', () => {
  const DAYS = fc.integer({ min: FIRST_DAY, max: LAST_DAY })

  it('are read as days since 1970', () => {
    fc.assert(
      fc.property(DAYS, day => {
        const text = format(addDays(EPOCH, day), 'yyyy-MM-dd')
        expect(dayOf(text)).toBe(day)
        expect(formatDay(day)).toBe(text)
        expect(differenceInCalendarDays(parseISO(text), EPOCH)).toBe(day)
      }),
    )
  })

  it('are refused where date-fns refuses them', () => {
    const part = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map(n => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(fc.integer({ min: 1971, max: 2199 }), part(13), part(32), (year, month, dayOfMonth) => {
        const text = `${year}-${month}-${dayOfMonth}`
        expect(dayOf(text) !== undefined).toBe(isValid(parseISO(text)))
      }),
      { numRuns: 500 },
    )
  })

  it('end with the first and last day', () => {
    expect(dayOf(format(addDays(EPOCH, FIRST_DAY - 1), 'yyyy-MM-dd'))).toBeUndefined()
    expect(dayOf(format(addDays(EPOCH, FIRST_DAY), 'yyyy-MM-dd'))).toBe(FIRST_DAY)
    expect(dayOf('2199-12-31')).toBe(LAST_DAY)
    expect(dayOf('2200-01-01')).toBeUndefined()
  })
})

describe('items, against decimal.js', () => {
  const ITEM: fc.Arbitrary<Item> = fc
    .record({
      amount: fc.integer({ min: 0, max: 1e11 }),
      overShare: fc.integer({ min: 0, max: 100 }),
      selfPayShare: fc.integer({ min: 0, max: 10000 }),
      catalogueClass: fc.constantFrom('A', 'B', 'C'),
    })
    .map(({ amount, overShare, selfPayShare, catalogueClass }) => ({
      id: 'i',
      amount,
      overLimit: Math.floor((amount / 100) * overShare),
      selfPayShare,
      catalogueClass,
      itemKind: 'other',
      flags: [],
      irregular: false,
    }))

  it('split without loss, each part rounded half up', () => {
    fc.assert(
      fc.property(ITEM, item => {
        const sums = sumItems([item])
        const advance = new Decimal(item.amount - item.overLimit)
          .times(item.selfPayShare)
          .div(10000)
          .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
        expect(sums.advanceSelfPay).toBe(item.catalogueClass === 'C' ? 0 : advance.toNumber())
        expect(sums.offCatalogue + sums.overLimit + sums.advanceSelfPay + sums.inPolicy).toBe(item.amount)
        expect(sums.inPolicy).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('anything at all', () => {
  it('is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
        input => {
          const { claim, issues } = readClaim(input)
          expect(claim === undefined).toBe(issues.length > 0)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is read or refused below each known key', () => {
    const key = fc.constantFrom('id', 'person', 'insurance', 'institution', 'encounter', 'referral', 'cost', 'account', 'state', 'history')
    const inner = fc.constantFrom('id', 'items', 'identities', 'conditions', 'from', 'tier', 'total', 'settleDate', 'poolCity', '__proto__')
    fc.assert(
      fc.property(key, inner, fc.anything(), fc.anything(), (outerKey, innerKey, value, other) => {
        const { claim, issues } = readClaim({ [outerKey]: { [innerKey]: value }, cost: other })
        expect(claim === undefined).toBe(issues.length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})
