import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import { rebuild } from '../expression/rebuild.ts'
import type { Variable } from './variables.ts'

/** Values of variables that were decided, in their order. */
export type Assignment = ReadonlyMap<Variable, number>

/** Cases that the searches of one check may still tell apart, together. */
export interface Budget {
  left: number
}

/** `none`: no such situation; `accepted`: one was taken; `open`: there may be one, none that was tried was taken, or the cases ran out. */
export type SearchEnd = 'none' | 'accepted' | 'open'

/** How many situations of one question are tried. */
const TRIES = 48

/** How many cases one question may take. */
const QUESTION = 200_000

/**
 * Looks for values of the variables under which a flag holds. Variables are decided one by one, and what is left of the flag is folded anew:
 * equal remainders are one node, and one that came to nothing is not looked into again.
 */
export class SituationSearch {
  readonly #x: Expressions
  readonly #variables: readonly Variable[]
  readonly #indexes: ReadonlyMap<Node, number>
  readonly #firsts = new Map<Node, number>()
  readonly #folded: readonly Map<number, Map<Node, Node>>[]
  readonly #barren = new Set<Node>()
  readonly #budget: Budget

  constructor(x: Expressions, variables: readonly Variable[], budget: Budget) {
    this.#x = x
    this.#variables = variables
    this.#indexes = new Map(variables.map((variable, i) => [variable.node, i]))
    this.#folded = variables.map(() => new Map<number, Map<Node, Node>>())
    this.#budget = budget
  }

  /** Tries situations in which the flag holds until `accept` takes one; `given` are values decided before. */
  find(flag: Node, accept: (found: Assignment) => boolean, given: Assignment = new Map()): SearchEnd {
    let [tries, cases] = [TRIES, Math.min(QUESTION, this.#budget.left)]
    const visit = (node: Node, trail: ReadonlyMap<Variable, number>): SearchEnd => {
      if (node === this.#x.no || this.#barren.has(node)) return 'none'
      const variable = this.#variables[this.#first(node)]
      if (node === this.#x.yes || variable === undefined) return tries-- > 0 && accept(trail) ? 'accepted' : 'open'
      let end: SearchEnd = 'none'
      for (const value of variable.values) {
        if (cases <= 0 || tries <= 0) return 'open'
        cases--
        this.#budget.left--
        const below = visit(this.assign(node, variable, value), new Map([...trail, [variable, value]]))
        if (below === 'accepted') return below
        if (below === 'open') end = 'open'
        // Whatever else an open comparison may come to, the claims that are tried are the same.
        if (below === 'open' && variable.open !== undefined) break
      }
      if (end === 'none') this.#barren.add(node)
      return end
    }
    return visit(flag, given)
  }

  /** Whether the flag holds in some situation; true too where that was not decided. */
  possible(flag: Node): boolean {
    return this.find(flag, () => true) !== 'none'
  }

  /** The node with this value of the variable. */
  assign(node: Node, variable: Variable, value: number): Node {
    const index = this.#indexes.get(variable.node) ?? Infinity
    const perValue = this.#folded[index]
    if (perValue === undefined) return node
    const known = perValue.get(value) ?? new Map<Node, Node>()
    perValue.set(value, known)
    const go = (one: Node): Node => {
      if (this.#first(one) > index) return one
      const before = known.get(one)
      if (before !== undefined) return before
      const made = one === variable.node ? this.#x.constant(value, one.type) : this.#rebuilt(one, go)
      known.set(one, made)
      return made
    }
    return go(node)
  }

  /** The assignment without what the flag does not need. */
  shortest(flag: Node, found: Assignment): Assignment {
    const kept = new Map(found)
    for (const variable of [...found.keys()].reverse()) {
      const value = kept.get(variable) ?? 0
      kept.delete(variable)
      if (this.assignAll(flag, kept) !== this.#x.yes) kept.set(variable, value)
    }
    return new Map([...found].filter(([variable]) => kept.has(variable)))
  }

  assignAll(node: Node, values: Assignment): Node {
    return [...values].reduce((left, [variable, value]) => this.assign(left, variable, value), node)
  }

  /** The first variable that a node hangs on, by its place; Infinity: none. */
  firstOf(node: Node): Variable | undefined {
    return this.#variables[this.#first(node)]
  }

  #rebuilt(node: Node, go: (node: Node) => Node): Node {
    if (node.op === 'has') return node
    const args = node.args.map(go)
    return args.every((arg, i) => arg === node.args[i]) ? node : rebuild(this.#x, node, args)
  }

  #first(node: Node): number {
    const known = this.#firsts.get(node)
    if (known !== undefined) return known
    let first = this.#indexes.get(node) ?? Infinity
    if (node.op !== 'has') for (const arg of node.args) first = Math.min(first, this.#first(arg))
    this.#firsts.set(node, first)
    return first
  }
}
