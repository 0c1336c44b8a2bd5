import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArea, parseCivilDay, parseCount, parseMoney, parseSet, parseShare } from '../../src/accelerated/parse.ts'
import { parseDay } from '../../src/base/date.ts'
import { formatDecimal, formatMoney, readDecimal } from '../../src/base/decimal.ts'
import { MaskMemo } from '../../src/base/mask-memo.ts'
import { Recent } from '../../src/base/recent.ts'
import { TextMemo } from '../../src/base/text-memo.ts'

const MAX = 1e11

/** Texts near to amounts and days: digits with the marks that make or break them. */
const near = fc.string({ unit: fc.constantFrom(...'0123456789.-+e １\u00a0'), maxLength: 16 })

describe('an amount', () => {
  it.each([
    ['0.00', 0],
    ['0.01', 1],
    ['9.99', 999],
    ['10.00', 1000],
    // 1,000,000,000.00 yuan are 10^11 fen, the most.
    ['1000000000.00', MAX],
    ['1000000000.01', -1],
    ['00.10', -1],
    ['.50', -1],
    ['1.0O', -1],
  ])('%s is %d fen', (text, fen) => {
    expect(parseMoney(text, MAX)).toBe(fen)
  })

  it('is read as readDecimal reads it, or left to the plain path', () => {
    const read = (value: unknown): number => {
      const fen = readDecimal(value, 2, 0, MAX)
      return typeof fen === 'number' ? fen : -1
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX }), fen => parseMoney(formatDecimal(fen, 2), MAX) === fen),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.oneof(near, fc.double(), fc.integer(), fc.anything()), value => {
        const fen = parseMoney(value, MAX)
        expect(fen === -1 || fen === read(value)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('is written as formatDecimal writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX, max: 1e13 }), fen => formatMoney(fen) === formatDecimal(fen, 2)),
      { numRuns: 5000 },
    )
    for (const fen of [0, -0, 99, 100, 99_999, 100_000, 100_099, 99_999_999, 100_000_000, 2 ** 31 - 1, 2 ** 31])
      expect(formatMoney(fen)).toBe(formatDecimal(fen, 2))
  })
})

describe('a share', () => {
  it.each([
    ['0.1000', 1000],
    ['0.3333', 3333],
    ['0.33333', -1],
    ['1', 10_000],
    ['1.0001', -1],
    ['0.1', 1000],
    ['0.-100', -1],
  ])('%s is %d ten-thousandths', (text, share) => {
    expect(parseShare(text)).toBe(share)
  })
})

describe('a day', () => {
  it('is read as parseDay reads it, every day of every month that may be', () => {
    const two = (n: number): string => String(n).padStart(2, '0')
    for (const year of [1969, 1970, 1972, 2000, 2023, 2024, 2100, 2199, 2200])
      for (let month = 0; month <= 13; month++)
        for (let day = 0; day <= 32; day++) {
          const text = `${String(year)}-${two(month)}-${two(day)}`
          expect(`${text} ${String(parseCivilDay(text))}`).toBe(`${text} ${String(parseDay(text) ?? -1)}`)
        }
  })

  it('is no other text or value', () => {
    fc.assert(
      fc.property(
        fc.oneof(near, fc.anything()),
        value => parseCivilDay(value) === (parseDay(String(value)) ?? -1) || typeof value !== 'string',
      ),
    )
    for (const value of ['2024-1-01', '2024/01/01', '２024-01-01', ' 2024-01-01', '2024-01-01 ', 20240101, null])
      expect(parseCivilDay(value)).toBe(-1)
  })
})

describe('other values', () => {
  it('are read within their bounds and not beyond', () => {
    expect([parseArea('100000'), parseArea('099999'), parseArea('999999'), parseArea('1000000'), parseArea(100000)]).toEqual([
      100000, -1, 999999, -1, -1,
    ])
    expect([parseCount(12, 0, 12), parseCount(13, 0, 12), parseCount(1.5, 0, 12), parseCount('1', 0, 12)]).toEqual([12, -1, -1, -1])
    expect(Object.is(parseCount(-0, 0, 12), 0)).toBe(true)
    const bits = new Map([
      ['a', 1],
      ['b', 2],
    ])
    expect([
      parseSet(['b', 'a', 'b'], bits, false),
      parseSet(['c'], bits, false),
      parseSet(['c', 'b'], bits, true),
      parseSet([''], bits, true),
    ]).toEqual([3, -1, 2, -1])
  })
})

describe('what is kept for later', () => {
  it('is right for numbers that share a place', () => {
    const memo = new TextMemo(String, 2)
    for (const count of [0, 4, 0, 8, 1, 5, 1, 1e12, 0]) expect(memo.get(count)).toBe(String(count))
  })

  it('is made anew for other masks at the same place, and once for the same', () => {
    let made = 0
    const memo = new MaskMemo<string>(
      2,
      words => {
        made++
        return words.join()
      },
      1,
    )
    const get = (a: number, b: number): string => {
      memo.words[0] = a
      memo.words[1] = b
      return memo.get()
    }
    for (let i = 0; i < 40; i++) expect(get(i, i % 3)).toBe(`${String(i)},${String(i % 3)}`)
    expect(made).toBe(40)
    expect([get(7, 7), get(7, 7)]).toEqual(['7,7', '7,7'])
    expect(made).toBe(41)
  })

  it('is bounded and starts anew when it is full', () => {
    let made = 0
    const recent = new Recent(key => `${String(key)} ${String(made++)}`)
    expect(recent.get(0)).toBe('0 0')
    for (let key = 1; key < 1024; key++) recent.get(key)
    expect(recent.get(0)).toBe('0 0')
    recent.get(1024)
    expect(recent.get(0)).toBe('0 1025')
  })
})
