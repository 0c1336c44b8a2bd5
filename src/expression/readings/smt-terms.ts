import type { Node } from '../node.ts'

/** An integer as SMT-LIB writes it: a negative one is a negation. */
export const smtInt = (value: number): string => (value < 0 ? `(- ${String(-value)})` : String(value))

const MOST_VALUES = 200

/** The values a node can take, where they are few and follow from constants alone; null otherwise. A table of ratios is a chain of selects, so its set is small. */
export function finiteValues(node: Node, known: Map<Node, readonly number[] | null>): readonly number[] | null {
  const before = known.get(node)
  if (before !== undefined) return before
  const values = findValues(node, known)
  const result = values === null || values.size > MOST_VALUES ? null : [...values].sort((a, b) => a - b)
  known.set(node, result)
  return result
}

function findValues(node: Node, known: Map<Node, readonly number[] | null>): Set<number> | null {
  if (node.op === 'const') return new Set([node.value])
  const [first, second] = (node.op === 'select' ? node.args.slice(1) : node.args).map(arg => finiteValues(arg, known))
  if (first === undefined || second === undefined || first === null || second === null) return null
  if (node.op === 'select') return new Set([...first, ...second])
  const apply = OPERATIONS[node.op]
  if (apply === undefined || first.length * second.length > MOST_VALUES * MOST_VALUES) return null
  return new Set(first.flatMap(a => second.map(b => apply(a, b))))
}

const OPERATIONS: Readonly<Partial<Record<Node['op'], (a: number, b: number) => number>>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  less: (a, b) => Math.max(0, a - b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
}

/** One term per value of `of`, chosen by comparison: what keeps a product with a ratio of few values linear. */
export function byValue(of: string, values: readonly number[], term: (value: number) => string): string {
  return values.slice(1).reduce((rest, value) => `(ite (= ${of} ${smtInt(value)}) ${term(value)} ${rest})`, term(values[0] ?? 0))
}
