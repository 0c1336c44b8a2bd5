import type { Node } from '../node.ts'
import { operate } from '../operation.ts'

/** The value of a node that depends on atoms only, given theirs. */
export function evaluateFinite(root: Node, atoms: ReadonlyMap<Node, number>): number {
  const memo = new Map<Node, number>(atoms)
  const go = (node: Node): number => {
    const known = memo.get(node)
    if (known !== undefined) return known
    const value = node.op === 'const' ? node.value : operate(node, node.args.map(go))
    memo.set(node, value)
    return value
  }
  return go(root)
}
