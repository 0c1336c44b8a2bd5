import { halfUp } from '../../base/rounding.ts'
import type { Node } from '../node.ts'
import { operate } from '../operation.ts'
import { nodesBelow, type Sheet } from '../sheet.ts'
import { factKey, isItemFact, slotIndexes, slotKey, type ClaimRecord } from './record.ts'

/** What a node's value may be: it lies in lo..hi. A value that is known has both ends the same. */
export interface Range {
  readonly lo: number
  readonly hi: number
}

/** What is not known of a claim, and what is supposed of it instead. */
export interface Unknowns {
  /** Paths of facts whose value in the record says nothing. */
  readonly unknown: ReadonlySet<string>
  /** Values supposed for some of them. */
  readonly supposed?: ReadonlyMap<string, number>
}

export const isPoint = ({ lo, hi }: Range): boolean => lo === hi

const point = (value: number): Range => ({ lo: value, hi: value })
const OPEN_FLAG: Range = { lo: 0, hi: 1 }

/**
 * The values that nodes may still have where some facts are not known: Kleene's logic on flags, intervals on numbers. A range never leaves a
 * possible value out; it may hold impossible ones where a node depends on one fact in two ways.
 */
export class RangeReader {
  readonly #items: ReadonlyMap<string, Node>
  readonly #slots: ReadonlyMap<string, number>

  constructor(sheet: Pick<Sheet, 'items' | 'slots'>) {
    this.#items = new Map(sheet.items.map(item => [item.id, item.node]))
    this.#slots = slotIndexes(sheet)
  }

  /** A reader of ranges for this claim; each node is worked out at most once. */
  ranges(record: ClaimRecord, unknowns: Unknowns): (node: Node) => Range {
    const known = new Map<Node, Range>()
    const read = (node: Node): Range => {
      const found = known.get(node)
      if (found !== undefined) return found
      for (const arg of node.args) read(arg)
      const range = this.#range(node, record, unknowns, known)
      known.set(node, range)
      return range
    }
    return read
  }

  #range(
    node: Node,
    record: ClaimRecord,
    unknowns: Unknowns,
    known: ReadonlyMap<Node, Range>,
    item?: Readonly<Record<string, number>>,
  ): Range {
    switch (node.op) {
      case 'const':
        return point(node.value)
      case 'fact':
        if (item !== undefined && isItemFact(node)) return point(Number(item[factKey(node.name)]))
        return this.#fact(node, record, unknowns)
      case 'slot':
        return point(record.state[slotKey(this.#slots.get(node.name) ?? 0)] ?? 0)
      case 'sum':
        return this.#sum(node, record, unknowns)
      case 'same':
        return sameRange(node, record, unknowns)
      case 'parameter':
        return node
      default:
        return operationRange(
          node,
          node.args.map(arg => known.get(arg) ?? arg),
        )
    }
  }

  #fact(node: Node, record: ClaimRecord, { unknown, supposed }: Unknowns): Range {
    const value = supposed?.get(node.name)
    if (value !== undefined) return point(value)
    if (unknown.has(node.name)) return node
    return node.type === 'id' ? point(0) : point(Number(record.facts[factKey(node.name)]))
  }

  #sum(node: Node, record: ClaimRecord, unknowns: Unknowns): Range {
    const root = this.#items.get(node.name)
    if (root === undefined) throw new RangeError(`no item line ${node.name}`)
    const nodes = nodesBelow([root])
    let [lo, hi] = [0, 0]
    for (const item of record.items) {
      const known = new Map<Node, Range>()
      for (const below of nodes) known.set(below, this.#range(below, record, unknowns, known, item))
      const range = known.get(root) ?? root
      lo += range.lo
      hi += range.hi
    }
    return { lo, hi }
  }
}

/** An id that is known to be absent is the same as nothing. */
function sameRange(node: Node, record: ClaimRecord, { unknown }: Unknowns): Range {
  const texts = node.args.map(arg => (unknown.has(arg.name) ? undefined : record.facts[factKey(arg.name)]))
  if (texts.includes('')) return point(0)
  const [a, b] = texts
  return a === undefined || b === undefined ? OPEN_FLAG : point(a === b ? 1 : 0)
}

function operationRange(node: Node, args: readonly Range[]): Range {
  if (args.every(isPoint))
    return point(
      operate(
        node,
        args.map(arg => arg.lo),
      ),
    )
  const { lo, hi } = openRange(node, args)
  return { lo: Math.max(lo, node.lo), hi: Math.min(hi, node.hi) }
}

const WHOLE: Range = { lo: -Infinity, hi: Infinity }

function openRange(node: Node, args: readonly Range[]): Range {
  const [a = WHOLE, b = WHOLE, c = WHOLE] = args
  switch (node.op) {
    case 'add':
      return { lo: a.lo + b.lo, hi: a.hi + b.hi }
    case 'less':
      return { lo: Math.max(0, a.lo - b.hi), hi: Math.max(0, a.hi - b.lo) }
    case 'subtract':
      return { lo: a.lo - b.hi, hi: a.hi - b.lo }
    case 'min':
      return { lo: Math.min(a.lo, b.lo), hi: Math.min(a.hi, b.hi) }
    case 'max':
      return { lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }
    case 'times': {
      const ends = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
      return { lo: Math.min(...ends), hi: Math.max(...ends) }
    }
    case 'round':
      return { lo: operate(node, [a.lo]), hi: operate(node, [a.hi]) }
    case 'divide':
      return { lo: b.lo > 0 ? halfUp(a.lo, b.hi) : 0, hi: halfUp(a.hi, Math.max(1, b.lo)) }
    case 'scale':
      return { lo: c.lo > 0 ? halfUp(a.lo * b.lo, c.hi) : 0, hi: halfUp(a.hi * b.hi, Math.max(1, c.lo)) }
    case 'select':
      if (isPoint(a)) return a.lo === 1 ? b : c
      return { lo: Math.min(b.lo, c.lo), hi: Math.max(b.hi, c.hi) }
    case 'table':
      return node
    default:
      return flagRange(node, args)
  }
}

function flagRange(node: Node, args: readonly Range[]): Range {
  const [a = OPEN_FLAG, b = OPEN_FLAG] = args
  switch (node.op) {
    case 'le':
      return a.hi <= b.lo ? point(1) : a.lo > b.hi ? point(0) : OPEN_FLAG
    case 'eq':
      return a.hi < b.lo || b.hi < a.lo ? point(0) : OPEN_FLAG
    case 'and':
      return { lo: Math.min(...args.map(arg => arg.lo)), hi: Math.min(...args.map(arg => arg.hi)) }
    case 'or':
      return { lo: Math.max(...args.map(arg => arg.lo)), hi: Math.max(...args.map(arg => arg.hi)) }
    case 'not':
      return { lo: 1 - a.hi, hi: 1 - a.lo }
    default:
      return OPEN_FLAG
  }
}
