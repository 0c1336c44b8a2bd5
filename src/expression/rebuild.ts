import type { Expressions } from './expressions.ts'
import type { Node } from './node.ts'

/** The node again with other arguments, folded anew; inputs and constants as they are. */
export function rebuild(x: Expressions, node: Node, args: readonly Node[]): Node {
  const [a, b, c] = args as readonly [Node, Node, Node]
  switch (node.op) {
    case 'const':
      return x.constant(node.value, node.type)
    case 'fact':
    case 'parameter':
    case 'slot':
    case 'sum':
      return x.input(node.op, node.name, node.type, node.lo, node.hi)
    case 'add':
    case 'less':
    case 'subtract':
    case 'min':
    case 'max':
    case 'times':
    case 'divide':
    case 'le':
    case 'eq':
    case 'same':
      return x[node.op](a, b)
    case 'round':
    case 'not':
      return x[node.op](a)
    case 'and':
    case 'or':
      return x[node.op](...args)
    case 'scale':
    case 'select':
      return x[node.op](a, b, c)
    case 'has':
      return x.has(a, node.value)
    case 'table':
      return node.table === undefined ? node : x.table(node.type, args, node.table, node.lo, node.hi)
  }
}
