import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../src/base/allocate.ts'

const parts = (...weights: readonly number[]) => weights.map((weight, i) => ({ name: String.fromCharCode(97 + i), weight: BigInt(weight) }))

describe('a whole is divided by largest remainder', () => {
  it.each([
    // 10 × 5, 22, 73 ÷ 100 = 0.5, 2.2, 7.3: down 0, 2, 7; the one left to the first, whose remainder is largest
    [10n, [5, 22, 73], [1n, 2n, 7n]],
    // 1 × 5, 22, 73 ÷ 100: remainders 5, 22, 73: to the last
    [1n, [5, 22, 73], [0n, 0n, 1n]],
    // 2 × 1 ÷ 4 = 0.5 each: of four equal remainders the first two by name
    [2n, [1, 1, 1, 1], [1n, 1n, 0n, 0n]],
    // 100 ÷ 3 = 33.3…
    [100n, [1, 1, 1], [34n, 33n, 33n]],
    [0n, [5, 22, 73], [0n, 0n, 0n]],
    [7n, [0, 1], [0n, 7n]],
    // as 10, turned round
    [-10n, [5, 22, 73], [-1n, -2n, -7n]],
  ] as const)('%s by %s', (whole, weights, amounts) => {
    expect(allocate(whole, parts(...weights))).toEqual(amounts)
  })

  it('ties go by name in code units, whatever the order of the parts', () => {
    const named = ['b', 'a', 'B'].map(name => ({ name, weight: 1n }))
    expect(allocate(1n, named)).toEqual([0n, 0n, 1n])
    expect(allocate(2n, named)).toEqual([0n, 1n, 1n])
  })

  it('is refused where nothing has a weight, or one is negative', () => {
    expect(() => allocate(1n, parts(0, 0))).toThrow(RangeError)
    expect(() => allocate(1n, parts(2, -1))).toThrow(RangeError)
    expect(allocate(0n, parts(0, 0))).toEqual([0n, 0n])
    expect(allocate(0n, [])).toEqual([])
  })

  const weights = fc.array(fc.bigInt(0n, 10_000n), { minLength: 1, maxLength: 12 }).filter(list => list.some(one => one > 0n))
  const whole = fc.bigInt(-(10n ** 17n), 10n ** 17n)

  it('loses and makes nothing, and no part is a unit away from its exact share', () => {
    fc.assert(
      fc.property(whole, weights, (amount, list) => {
        const sum = list.reduce((all, one) => all + one, 0n)
        const given = allocate(
          amount,
          list.map((weight, i) => ({ name: String(i), weight })),
        )
        expect(given.reduce((all, one) => all + one, 0n)).toBe(amount)
        given.forEach((part, i) => {
          const off = part * sum - amount * (list[i] ?? 0n)
          expect(off < 0n ? -off : off).toBeLessThan(sum)
        })
      }),
    )
  })

  it('gives each name the same in any order', () => {
    fc.assert(
      fc.property(whole, weights, fc.integer(), (amount, list, turn) => {
        const named = list.map((weight, i) => ({ name: `p${String(i)}`, weight }))
        const at = Math.abs(turn) % named.length
        const turned = [...named.slice(at), ...named.slice(0, at)].reverse()
        const byName = (of: typeof named) => Object.fromEntries(allocate(amount, of).map((part, i) => [of[i]?.name ?? '', part]))
        expect(byName(turned)).toEqual(byName(named))
      }),
    )
  })
})
