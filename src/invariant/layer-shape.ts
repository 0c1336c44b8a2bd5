import type { Node } from '../expression/node.ts'
import { smtInt } from '../expression/readings/smt-terms.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import type { Line } from '../expression/sheet.ts'
import { lineOf, nodesBelow } from '../expression/sheet.ts'

/** A node that the lemma takes as any number of its range, the same for both amounts. */
export interface Cut {
  readonly name: string
  readonly node: Node
  /** Line, parameter, slot or fact it is; or its kind. */
  readonly label: string
}

/** A layer's lines and where its formula is cut loose from the rest of the sheet. */
export interface LayerShape {
  readonly id: string
  readonly base: Node
  readonly deductible: Node
  readonly payable: Node
  readonly portions: readonly Node[]
  /** Each portion times its ratio. */
  readonly products: readonly Node[]
  readonly raw: Node
  /** The layer has a floor: it may pay for what lies below the deductible. */
  readonly hasFloor: boolean
  readonly paid: Node
  readonly capExcess: Node
  readonly cuts: readonly Cut[]
  /** Ends of the segments, first to last: cuts, or constants under their own number. */
  readonly ends: readonly Cut[]
  /** What the cuts take for granted. */
  readonly heldStill: readonly string[]
  /** That the ends do not fall, in words. */
  readonly inOrder: readonly string[]
}

/** Names of the base in the two copies: b and b + 1. */
export const BASE_NAMES = ['ba', 'bb'] as const

/**
 * Finds a layer in a sheet by the ids of its lines. Everything its formula takes in that does not come from its base is cut: ratios, threshold,
 * credit, what limits and buckets leave, ends of segments and conditions are then free, so the lemma holds for every rule and scheme of this shape.
 */
export function layerShape(sheet: LiveSheet, id: string): LayerShape {
  const at = (role: string): Node => lineOf(sheet, `${id}.${role}`).node
  const numbered = (role: string): readonly Node[] =>
    sheet.lines
      .filter(line => line.id.startsWith(`${id}.${role}`) && /^\d*$/.test(line.id.slice(id.length + 1 + role.length)))
      .map(line => line.node)
  const lines = new Map(sheet.lines.filter(line => line.layer === id || line.id.startsWith(`${id}.`)).map(line => [line.node, line]))
  const [base, deductible, payable, paid, capExcess] = [at('base'), at('deductible'), at('payable'), at('paid'), at('capExcess')]
  const moves = below(node => node === base)
  const takesLine = below(node => lines.has(node) && node.op !== 'const')
  const [portions, ratios] = [numbered('portion'), numbered('ratio')]
  const products = portions.map((portion, index) => sheet.expressions.times(portion, ratios[index] ?? sheet.expressions.one))
  const roots = [deductible, payable, ...portions, ...products, at('raw'), paid, capExcess]
  const ends = endsOf(portions, new Set([base, deductible, payable]), moves)
  const found = new Set<Node>()
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node) || node.op === 'const') return
    seen.add(node)
    if (node === base) return
    const whole = ends.includes(node) || lines.has(node) || node.args.length === 0
    if (moves(node) || (!whole && (isArithmetic(node) || takesLine(node)))) node.args.forEach(visit)
    else found.add(node)
  }
  roots.forEach(visit)
  const cuts = [...found].map((node, index) => ({ name: `c${String(index)}`, node, label: labelOf(node, lines) }))
  const endCuts = ends.map(
    node => cuts.find(cut => cut.node === node) ?? { name: smtInt(node.value), node, label: `${String(node.value)} fen` },
  )
  return {
    id,
    base,
    deductible,
    payable,
    portions,
    products,
    raw: at('raw'),
    hasFloor: sheet.lines.some(line => line.id === `${id}.floor`),
    paid,
    capExcess,
    cuts,
    ends: endCuts,
    heldStill: heldStill(base, cuts),
    inOrder: inOrder(id, endCuts),
  }
}

/** Whether a node is, or takes in, one that meets the test. */
function below(test: (node: Node) => boolean): (node: Node) => boolean {
  const known = new Map<Node, boolean>()
  const search = (node: Node): boolean => {
    const before = known.get(node)
    if (before !== undefined) return before
    const result = test(node) || node.args.some(search)
    known.set(node, result)
    return result
  }
  return search
}

// Sums, differences and choices of free numbers stay: cutting what is below them keeps what two of them have in common.
const isArithmetic = (node: Node): boolean => node.type === 'money' && ['add', 'less', 'subtract', 'min', 'max', 'select'].includes(node.op)

/** The segments' ends: what a portion takes in besides the layer's own amounts and the state, in the order in which the portions meet them. */
function endsOf(portions: readonly Node[], amounts: ReadonlySet<Node>, moves: (node: Node) => boolean): readonly Node[] {
  const ends = new Set<Node>()
  const seen = new Set<Node>(amounts)
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (moves(node) || node.op === 'max') node.args.forEach(visit)
    else if (node.type === 'money' && !(node.op === 'const' && node.value === 0) && !readsState(node)) ends.add(node)
  }
  if (portions.length > 1) portions.forEach(visit)
  return [...ends]
}

const readsState = (node: Node): boolean => nodesBelow([node]).some(each => each.op === 'slot')

function labelOf(node: Node, lines: ReadonlyMap<Node, Line>): string {
  return (
    lines.get(node)?.id ??
    (node.name !== '' ? `${node.op} ${node.name}` : node.type === 'flag' ? 'a condition' : `${node.op} of ${node.type}`)
  )
}

const amountsBelow = (node: Node): readonly string[] =>
  nodesBelow([node]).flatMap(each => (each.type === 'money' && (each.op === 'fact' || each.op === 'sum') ? [each.name] : []))

function heldStill(base: Node, cuts: readonly Cut[]): readonly string[] {
  const moving = new Set(amountsBelow(base))
  return cuts.flatMap(cut => {
    const shared = amountsBelow(cut.node).filter(name => moving.has(name))
    return shared.length === 0 ? [] : [`${cut.label} is the same for both amounts, though it is computed from ${shared.join(', ')}`]
  })
}

const inOrder = (id: string, ends: readonly Cut[]): readonly string[] =>
  ends
    .slice(1)
    .map(
      (end, index) =>
        `${id}: end of segment ${String(index + 1)} <= end of segment ${String(index + 2)} (${ends[index]?.label ?? ''} <= ${end.label})`,
    )

/** All of a layer that its lemma speaks of. */
export const layerRoots = (shape: LayerShape): readonly Node[] => [
  shape.base,
  shape.deductible,
  shape.payable,
  ...shape.portions,
  ...shape.products,
  shape.raw,
  shape.paid,
  shape.capExcess,
]
