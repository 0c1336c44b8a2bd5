import type { Node } from '../expression/node.ts'
import { COPIES, TIER } from '../facts/derive.ts'

/** The missing facts on which a node's value depends; none where what is known decides it: a condition with a false part is false whatever the rest. */
export function lackingFacts(root: Node, missing: ReadonlySet<string>, value: (node: Node) => number): readonly string[] {
  if (!factsBelow(root).some(path => missing.has(path))) return []
  const open = new Set<Node>()
  for (const node of below(root).nodes) if (isOpen(node, missing, open, value)) open.add(node)
  return [...new Set(openFacts(root, open))].sort()
}

/** Open facts that the root reaches through open nodes: what a decided part reads does not matter. */
function openFacts(root: Node, open: ReadonlySet<Node>): readonly string[] {
  if (!open.has(root)) return []
  const reached = new Set([root])
  for (const node of reached) for (const arg of node.args) if (open.has(arg)) reached.add(arg)
  return [...reached].filter(({ op }) => op === 'fact').map(({ name }) => nameOf(name))
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

interface Below {
  /** The node and all that it rests on, arguments before users. */
  readonly nodes: readonly Node[]
  readonly facts: readonly string[]
}

const BELOW = new WeakMap<Node, Below>()

/** The facts that a node rests on, whatever their values. */
export const factsBelow = (root: Node): readonly string[] => below(root).facts

/** A sheet's nodes stay as they are, so each root is walked once. */
function below(root: Node): Below {
  const known = BELOW.get(root)
  if (known !== undefined) return known
  const found = new Set([root])
  for (const node of found) for (const arg of node.args) found.add(arg)
  const nodes = [...found].sort((a, b) => a.n - b.n)
  const made = { nodes, facts: [...new Set(nodes.filter(({ op }) => op === 'fact').map(({ name }) => nameOf(name)))] }
  BELOW.set(root, made)
  return made
}
