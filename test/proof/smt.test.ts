import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import lakeside from '../packs/lakeside.json'
import { Expressions } from '../../src/expression/expressions.ts'
import type { Node } from '../../src/expression/node.ts'
import { operate } from '../../src/expression/operation.ts'
import { smtCopy, type SmtProducts } from '../../src/expression/readings/smt.ts'
import { constantNames, smtScript } from '../../src/invariant/proof/script.ts'
import { openSolver, type Solver } from '../../src/invariant/proof/solver.ts'
import { loadPack } from '../../src/pack/load.ts'
import { lowerPack } from '../../src/settlement/lower.ts'
import { textsOf } from './claims.ts'

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))
afterAll(() => solver.close())

const x = new Expressions()
const a = x.input('fact', 'a', 'money', 0, 1e11)
const b = x.input('fact', 'b', 'money', 0, 1e11)
const r = x.input('parameter', 'r', 'ratio', 0, 10_000)
const s = x.input('parameter', 's', 'ratio', 0, 10_000)
const p = x.input('fact', 'p', 'flag', 0, 1)
const few = x.select(p, x.constant(8500, 'ratio'), x.select(x.le(a, b), x.constant(0, 'ratio'), x.constant(3333, 'ratio')))
const NODES: Readonly<Record<string, Node>> = {
  add: x.add(a, b),
  less: x.less(a, b),
  subtract: x.subtract(a, b),
  min: x.min(a, b),
  max: x.max(a, b),
  'round of times': x.round(x.times(a, r)),
  'round of times, few values': x.round(x.times(a, few)),
  'divide by a free ratio': x.divide(x.times(x.min(a, b), x.one), r),
  'divide by few values': x.divide(x.times(x.min(a, b), x.one), few),
  'divide by a constant': x.divide(x.times(a, x.one), x.constant(7, 'ratio')),
  scale: x.scale(r, s, x.add(s, r)),
  'scale by few values': x.scale(r, few, few),
  select: x.select(x.or(p, x.not(x.eq(a, b))), a, b),
}
const VALUES = [
  [0, 0, 0, 0, 0],
  [17, 14, 8500, 1, 1],
  [14, 17, 1, 10_000, 0],
  [1e11, 99_999_999_999, 10_000, 3333, 1],
  [123_456_789, 1, 6667, 5000, 0],
] as const

describe.each(['raw', 'cases'] as const)('%s', (products: SmtProducts) => {
  test.each(Object.keys(NODES))('%s has one value, that of plain arithmetic', async name => {
    const node = NODES[name]!
    for (const values of VALUES) {
      const copy = smtCopy([node, a, b, r, s, p], { tag: 'a', shared: () => true, products })
      const given = new Map([a, b, r, s, p].map((input, i) => [input, values[i]!]))
      const value = (each: Node): number => given.get(each) ?? (each.op === 'const' ? each.value : operate(each, each.args.map(value)))
      const pins = [...given].map(([input, n]) =>
        input.type === 'flag' ? (n === 1 ? copy.ref(input) : `(not ${copy.ref(input)})`) : `(= ${copy.ref(input)} ${String(n)})`,
      )
      const expected = value(node)
      const term = expected < 0 ? `(- ${String(-expected)})` : String(expected)
      expect(await solver.refute(smtScript([copy], [...pins, `(not (= ${copy.ref(node)} ${term}))`]), [])).toEqual({ kind: 'proved' })
    }
  })
})

test('flags, sets and ids: absent ids are not the same, a bit is its own', async () => {
  const set = x.input('fact', 'set', 'set:0', 0, 7)
  const [one, two] = [x.input('fact', 'one', 'id', 0, 0), x.input('fact', 'two', 'id', 0, 0)]
  const node = x.and(x.has(set, 0), x.not(x.has(set, 2)), x.same(one, two))
  const copy = smtCopy([node], { tag: 'a', shared: () => true })
  const outcome = await solver.refute(smtScript([copy], [copy.ref(node)]), constantNames([copy]))
  if (outcome.kind !== 'refuted') throw new Error(outcome.kind)
  const of = (each: Node, bit?: number) =>
    outcome.model.get(copy.constants.find(constant => constant.node === each && constant.bit === bit)!.name)
  expect([of(set, 0), of(set, 2), of(one) === of(two)]).toEqual([true, false, true])
  expect(of(one)).toBeGreaterThan(0)
})

test('copies share what is shared and cut what is cut, within its range', async () => {
  const sum = x.add(x.min(a, x.constant(5, 'money')), b)
  const [one, two] = ['a', 'b'].map(tag =>
    smtCopy([sum], { tag, shared: input => input === b, cuts: new Map([[sum.args[0]!, `cut${tag}`]]) }),
  ) as [ReturnType<typeof smtCopy>, ReturnType<typeof smtCopy>]
  expect([...new Map([...one.declarations, ...two.declarations]).keys()]).toEqual(['cuta', one.ref(b), 'cutb'])
  expect(await solver.refute(smtScript([one, two], [`(< ${one.ref(sum)} (- ${two.ref(sum)} 5))`]), [])).toEqual({ kind: 'proved' })
})

test('no text of a pack is written', () => {
  const sheet = lowerPack(loadPack(lakeside), { free: true })
  const copy = smtCopy(
    sheet.lines.map(line => line.node),
    { tag: 'a', shared: () => true },
  )
  const script = smtScript([copy], [])
  expect(textsOf(sheet).filter(text => script.includes(text))).toEqual([])
  expect(script).toMatch(/^[\w\s()<>=+*-]+$/)
})

test('a tabulated sheet is refused', () => {
  const table = x.table('ratio', [p], { id: 1, sizes: [2], data: new Int32Array(2) }, 0, 1)
  expect(() => smtCopy([table], { tag: 'a', shared: () => true })).toThrow(RangeError)
})
