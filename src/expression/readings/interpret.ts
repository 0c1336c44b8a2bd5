import type { Node } from '../node.ts'
import { operate } from '../operation.ts'
import type { Sheet } from '../sheet.ts'
import { factKey, slotIndexes, slotKey, type ClaimRecord } from './record.ts'

/** The values of nodes for one claim, by walking the graph: the plain reading, for words and for saying why a claim has no answer. */
export class Interpreter {
  readonly #items: ReadonlyMap<string, Node>
  readonly #slots: ReadonlyMap<string, number>

  constructor(sheet: Pick<Sheet, 'items' | 'slots'>) {
    this.#items = new Map(sheet.items.map(item => [item.id, item.node]))
    this.#slots = slotIndexes(sheet)
  }

  /** A reader of node values for this claim; each node is worked out at most once. `given`: nodes whose values are not worked out but stand. */
  values(record: ClaimRecord, given: Iterable<readonly [Node, number]> = []): (node: Node) => number {
    const known = new Map<Node, number>(given)
    return node => this.#walk(node, record, known)
  }

  /** Works out what is not known yet, arguments before users; without recursion, since a choice among thousands of rules is as deep. */
  #walk(root: Node, record: ClaimRecord, known: Map<Node, number>, item?: Readonly<Record<string, number>>): number {
    const found = known.get(root)
    if (found !== undefined) return found
    const stack = [root]
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const waiting = stack.length
      for (const arg of node.args) if (!known.has(arg)) stack.push(arg)
      if (stack.length > waiting) continue
      stack.pop()
      if (!known.has(node)) known.set(node, this.#value(node, record, known, item))
    }
    return known.get(root) ?? 0
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
    return record.items.reduce((total, item) => total + this.#walk(root, record, new Map<Node, number>(), item), 0)
  }
}
