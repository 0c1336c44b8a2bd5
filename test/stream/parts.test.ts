import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../src/accelerated/bytes/byte-codes.ts'
import { formatMoney, formatRatio } from '../../src/base/decimal.ts'
import { NameTable } from '../../src/stream/name-table.ts'
import { PersonYears } from '../../src/stream/person-years.ts'
import { markOf, Rows } from '../../src/stream/rows.ts'

const encoder = new TextEncoder()

describe('names', () => {
  it('have the number of their first time, thousands of them and those of one hash too', () => {
    const table = new NameTable()
    const numbers = new Map<string, number>()
    const number = (name: string, hash?: number): number => {
      const bytes = encoder.encode(`(${name})`)
      return table.number(bytes, 1, bytes.length - 1, hash ?? hashOf(encoder.encode(name)))
    }
    for (let i = 0; i < 20_000; i++) {
      const name = `p${String((i * 7919) % 6000)}`
      const known = numbers.get(name) ?? numbers.size
      numbers.set(name, known)
      expect(number(name)).toBe(known)
    }
    expect(numbers.size).toBe(6000)
    const first = number('one', 5)
    expect([number('two', 5), number('on', 5), number('one', 5)]).toEqual([first + 1, first + 2, first])
    table.clear()
    expect(number('two', 5)).toBe(0)
  })
})

describe('numbers in rows', () => {
  const written = (write: (rows: Rows) => void): string => {
    const rows = new Rows()
    rows.reserve(0, 1)
    write(rows)
    return new TextDecoder().decode(rows.bytes.subarray(0, rows.length))
  }

  it('are written as a settlement writes them', () => {
    const fen = fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
    )
    fc.assert(
      fc.property(fen, count => {
        expect(written(rows => rows.money(count))).toBe(formatMoney(count))
        expect(written(rows => rows.ratio(count))).toBe(formatRatio(count))
        if (count >= 0) expect(written(rows => rows.count(count))).toBe(String(count))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([0, 1, 9, 10, 99, 100, 999, 1000, 999_999_999, 1_000_000_000])('%i fen', fen => {
    expect(written(rows => rows.money(fen))).toBe(formatMoney(fen))
  })

  it('stand after marks of any length and between texts of any script, which have their room', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 200 })
    fc.assert(
      fc.property(texts, fc.array(fc.string({ maxLength: 9 }), { maxLength: 9 }), (more, marks) => {
        const rows = new Rows()
        for (const text of more) {
          rows.reserve(90, 1)
          for (const mark of marks) rows.mark(markOf(mark))
          rows.count(7)
          rows.text(text)
        }
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(rows.bytes.subarray(0, rows.length))).toBe(
          more.map(text => `${marks.join('')}7${text}`).join(''),
        )
      }),
      { numRuns: 200 },
    )
    const long = new Rows()
    long.text('张'.repeat(100_000))
    expect(long.length).toBe(300_000)
  })

  it('find room, and keep the rows before', () => {
    const rows = new Rows()
    const bytes = encoder.encode('x'.repeat(50_000))
    for (let i = 0; i < 5; i++) {
      rows.reserve(bytes.length, 0)
      rows.copy(bytes, 0, bytes.length)
    }
    expect(rows.length).toBe(250_000)
    expect(rows.bytes.subarray(0, 250_000).every(byte => byte === 120)).toBe(true)
  })
})

describe('the years of persons', () => {
  it('keep their sums while others are added, and begin at 0', () => {
    const years = new PersonYears(3)
    const key = (person: number, year: number): number => person * 10 + year
    for (let person = 0; person < 300; person++)
      for (const year of [2024, 2023]) {
        const first = years.first(years.place(person, year))
        years.sums.set([person, year, 1], first)
      }
    for (let person = 299; person >= 0; person--)
      for (const year of [2023, 2024]) {
        const first = years.first(years.place(person, year))
        expect([key(person, year), ...years.sums.subarray(first, first + 3)]).toEqual([key(person, year), person, year, 1])
      }
    const fresh = years.first(years.place(7, 2025))
    expect([...years.sums.subarray(fresh, fresh + 3)]).toEqual([0, 0, 0])
    years.clear()
    const again = years.first(years.place(0, 2024))
    expect([...years.sums.subarray(again, again + 3)]).toEqual([0, 0, 0])
  })
})
