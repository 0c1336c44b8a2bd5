import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableValues } from '../../src/expression/node.ts'
import type { Code, Part } from '../../src/expression/readings/part.ts'
import { SharedCode, type Source } from '../../src/expression/readings/shared-code.ts'
import { marked, templateOf, type Template } from '../../src/expression/readings/template.ts'

const claimOf = (at: number) => ({ facts: { at }, items: [], state: {} })

/** Text of `settle`: a number, another one, an entry of a table and one of another. */
function template(numbers: readonly [number, number], first: TableValues, second: TableValues, more = ''): Template {
  const at = 'claim.facts.at'
  const result = `l0: ${marked.number(0)}, l1: ${marked.number(1)}, l2: ${marked.table(0, at)}, l3: ${marked.table(1, at)}${more}`
  return templateOf(`return { ${result} }`, numbers, [first, second])
}

const int = (...values: readonly number[]): Int32Array => Int32Array.from(values)

function shared() {
  const sources: Source[] = []
  const code = new SharedCode(source => {
    sources.push(source)
    const names = source.tables.map((_, i) => `T${String(i)}`)
    return new Function(...names, `return (claim, d, e) => { ${source.text} }`)(...source.tables) as Code
  })
  return { code, sources }
}

const run = (part: Part, at: number): readonly number[] => Object.values(part.code(claimOf(at), part.d, part.e))

describe('templates of one structure', () => {
  it('that are equal share a function and have no numbers of their own', () => {
    const { code, sources } = shared()
    const parts = [1, 2].map(() => code.part(template([5, -6], int(7, 8), int(9, 9))))
    expect(parts.map(part => run(part, 1))).toEqual([
      [5, -6, 8, 9],
      [5, -6, 8, 9],
    ])
    expect(sources.length).toBe(1)
    expect(parts.map(part => part.d.length + part.e.length)).toEqual([0, 0])
  })

  it('that differ in a number have one function, made anew, and a row each; what is alike stays in the text', () => {
    const { code, sources } = shared()
    const a = code.part(template([5, 6], int(7, 8), int(9, 9)))
    const alone = a.code
    const b = code.part(template([4, 6], int(7, 8), int(9, 9)))
    expect(a.code).toBe(b.code)
    expect(a.code).not.toBe(alone)
    expect([run(a, 0), run(b, 0)]).toEqual([
      [5, 6, 7, 9],
      [4, 6, 7, 9],
    ])
    expect([[...a.d], [...b.d]]).toEqual([[5], [4]])
    expect(sources.at(-1)?.text).toContain('l1: 6,')
    // A third one that differs in the same place only needs no new function.
    expect(run(code.part(template([3, 6], int(7, 8), int(9, 9))), 0)).toEqual([3, 6, 7, 9])
    expect(sources.length).toBe(2)
  })

  it('that differ in a table have one entry a class; a class is split when a later one tells its entries apart', () => {
    const { code, sources } = shared()
    const a = code.part(template([5, 6], int(7, 7, 8), int(0, 0, 0)))
    const b = code.part(template([5, 6], int(3, 3, 4), int(0, 0, 0)))
    expect([[...a.d], [...b.d]]).toEqual([
      [7, 8],
      [3, 4],
    ])
    const c = code.part(template([5, 6], int(1, 2, 2), int(0, 0, 0)))
    expect([[...a.d], [...b.d], [...c.d]]).toEqual([
      [7, 7, 8],
      [3, 3, 4],
      [1, 2, 2],
    ])
    expect([0, 1, 2].map(at => [a, b, c].map(part => run(part, at)[2]))).toEqual([
      [7, 3, 1],
      [7, 3, 2],
      [8, 4, 2],
    ])
    expect(sources.length).toBe(3)
  })

  it('may open more entries than 16 bits count', () => {
    const { code } = shared()
    // 17 tables of 4,096 entries, all different: the last of 69,632 places lies beyond 65,535.
    const many = (start: number): Template => {
      const tables = Array.from({ length: 17 }, (_, n) => Int32Array.from({ length: 4096 }, (_, i) => start + n * 4096 + i))
      const entries = tables.map((_, n) => `l${String(n)}: ${marked.table(n, 'claim.facts.at')}`)
      return templateOf(`return { ${entries.join(', ')} }`, [], tables)
    }
    const parts = [0, 1_000_000].map(start => code.part(many(start)))
    expect(parts.map(part => run(part, 4095).at(-1))).toEqual([69_631, 1_069_631])
    expect(parts.map(part => run(part, 0)[0])).toEqual([0, 1_000_000])
    expect(parts.map(part => part.d.length)).toEqual([69_632, 69_632])
  })

  it('with numbers on either side of 2^31 are of two structures, each of numbers it can hold', () => {
    const { code, sources } = shared()
    const [small, large] = [2 ** 31 - 1, 2 ** 31]
    const parts = [small, large, large + 1].map(value => code.part(template([value, 6], int(7), Float64Array.of(value))))
    expect(parts.map(part => run(part, 0))).toEqual([small, large, large + 1].map(value => [value, 6, 7, value]))
    expect(parts.map(part => [part.d.length, part.e.length])).toEqual([
      [0, 0],
      [0, 2],
      [0, 2],
    ])
    expect(sources.length).toBe(3)
  })
})

describe('templates of two structures', () => {
  it('have two functions, and neither gets the numbers of the other', () => {
    const { code, sources } = shared()
    const a = code.part(template([5, 6], int(7, 8), int(9, 9)))
    const b = code.part(template([1, 2], int(3, 4), int(5, 5), ', l4: 0'))
    const c = code.part(template([1, 2], int(3, 4, 5), int(5, 5)))
    expect([a, b, c].map(part => run(part, 1))).toEqual([
      [5, 6, 8, 9],
      [1, 2, 4, 5, 0],
      [1, 2, 4, 5],
    ])
    expect(sources.length).toBe(3)
  })
})

const NUMBERS = fc.constantFrom(-7, 0, 1, 2, 300, 70_000, 2 ** 31 - 1, 2 ** 31, 1e12)
const ENTRIES = fc.array(fc.constantFrom(0, 1, 2, 300), { minLength: 4, maxLength: 4 })

describe('any templates, in any order', () => {
  it('each give their own numbers once all have come, and at most one function is made for each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(NUMBERS, NUMBERS, ENTRIES, ENTRIES), { minLength: 1, maxLength: 12 }), given => {
        const { code, sources } = shared()
        const parts = given.map(([x, y, first, second]) => code.part(template([x, y], Int32Array.from(first), Uint16Array.from(second))))
        expect(sources.length).toBeLessThanOrEqual(given.length)
        given.forEach(([x, y, first, second], i) => {
          for (let at = 0; at < 4; at++) expect(run(parts[i]!, at)).toEqual([x, y, first[at], second[at]])
        })
      }),
      { numRuns: 300 },
    )
  })
})
