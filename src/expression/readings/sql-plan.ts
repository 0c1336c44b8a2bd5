import type { Node } from '../node.ts'
import type { Sheet } from '../sheet.ts'

/** Where a node is computed: once per claim, once per item of a claim, or in the fold over a person's year. */
export type Place = 'claim' | 'item' | 'state'

/**
 * What becomes a column of its own (a let), and in which round. A let of round n reads lets of earlier rounds only, so that one nested
 * SELECT per round computes them all; item rounds and state rounds count from 1 within their own chain.
 */
export interface SqlPlan {
  /** Every node that is read, arguments first; the lines of the item sheet below the sums that read them. */
  readonly order: readonly Node[]
  readonly place: (node: Node) => Place
  readonly isLet: (node: Node) => boolean
  readonly round: (node: Node) => number
  /** Rounds of the item chain, and the round of the claim chain after which the first of them runs. */
  readonly itemRounds: number
  readonly itemStart: number
  /** The node of the item sheet that a sum adds up. */
  readonly summed: (sum: Node) => Node
}

/** Operations inlined in one expression, one within the other: the parser, and its stack, refuse deep nesting. */
const MAX_NESTING = 24

const CHEAP: ReadonlySet<Node['op']> = new Set(['not', 'has', 'le', 'eq'])

export const isLeaf = (node: Node): boolean => node.op === 'const' || node.op === 'fact' || node.op === 'slot'

/** What a node reads: its arguments, or for a sum the item line. */
export function reads(sheet: Sheet, node: Node): readonly Node[] {
  if (node.op !== 'sum') return node.args
  const item = sheet.items.find(line => line.id === node.name)
  if (item === undefined) throw new RangeError(`the sheet has no item line ${node.name}`)
  return [item.node]
}

/** All nodes below the roots, each once, arguments and item lines before what reads them. */
export function nodesRead(sheet: Sheet, roots: Iterable<Node>): readonly Node[] {
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    for (const read of reads(sheet, node)) visit(read)
    seen.add(node)
  }
  for (const root of roots) visit(root)
  return [...seen]
}

/** Plans the columns of a sheet for these roots. Throws a RangeError for what SQL cannot read: see `placeNodes`. */
export function planSql(sheet: Sheet, roots: readonly Node[]): SqlPlan {
  const order = nodesRead(sheet, roots)
  const places = placeNodes(sheet, order)
  const place = (node: Node): Place => places.get(node) ?? 'claim'
  for (const root of roots) if (place(root) === 'item') throw new RangeError('an item fact is read outside the item sheet')
  const lets = chooseLets(sheet, order, place, new Set(roots))
  const rounds = new Map<Node, number>()
  const round = (node: Node): number => rounds.get(node) ?? 0
  const below = (node: Node, chain: Place): number =>
    node.args.reduce((most, arg) => (place(arg) === chain ? Math.max(most, round(arg)) : most), 0)
  const settle = (node: Node): void => void rounds.set(node, below(node, place(node)) + (lets.has(node) ? 1 : 0))

  const sums = sumsBelow(order)
  const early = new Set(order.filter(node => place(node) === 'item' || (place(node) === 'claim' && !sums.has(node))))
  early.forEach(settle)
  const items = order.filter(node => place(node) === 'item')
  for (const node of order) if (node.op === 'sum') items.push(...reads(sheet, node).filter(read => place(read) === 'claim'))
  if (items.some(node => sums.has(node) || node.args.some(arg => sums.has(arg))))
    throw new RangeError('an item line reads a sum over items')
  const itemRounds = items.reduce((most, node) => (place(node) === 'item' ? Math.max(most, round(node)) : most), 0)
  const itemStart = items.reduce((most, node) => Math.max(most, place(node) === 'item' ? below(node, 'claim') : round(node)), 0)
  for (const node of order)
    if (node.op === 'sum') rounds.set(node, itemStart + itemRounds + 1)
    else if (!early.has(node)) settle(node)
  return { order, place, isLet: node => lets.has(node), round, itemRounds, itemStart, summed: sum => reads(sheet, sum)[0] ?? sum }
}

/** Item facts and what reads them, slots and what reads them, and the rest. A RangeError where one node reads both. */
function placeNodes(sheet: Sheet, order: readonly Node[]): ReadonlyMap<Node, Place> {
  const places = new Map<Node, Place>()
  for (const node of order) {
    const read = new Set(reads(sheet, node).map(part => places.get(part)))
    const item = node.op === 'fact' && node.name.startsWith('item.')
    if (read.has('state') && (read.has('item') || node.op === 'sum')) throw new RangeError('the item sheet reads the state of the year')
    if (node.op === 'sum') places.set(node, 'claim')
    else if (node.op === 'slot' || read.has('state')) places.set(node, 'state')
    else places.set(node, item || read.has('item') ? 'item' : 'claim')
  }
  return places
}

/** Sums, and the claim's nodes that read one, directly or not. */
function sumsBelow(order: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>()
  for (const node of order) if (node.op === 'sum' || node.args.some(arg => found.has(arg))) found.add(node)
  return found
}

/**
 * Lets: what is read more than once, what another chain reads, the roots, and what would nest too deep. A comparison of two columns is
 * written again instead: it costs less than the column, and it does not add a round.
 */
function chooseLets(sheet: Sheet, order: readonly Node[], place: (node: Node) => Place, roots: ReadonlySet<Node>): ReadonlySet<Node> {
  const uses = new Map<Node, number>()
  const crossing = new Set<Node>()
  for (const node of order) {
    // These write an argument several times.
    const times = node.op === 'divide' || node.op === 'scale' || node.op === 'same' ? 2 : 1
    for (const read of reads(sheet, node)) {
      uses.set(read, (uses.get(read) ?? 0) + times)
      if (node.op !== 'sum' && place(read) !== place(node)) crossing.add(read)
    }
  }
  const lets = new Set<Node>()
  const nesting = new Map<Node, number>()
  for (const node of order) {
    if (isLeaf(node)) continue
    const named = (arg: Node): boolean => isLeaf(arg) || lets.has(arg)
    const deep = 1 + node.args.reduce((most, arg) => (named(arg) ? most : Math.max(most, nesting.get(arg) ?? 0)), 0)
    nesting.set(node, deep)
    const cheap = CHEAP.has(node.op) && node.args.every(named)
    const shared = (uses.get(node) ?? 0) > 1 && !cheap
    if (node.op === 'sum' || roots.has(node) || crossing.has(node) || shared || deep > MAX_NESTING) lets.add(node)
  }
  return lets
}
