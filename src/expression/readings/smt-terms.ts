import type { Node } from '../node.ts'
import { operate } from '../operation.ts'

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
  if (!FINITE.has(node.op)) return null
  const choices: (readonly number[])[] = []
  for (const arg of node.op === 'select' ? node.args.slice(1) : node.args) {
    const values = finiteValues(arg, known)
    if (values === null) return null
    choices.push(values)
  }
  if (node.op === 'select') return new Set(choices.flat())
  if (choices.reduce((count, values) => count * values.length, 1) > MOST_VALUES * MOST_VALUES) return null
  const all = choices.reduce<readonly (readonly number[])[]>(
    (rows, values) => rows.flatMap(row => values.map(value => [...row, value])),
    [[]],
  )
  return new Set(all.map(args => operate(node, args)))
}

const FINITE = new Set<Node['op']>(['select', 'add', 'subtract', 'less', 'min', 'max', 'scale'])

/** One term per value of `of`, chosen by comparison: what keeps a product with a ratio of few values linear. */
export function byValue(of: string, values: readonly number[], term: (value: number) => string): string {
  return values.slice(1).reduce((rest, value) => `(ite (= ${of} ${smtInt(value)}) ${term(value)} ${rest})`, term(values[0] ?? 0))
}
