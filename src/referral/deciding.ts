import type { Node } from '../expression/node.ts'

type Value = (node: Node) => number

/** The facts that make a condition come out as it does. An alternative that a parameter rules out explains nothing as long as there is another. */
export function decidingFacts(root: Node, value: Value): readonly string[] {
  const reached = new Set([root])
  for (const node of reached) for (const arg of decidingArgs(node, value)) reached.add(arg)
  return [...new Set([...reached].filter(({ op }) => op === 'fact').map(({ name }) => name))].sort()
}

function decidingArgs({ op, args }: Node, value: Value): readonly Node[] {
  if (args.some(isSwitch)) return []
  if (op === 'and') return decided(args, value, 0)
  if (op === 'or') return decided(args, value, 1)
  const [condition, yes, no] = args
  if (op !== 'select' || condition === undefined) return args
  const chosen = value(condition) === 1 ? yes : no
  return chosen === undefined ? [condition] : [condition, chosen]
}

/** Of parts one of which settles the whole by that outcome: those that do; else all, without readings that are switched off. */
function decided(args: readonly Node[], value: Value, settling: number): readonly Node[] {
  const alone = args.filter(arg => value(arg) === settling)
  if (alone.length > 0 || settling === 0) return alone.length > 0 ? alone : args
  const open = args.filter(arg => !isSwitchedOff(arg, value))
  return open.length > 0 ? open : args
}

/** A parameter by which a locality chooses a reading: what is compared with it tells nothing of the case. */
const isSwitch = ({ op, type }: Node): boolean => op === 'parameter' && type === 'flag'

function isSwitchedOff(root: Node, value: Value): boolean {
  const below = new Set([root])
  for (const node of below) for (const arg of node.args) below.add(arg)
  return [...below].some(node => isSwitch(node) && value(node) === 0)
}
