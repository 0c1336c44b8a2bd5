import type { Node } from '../expression/node.ts'
import { COPIES, TIER } from '../facts/derive.ts'

/** The missing facts on which a node's value depends; none where what is known decides it: a condition with a false part is false whatever the rest. */
export function lackingFacts(root: Node, missing: ReadonlySet<string>, value: (node: Node) => number): readonly string[] {
  const below = nodesBelow(root)
  const open = new Set<Node>()
  for (const node of below) if (isOpen(node, missing, open, value)) open.add(node)
  if (!open.has(root)) return []
  const paths = [...open].filter(({ op }) => op === 'fact').map(({ name }) => nameOf(name))
  return [...new Set(paths)].sort()
}

function isOpen(node: Node, missing: ReadonlySet<string>, open: ReadonlySet<Node>, value: (node: Node) => number): boolean {
  const { op, args } = node
  if (op === 'fact') return missing.has(nameOf(node.name))
  if (!args.some(arg => open.has(arg))) return false
  const isKnown = (arg: Node, wanted: number): boolean => !open.has(arg) && value(arg) === wanted
  if (op === 'and') return !args.some(arg => isKnown(arg, 0))
  if (op === 'or') return !args.some(arg => isKnown(arg, 1))
  const [condition, yes, no] = args
  if (op !== 'select' || condition === undefined || open.has(condition)) return true
  const chosen = value(condition) === 1 ? yes : no
  return chosen !== undefined && open.has(chosen)
}

/** A copy of the tier is asked for by the tier. */
const nameOf = (path: string): string => ((COPIES as readonly string[]).includes(path) ? TIER : path)

/** A node and all that it rests on, arguments before users. */
function nodesBelow(root: Node): readonly Node[] {
  const found = new Set([root])
  for (const node of found) for (const arg of node.args) found.add(arg)
  return [...found].sort((a, b) => a.n - b.n)
}
