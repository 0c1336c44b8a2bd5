import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from 'decimal.js'
import { halfUp } from '../../src/base/rounding.ts'
import { Expressions } from '../../src/expression/expressions.ts'
import { MAX_AMOUNT, ONE, type Node } from '../../src/expression/node.ts'
import { operate } from '../../src/expression/operation.ts'

const exact = Decimal.clone({ precision: 60 })

function inputs() {
  const x = new Expressions()
  return {
    x,
    money: x.input('fact', 'cost.total', 'money', 0, MAX_AMOUNT),
    paid: x.input('slot', 'year.paid', 'money', 0, 1e12),
    ratio: x.input('parameter', 'r', 'ratio', 0, ONE),
    points: x.input('parameter', 'p', 'ratio', -ONE, ONE),
    flag: x.input('fact', 'account.use', 'flag', 0, 1),
  }
}

describe('half-up', () => {
  it.each([
    [0, 10_000, 0],
    [4_999, 10_000, 0],
    [5_000, 10_000, 1],
    [15_000, 10_000, 2],
    [1, 3, 0],
    [3, 2, 2],
    [5, 3, 2],
    [4, 3, 1],
  ])('%i over %i is %i', (numerator, denominator, rounded) => {
    expect(halfUp(numerator, denominator)).toBe(rounded)
  })

  it('is that of decimal.js for every product a claim may make', () => {
    const product = fc.integer({ min: 0, max: MAX_AMOUNT }).chain(amount => fc.integer({ min: 0, max: ONE }).map(ratio => amount * ratio))
    fc.assert(
      fc.property(product, fc.integer({ min: 1, max: 20_000 }), (numerator, denominator) => {
        const want = new exact(numerator).div(denominator).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()
        expect(halfUp(numerator, denominator)).toBe(want)
      }),
      { numRuns: 20_000 },
    )
  })
})

describe('a node', () => {
  it('is one object where it is made twice, whatever the order of a symmetric operation', () => {
    const { x, money, paid, flag } = inputs()
    expect(x.add(money, paid)).toBe(x.add(money, paid))
    expect(x.eq(money, paid)).toBe(x.eq(paid, money))
    expect(x.and(flag, x.le(money, paid))).toBe(x.and(x.le(money, paid), flag))
  })

  it('of a junction that grows flag by flag holds up to 64 flags flat, and is not written out again for each flag beyond', () => {
    const { x } = inputs()
    const flags = Array.from({ length: 1000 }, (_, i) => x.input('fact', `derived.f${String(i)}`, 'flag', 0, 1))
    for (const join of ['or', 'and'] as const) {
      const grown: Node[] = []
      for (const flag of flags) grown.push(x[join](...grown.slice(-1), flag))
      // 64 flat ones and a 65th make 65 flat; that one and a 66th are two parts.
      expect(grown[64]?.args).toEqual(flags.slice(0, 65))
      expect(grown[65]?.args).toEqual([flags[65], grown[64]].sort((a, b) => a!.n - b!.n))
      // Flat they would have 1 + 2 + … + 1,000 = 500,500 arguments.
      expect(grown.reduce((sum, node) => sum + node.args.length, 0)).toBeLessThan(1000 * 66)
      // What they mean stays: one flag that differs from the rest decides.
      const all = join === 'and' ? 1 : 0
      const valueOf = (odd: number): number => {
        const values = new Map<Node, number>(flags.map((flag, i) => [flag, i === odd ? 1 - all : all]))
        for (const node of grown.slice(1))
          values.set(
            node,
            operate(
              node,
              node.args.map(arg => values.get(arg)!),
            ),
          )
        return values.get(grown[999]!)!
      }
      expect([0, 64, 65, 999, -1].map(valueOf)).toEqual([1 - all, 1 - all, 1 - all, 1 - all, all])
    }
  })

  it('refuses what may leave the safe integers', () => {
    const { x, money, paid } = inputs()
    const eight = x.constant(80_000, 'ratio')
    const nine = x.constant(90_100, 'ratio')
    expect(() => x.times(money, eight)).not.toThrow()
    expect(() => x.times(money, nine)).toThrow(RangeError)
    expect(() => x.times(paid, x.one)).toThrow(RangeError)
  })

  it('refuses to round what may be negative, and to mix types', () => {
    const { x, money, points, ratio } = inputs()
    expect(() => x.round(x.times(money, points))).toThrow(/negative/)
    expect(() => x.add(money, ratio)).toThrow(TypeError)
    expect(() => x.round(money)).toThrow(TypeError)
  })

  it('knows its range: a difference of money is never negative', () => {
    const { x, money, paid } = inputs()
    expect(x.less(money, paid)).toMatchObject({ lo: 0, hi: MAX_AMOUNT })
    expect(x.subtract(money, paid).lo).toBe(-1e12)
    expect(x.min(money, x.constant(500, 'money'))).toMatchObject({ lo: 0, hi: 500 })
    expect(x.le(x.min(money, x.constant(5, 'money')), x.constant(5, 'money'))).toBe(x.yes)
  })

  it('folds constants as it would compute them', () => {
    const { x } = inputs()
    const c = (value: number): Node => x.constant(value, 'money')
    expect(x.round(x.times(c(33), x.constant(5_000, 'ratio')))).toBe(c(17))
    expect(x.divide(x.times(c(14), x.one), x.constant(8_500, 'ratio'))).toBe(c(16))
    expect(x.divide(x.times(c(14), x.one), x.noRatio)).toBe(c(0))
    expect(x.scale(x.constant(6_000, 'ratio'), x.constant(7_505, 'ratio'), x.constant(8_505, 'ratio'))).toBe(x.constant(5_295, 'ratio'))
    expect(x.scale(x.constant(6_000, 'ratio'), x.one, x.noRatio)).toBe(x.noRatio)
  })

  it('a flag and its opposite', () => {
    const { x, flag } = inputs()
    expect(x.and(flag, x.not(flag))).toBe(x.no)
    expect(x.or(flag, x.not(flag))).toBe(x.yes)
    expect(x.not(x.not(flag))).toBe(flag)
    expect([x.and(), x.or()]).toEqual([x.yes, x.no])
  })

  it('computes within its range', () => {
    const { x, money, paid, ratio } = inputs()
    const share = x.round(x.times(money, ratio))
    const nodes = [share, x.less(paid, money), x.divide(x.times(money, x.one), ratio), x.select(x.le(money, paid), money, share)]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: MAX_AMOUNT }),
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: ONE }),
        (a, b, r) => {
          const value = (node: Node): number =>
            node === money
              ? a
              : node === paid
                ? b
                : node === ratio
                  ? r
                  : node.op === 'const'
                    ? node.value
                    : operate(node, node.args.map(value))
          for (const node of nodes) {
            expect(value(node)).toBeGreaterThanOrEqual(node.lo)
            expect(value(node)).toBeLessThanOrEqual(node.hi)
            expect(Number.isSafeInteger(value(node))).toBe(true)
          }
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
