import { rebuild } from '../rebuild.ts'
import type { Node } from '../node.ts'
import { nodesBelow } from '../sheet.ts'
import { mapOutputs, outputRoots, type Outputs } from './outputs.ts'

/** A fact that is only ever compared with constants, and those. */
export interface Splitter {
  readonly fact: Node
  readonly values: readonly number[]
}

/** The day fact that most comparisons ask for, or undefined where none is compared with constants only. */
export function regimeFact(outputs: Outputs): Node | undefined {
  return mostCompared(outputs, fact => fact.type === 'day', ['le', 'eq'])[0]?.fact
}

/** The days on which what depends on a day fact may change, ascending. */
export function regimeStarts(outputs: Outputs, fact: Node): readonly number[] {
  const [found] = mostCompared(outputs, one => one === fact, ['le', 'eq'])
  const starts = (found?.users ?? []).flatMap(({ op, args: [a, b] }) => {
    const value = (a?.op === 'const' ? a.value : b?.value) ?? 0
    if (op === 'eq') return [value, value + 1]
    return [a?.op === 'const' ? value : value + 1]
  })
  return [...new Set(starts)].sort((a, b) => a - b)
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
  if (value === undefined) return without(outputs, fact, () => true)
  const constant = outputs.expressions.constant(value, fact.type)
  return replaced(outputs, node => (node === fact ? constant : undefined))
}

/** The outputs where the fact has none of these values. */
function without(outputs: Outputs, fact: Node, excluded: (value: number) => boolean): Outputs {
  const { no } = outputs.expressions
  return replaced(outputs, node => {
    if (node.op !== 'eq' || !node.args.includes(fact)) return undefined
    return excluded(node.args.find(arg => arg !== fact)?.value ?? 0) ? no : undefined
  })
}

/**
 * The outputs for each value of a fact, found in two steps: first the rules of all values but a group's are folded away, once for the whole
 * group, then those of the others in it. To fold the whole anew for each of n values would be n times the work, so it is about 2√n times.
 */
export class Narrowed {
  readonly #outputs: Outputs
  readonly #fact: Node
  readonly #groups = new Map<number, { readonly kept: ReadonlySet<number>; outputs?: Outputs }>()

  constructor(outputs: Outputs, { fact, values }: Splitter) {
    this.#outputs = outputs
    this.#fact = fact
    const size = Math.ceil(Math.sqrt(values.length))
    for (let i = 0; i < values.length; i += size) {
      const group = { kept: new Set(values.slice(i, i + size)) }
      for (const value of group.kept) this.#groups.set(value, group)
    }
  }

  /** Whether the value is one of those that the fact is compared with. */
  names(value: number): boolean {
    return this.#groups.has(value)
  }

  /** The outputs for claims of this value. */
  at(value: number): Outputs {
    const group = this.#groups.get(value)
    if (group === undefined) return withValue(this.#outputs, this.#fact, undefined)
    group.outputs ??= without(this.#outputs, this.#fact, other => !group.kept.has(other))
    return withValue(group.outputs, this.#fact, value)
  }
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

/** The outputs with nodes replaced where `replace` answers; everything above is folded anew. */
export function replaced(outputs: Outputs, replace: (node: Node) => Node | undefined): Outputs {
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
