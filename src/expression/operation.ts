import { halfUp } from '../base/rounding.ts'
import { ONE, type Node, type Op } from './node.ts'

/** Operations on the values of their arguments; flags are 0 or 1. Inputs and `same` are for the reading to find. */
export type PureOp = Exclude<Op, 'const' | 'fact' | 'parameter' | 'slot' | 'sum' | 'same'>

/** The value of an operation, given those of its arguments: the one definition of what each operation means on numbers. */
export function operate(node: Node, args: readonly number[]): number {
  const [a = 0, b = 0, c = 0] = args
  switch (node.op as PureOp) {
    case 'add':
      return a + b
    case 'less':
      return a > b ? a - b : 0
    case 'subtract':
      return a - b
    case 'min':
      return a < b ? a : b
    case 'max':
      return a > b ? a : b
    case 'times':
      return a * b
    case 'round':
      return halfUp(a, ONE)
    case 'divide':
      return b === 0 ? 0 : halfUp(a, b)
    case 'scale':
      return c === 0 ? 0 : halfUp(a * b, c)
    case 'le':
      return a <= b ? 1 : 0
    case 'eq':
      return a === b ? 1 : 0
    case 'has':
      return (a & (1 << node.value)) !== 0 ? 1 : 0
    case 'and':
      return args.every(arg => arg === 1) ? 1 : 0
    case 'or':
      return args.some(arg => arg === 1) ? 1 : 0
    case 'not':
      return 1 - a
    case 'select':
      return a === 1 ? b : c
    case 'table':
      return tableValue(node, args)
  }
}

function tableValue(node: Node, args: readonly number[]): number {
  if (node.table === undefined) throw new TypeError('a table node without a table')
  const { sizes, data } = node.table
  return data[args.reduce((index, arg, i) => index * (sizes[i] ?? 1) + arg, 0)] ?? 0
}
