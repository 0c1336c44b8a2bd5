import { Expressions } from '../../src/expression/expressions.ts'
import { MAX_AMOUNT, MAX_SUM, ONE, type Node } from '../../src/expression/node.ts'
import type { LiveSheet } from '../../src/expression/live-sheet.ts'
import type { Line } from '../../src/expression/sheet.ts'

export type Fault = 'roundEach' | 'limitOff' | 'excessLater' | 'excessLate' | 'overlap' | 'unclamped' | 'floorLate'

/** A layer as docs/pack-format.md section 6 says, by hand, with free numbers; `fault` spoils one place of it. */
export function handLayer(
  options: { segments?: number; from?: 'zero' | 'threshold'; costLimit?: boolean; share?: boolean; floor?: boolean; fault?: Fault } = {},
): LiveSheet {
  const { segments = 3, from = 'zero', costLimit = false, share = false, floor = false, fault } = options
  const x = new Expressions()
  const lines: Line[] = []
  const line = (id: string, node: Node): Node => {
    lines.push({
      id: `L.${id}`,
      role: id,
      layer: 'L',
      unit: node.type === 'ratio' ? 'ratio' : 'money',
      node,
      operands: [],
      contributions: [],
    })
    return node
  }
  const money = (name: string): Node => x.input('parameter', name, 'money', 0, MAX_AMOUNT)
  const ratio = (name: string): Node => x.input('parameter', name, 'ratio', 0, ONE)
  const slot = (name: string): Node => x.input('slot', name, 'money', 0, MAX_SUM)
  const cost = x.input('fact', 'cost.total', 'money', 0, MAX_AMOUNT)
  const base = line('base', x.less(cost, x.input('fact', 'cost.offCatalogue', 'money', 0, MAX_AMOUNT)))
  const threshold = line('threshold', share ? x.round(x.times(cost, ratio('t'))) : money('t'))
  const used = slot('year.thresholdPaid')
  const deductible = line('deductible', x.min(base, x.min(threshold, x.less(money('ceiling'), used))))
  const due = x.less(base, deductible)
  const payable = line('payable', costLimit ? x.min(due, line('left.month', x.less(money('monthLimit'), slot('month.cost')))) : due)
  const start = from === 'zero' ? x.add(slot('year.base'), deductible) : x.less(slot('year.base'), used)
  const end = x.add(start, payable)
  const ends = Array.from({ length: segments - 1 }, (_, i) => money(`to${String(i + 1)}`))
  const portions = Array.from({ length: segments }, (_, i) => {
    const [lo, hi] = [ends[i - 1], ends[i]]
    if (segments === 1) return line('portion', payable)
    const low = lo === undefined || fault === 'overlap' ? start : x.max(start, lo)
    return line(`portion${String(i + 1)}`, x.min(payable, x.less(hi === undefined ? end : x.min(end, hi), low)))
  })
  const most = fault === 'unclamped' ? 2 * ONE : ONE
  const ratios = portions.map((_, i) =>
    line(
      `ratio${segments === 1 ? '' : String(i + 1)}`,
      x.max(
        x.noRatio,
        x.min(x.constant(most, 'ratio'), x.add(ratio(`r${String(i + 1)}`), x.input('parameter', 'points', 'ratio', -ONE, ONE))),
      ),
    ),
  )
  const products = portions.map((portion, i) => x.times(portion, ratios[i]!))
  const rounded =
    fault === 'roundEach'
      ? x.addAll(
          products.map(p => x.round(p)),
          x.zero,
        )
      : x.round(x.addAll(products, x.constant(0, 'product')))
  const raw = line('raw', rounded)
  const left = line('left', x.less(money('limit'), slot('year.paid')))
  const least = floor ? line('floor', x.round(x.times(base, ratio('floor')))) : x.zero
  line('paid', fault === 'floorLate' ? x.max(x.min(raw, left), least) : x.min(x.max(raw, least), left))
  line('capExcess', capExcess(x, due, payable, portions, ratios, left, raw, fault))
  return { expressions: x, codes: [], items: [], lines, guards: [], findings: [], slots: [], rules: [], derived: [] }
}

function capExcess(
  x: Expressions,
  due: Node,
  payable: Node,
  portions: readonly Node[],
  ratios: readonly Node[],
  left: Node,
  raw: Node,
  fault?: Fault,
): Node {
  const limit = x.times(fault === 'limitOff' ? x.add(left, x.constant(1, 'money')) : left, x.one)
  let met: Node = payable
  const sums = portions.reduce<{ paid: Node; cost: Node; product: Node }[]>(
    (all, portion, i) => {
      const last = all[all.length - 1]!
      const product = x.times(portion, ratios[i]!)
      return [...all, { paid: product, cost: x.add(last.cost, portion), product: x.add(last.product, product) }]
    },
    [{ paid: x.zero, cost: x.zero, product: x.constant(0, 'product') }],
  )
  for (let i = portions.length; i > 0; i -= 1) {
    const [before, after] = [sums[i - 1]!, sums[i]!]
    const cost = x.add(before.cost, x.divide(x.less(limit, before.product), ratios[i - 1]!))
    met = x.select(x.le(limit, after.product), cost, met)
  }
  met = x.select(x.eq(left, x.zero), x.zero, met)
  const excess = x.less(due, x.min(payable, met))
  if (fault === 'excessLater') return x.select(x.le(raw, x.add(left, x.constant(1, 'money'))), x.zero, excess)
  return fault === 'excessLate' ? x.select(x.le(raw, left), x.zero, excess) : excess
}
