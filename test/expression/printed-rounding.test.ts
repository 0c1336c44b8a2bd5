import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Expressions } from '../../src/expression/expressions.ts'
import { printCode } from '../../src/expression/readings/code-printer.ts'
import { compileText } from '../../src/expression/readings/compile.ts'
import { SharedCode } from '../../src/expression/readings/shared-code.ts'

/** What the printer makes of a product, rounded, of which the amount is at most `most`. */
function printed(most: number): { readonly text: string; readonly round: (product: number) => number } {
  const x = new Expressions()
  const product = x.input('fact', 'cost.total', 'product', 0, most)
  const outputs = {
    expressions: x,
    lines: [x.round(product)],
    slots: [],
    slotIds: [],
    guards: [],
    masks: [],
    derived: [],
    items: new Map(),
  }
  const form = {
    head: '',
    fact: () => 'product',
    itemFact: () => '',
    slot: () => '',
    absent: '0',
    items: '',
    end: ({ lines }: { readonly lines: readonly string[] }) => `return ${lines[0] ?? ''}\n`,
  }
  let text = ''
  const shared = new SharedCode(source => {
    text = source.text
    return compileText(`return product => {\n${text}}`, {}) as (product: number) => number
  })
  const { code } = shared.part(printCode(outputs, form))
  return { text, round: code }
}

/** Half-up, in whole numbers of any size. */
const halfUp = (product: number): number => Number((BigInt(product) + 5000n) / 10000n)

describe('a product is rounded half-up to the fen', () => {
  const { text, round } = printed(2e15)

  it('by a multiplication up to 2e15, by a division beyond', () => {
    expect(text).not.toContain('/ 10000')
    expect(printed(2e15 + 1).text).toContain('/ 10000')
  })

  it.each([
    // 4,999 ten-thousandths are less than half a fen, 5,000 are half of one.
    [4999, 0],
    [5000, 1],
    [14_999, 1],
    [15_000, 2],
    // 2e15 is 2e11 fen; one ten-thousandth less than half a fen below it is rounded down.
    [2e15, 2e11],
    [2e15 - 5000, 2e11],
    [2e15 - 5001, 2e11 - 1],
  ])('%d ten-thousandths are %d fen', (product, fen) => {
    expect(round(product)).toBe(fen)
  })

  it('on either side of half a fen, and anywhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2e11 - 1 }), fc.integer({ min: 0, max: 9999 }), (fen, rest) => {
        for (const product of [fen * 10_000 + 4999, fen * 10_000 + 5000, fen * 10_000 + rest]) expect(round(product)).toBe(halfUp(product))
      }),
      { numRuns: 5000 },
    )
  })
})
