import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import { rebuild } from '../expression/rebuild.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { Variable } from './variables.ts'

/** Values of variables that were decided, in their order. */
export type Assignment = ReadonlyMap<Variable, number>

/** What all questions of one check may still take together: cases told apart, and claims settled to confirm what was found. */
export interface Budget {
  left: number
  settlements: number
}

/** `none`: no such situation; `accepted`: one was taken; `open`: there may be one, none that was tried was taken, or the cases ran out. */
export type SearchEnd = 'none' | 'accepted' | 'open'

/** How many situations of one question are tried. */
const TRIES = 48

/** How many cases one question may take. */
const QUESTION = 200_000

export interface FindOptions {
  /** The question with its amounts: a situation in which it folds to no is none. */
  readonly exact?: Node | undefined
}

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

  /** Tries situations in which the flag holds until `accept` takes one. */
  find(flag: Node, accept: (found: Assignment) => boolean, { exact = this.#x.yes }: FindOptions = {}): SearchEnd {
    let [tries, cases, ruledOut] = [TRIES, Math.min(QUESTION, this.#budget.left), 0]
    const visit = (node: Node, whole: Node, trail: Assignment): SearchEnd => {
      if (node === this.#x.no || this.#barren.has(node)) return 'none'
      if (whole === this.#x.no) {
        ruledOut++
        return 'none'
      }
      const variable = this.#firstOf(node)
      if (variable === undefined || variable.open !== undefined) {
        const open = this.#openValues(node)
        if (open === undefined) return 'none'
        return tries-- > 0 && accept(new Map([...trail, ...open])) ? 'accepted' : 'open'
      }
      const before = ruledOut
      let end: SearchEnd = 'none'
      for (const value of variable.values) {
        if (cases <= 0 || tries <= 0) return 'open'
        cases--
        this.#budget.left--
        const wholeThere = isSharp(variable, value) ? this.assign(whole, variable, value) : whole
        const below = visit(this.assign(node, variable, value), wholeThere, new Map([...trail, [variable, value]]))
        if (below === 'accepted') return below
        if (below === 'open') end = 'open'
      }
      // What the amounts ruled out, they did for the values decided above as well: another way here may be open.
      if (end === 'none' && ruledOut === before) this.#barren.add(node)
      return end
    }
    return visit(flag, exact, new Map())
  }

  /** Whether the flag holds in some situation: `open` only where the cases ran out. */
  decide(flag: Node): SearchEnd {
    return this.find(flag, () => true)
  }

  /** Values of open comparisons under which what is left holds; the claims that are tried are the same for all of them. */
  #openValues(node: Node): Assignment | undefined {
    if (node === this.#x.no) return undefined
    const variable = this.#firstOf(node)
    if (variable === undefined) return new Map()
    for (const value of variable.values) {
      const below = this.#openValues(this.assign(node, variable, value))
      if (below !== undefined) return new Map([[variable, value], ...below])
    }
    return undefined
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

  /** The first variable that a node hangs on. */
  #firstOf(node: Node): Variable | undefined {
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

/** Whether a value stands for itself alone. That of an amount stands for a class, of which another value may add up otherwise; so does an area nobody names. */
const isSharp = ({ node, path }: Variable, value: number): boolean =>
  node.type === 'flag' || node.type.startsWith('code:') || path === RULES_DAY || (node.type === 'area' && value !== 0)
