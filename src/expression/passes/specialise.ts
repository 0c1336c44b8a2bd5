import { rebuild } from '../rebuild.ts'
import type { Node } from '../node.ts'
import { nodesBelow } from '../sheet.ts'
import { mapOutputs, outputRoots, type Outputs } from './outputs.ts'

/** A day fact, and the days on which what depends on it may change, ascending. */
export interface Regimes {
  readonly fact: Node
  readonly starts: readonly number[]
}

/** A fact that is only ever compared with constants, and those. */
export interface Splitter {
  readonly fact: Node
  readonly values: readonly number[]
}

/** The day fact that most comparisons ask for, or undefined where none is compared with constants only. */
export function regimesOf(outputs: Outputs): Regimes | undefined {
  const [found] = mostCompared(outputs, fact => fact.type === 'day', ['le', 'eq'])
  if (found === undefined) return undefined
  const starts = found.users.flatMap(({ op, args: [a, b] }) => {
    const value = (a?.op === 'const' ? a.value : b?.value) ?? 0
    if (op === 'eq') return [value, value + 1]
    return [a?.op === 'const' ? value : value + 1]
  })
  return { fact: found.fact, starts: [...new Set(starts)].sort((a, b) => a - b) }
}

/** The fact that splits the outputs most: the one equalled with most constants. */
export function splitterOf(outputs: Outputs): Splitter | undefined {
  const [found] = mostCompared(outputs, fact => fact.type === 'area' || fact.type.startsWith('code:'), ['eq'])
  if (found === undefined) return undefined
  const values = found.users.map(({ args: [a, b] }) => (a?.op === 'const' ? a.value : b?.value) ?? 0)
  return { fact: found.fact, values: [...new Set(values)].sort((a, b) => a - b) }
}

/** The outputs for days in from..to only. */
export function withinDays(outputs: Outputs, fact: Node, from: number, to: number): Outputs {
  const narrow = outputs.expressions.input('fact', fact.name, fact.type, Math.max(fact.lo, from), Math.min(fact.hi, to))
  return replaced(outputs, node => (node === fact ? narrow : undefined))
}

/** The outputs where the fact has this value; undefined: none of those that it is compared with. */
export function withValue(outputs: Outputs, fact: Node, value: number | undefined): Outputs {
  const x = outputs.expressions
  if (value !== undefined) return replaced(outputs, node => (node === fact ? x.constant(value, fact.type) : undefined))
  return replaced(outputs, node => (node.op === 'eq' && node.args.includes(fact) ? x.no : undefined))
}

interface Compared {
  readonly fact: Node
  readonly users: readonly Node[]
}

/** Facts of a kind that are used in comparisons with constants only, most comparisons first. */
function mostCompared(outputs: Outputs, kind: (fact: Node) => boolean, ops: readonly string[]): readonly Compared[] {
  const users = new Map<Node, Node[] | null>()
  for (const node of nodesBelow([...outputRoots(outputs), ...outputs.items.values(), ...outputs.derived]))
    for (const fact of node.args) {
      if (fact.op !== 'fact' || !kind(fact)) continue
      const known = users.get(fact)
      const compares = ops.includes(node.op) && node.args.some(arg => arg.op === 'const')
      users.set(fact, compares && known !== null ? [...(known ?? []), node] : null)
    }
  const roots = new Set(outputRoots(outputs))
  return [...users]
    .flatMap(([fact, list]) => (list === null || roots.has(fact) ? [] : [{ fact, users: list }]))
    .sort((a, b) => b.users.length - a.users.length || a.fact.n - b.fact.n)
}

function replaced(outputs: Outputs, replace: (node: Node) => Node | undefined): Outputs {
  const x = outputs.expressions
  const done = new Map<Node, Node>()
  const go = (node: Node): Node => {
    const known = done.get(node)
    if (known !== undefined) return known
    const instead = replace(node) ?? rebuilt(node)
    done.set(node, instead)
    return instead
  }
  const rebuilt = (node: Node): Node => {
    if (node.args.length === 0) return node
    const args = node.args.map(go)
    return args.every((arg, i) => arg === node.args[i]) ? node : rebuild(x, node, args)
  }
  return mapOutputs(outputs, go)
}
