import type { Node } from '../node.ts'
import { operate } from '../operation.ts'
import { nodesBelow, type Sheet } from '../sheet.ts'
import { factKey, slotIndexes, slotKey, type ClaimRecord } from './record.ts'

/** The values of nodes for one claim, by walking the graph: the plain reading, for words and for saying why a claim has no answer. */
export class Interpreter {
  readonly #items: ReadonlyMap<string, Node>
  readonly #slots: ReadonlyMap<string, number>

  constructor(sheet: Pick<Sheet, 'items' | 'slots'>) {
    this.#items = new Map(sheet.items.map(item => [item.id, item.node]))
    this.#slots = slotIndexes(sheet)
  }

  /** A reader of node values for this claim; each node is worked out at most once. */
  values(record: ClaimRecord): (node: Node) => number {
    const known = new Map<Node, number>()
    return node => {
      for (const below of nodesBelow([node])) if (!known.has(below)) known.set(below, this.#value(below, record, known))
      return known.get(node) ?? 0
    }
  }

  #value(node: Node, record: ClaimRecord, known: ReadonlyMap<Node, number>, item?: Readonly<Record<string, number>>): number {
    switch (node.op) {
      case 'const':
        return node.value
      case 'fact':
        return Number(item !== undefined && node.name.startsWith('item.') ? item[factKey(node.name)] : record.facts[factKey(node.name)])
      case 'slot':
        return record.state[slotKey(this.#slots.get(node.name) ?? 0)] ?? 0
      case 'sum':
        return this.#sum(node.name, record)
      case 'same': {
        const [a, b] = node.args.map(arg => record.facts[factKey(arg.name)])
        return a !== '' && a === b ? 1 : 0
      }
      case 'parameter':
        throw new TypeError(`parameter ${node.name} has no value: the sheet was lowered with free parameters`)
      default:
        return operate(
          node,
          node.args.map(arg => known.get(arg) ?? 0),
        )
    }
  }

  #sum(id: string, record: ClaimRecord): number {
    const root = this.#items.get(id)
    if (root === undefined) throw new RangeError(`no item line ${id}`)
    const nodes = nodesBelow([root])
    return record.items.reduce((total, item) => {
      const known = new Map<Node, number>()
      for (const node of nodes) known.set(node, this.#value(node, record, known, item))
      return total + (known.get(root) ?? 0)
    }, 0)
  }
}
