import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import { rebuild } from '../expression/rebuild.ts'

/** What the copies of one question found out about its inputs. */
export interface FiniteInputs {
  readonly expressions: Expressions
  /** Facts, by their node in the copy, with the catalogue path they are of. */
  readonly facts: Map<Node, string>
  /** The constants that a fact is compared with; null: with other facts, so every value counts. */
  readonly compared: Map<Node, Set<number> | null>
  /** Flags that stand for a comparison of amounts nobody fixed, with that comparison. */
  readonly open: Map<Node, Node>
}

export const finiteInputs = (expressions: Expressions): FiniteInputs => ({
  expressions,
  facts: new Map(),
  compared: new Map(),
  open: new Map(),
})

interface Leaves {
  readonly facts: Node[]
  readonly constants: number[]
}

/**
 * Flags and ratios of a sheet over inputs of few values. A comparison of computed amounts becomes a free flag, so whatever holds for some claim
 * holds for some values of the copy: what the copy rules out, no claim shows. That an amount is over 0 keeps its finite part: the choices on the way to it.
 */
export class FiniteCopy {
  readonly #in: FiniteInputs
  readonly #rename: (path: string) => string
  readonly #done = new Map<Node, Node>()
  readonly #exact = new Map<Node, Node>()
  readonly #positive = new Map<Node, Node>()
  readonly #fixed = new Map<Node, boolean>()

  /** `rename`: another name for the facts that this copy has to itself. */
  constructor(inputs: FiniteInputs, rename: (path: string) => string = path => path) {
    this.#in = inputs
    this.#rename = rename
  }

  copy(node: Node): Node {
    const known = this.#done.get(node)
    if (known !== undefined) return known
    const made = this.#make(node)
    this.#done.set(node, made)
    return made
  }

  /** The node as it is, amounts and all, over the facts of this copy: for what only a situation as a whole rules out. */
  exact(node: Node): Node {
    const known = this.#exact.get(node)
    if (known !== undefined) return known
    const args = (): readonly Node[] => node.args.map(arg => this.exact(arg))
    const made = node.op === 'fact' ? this.#fact(node) : rebuild(this.#in.expressions, node, args())
    this.#exact.set(node, made)
    return made
  }

  #make(node: Node): Node {
    const x = this.#in.expressions
    if (node.op === 'fact') return this.#fact(node)
    if (node.op === 'same') return this.#open(node)
    if (node.op === 'le' || node.op === 'eq') return this.#comparison(node)
    return rebuild(
      x,
      node,
      node.args.map(arg => this.copy(arg)),
    )
  }

  #fact(node: Node): Node {
    const made = this.#in.expressions.input('fact', this.#rename(node.name), node.type, node.lo, node.hi)
    this.#in.facts.set(made, node.name)
    return made
  }

  #comparison(node: Node): Node {
    const x = this.#in.expressions
    const [a, b] = node.args as readonly [Node, Node]
    const again = (): Node => rebuild(x, node, [this.copy(a), this.copy(b)])
    if (a.type === 'flag' || (this.#isFixed(a) && this.#isFixed(b))) return again()
    const [left, right] = [leaves(a), leaves(b)]
    if (left !== undefined && right !== undefined && this.#register(node, left, right)) return again()
    const free = this.#open(node)
    return node.op === 'le' && b.op === 'const' && b.value >= 0 ? x.not(x.and(x.not(free), this.#mayBePositive(a))) : free
  }

  /** Notes the constants of a comparison for each fact in it; false where facts of many values are compared with each other. */
  #register(node: Node, left: Leaves, right: Leaves): boolean {
    const both = left.facts.length > 0 && right.facts.length > 0
    if (both && !(node.args[0]?.type.startsWith('code:') ?? false)) return false
    for (const fact of [...left.facts, ...right.facts]) {
      const made = this.copy(fact)
      const known = this.#in.compared.get(made)
      if (both) this.#in.compared.set(made, null)
      else if (known !== null) this.#in.compared.set(made, new Set([...(known ?? []), ...left.constants, ...right.constants]))
    }
    return true
  }

  /** Ratios and amounts that hang on flags alone. */
  #isFixed(node: Node): boolean {
    const known = this.#fixed.get(node)
    if (known !== undefined) return known
    const parts = node.op === 'select' ? node.args.slice(1) : node.args
    const fixed = node.op === 'const' || (parts.length > 0 && node.type !== 'flag' && parts.every(part => this.#isFixed(part)))
    this.#fixed.set(node, fixed)
    return fixed
  }

  #open(node: Node): Node {
    const x = this.#in.expressions
    const free = x.input('fact', `${this.#rename('?')}${String(node.n)}`, 'flag', 0, 1)
    this.#in.open.set(free, node)
    return free
  }

  /** False only where the amount cannot be over 0. */
  #mayBePositive(node: Node): Node {
    const known = this.#positive.get(node)
    if (known !== undefined) return known
    const made = this.#positiveOf(node)
    this.#positive.set(node, made)
    return made
  }

  #positiveOf(node: Node): Node {
    const x = this.#in.expressions
    if (node.lo > 0) return x.yes
    if (node.hi <= 0) return x.no
    const may = (arg: Node | undefined): Node => (arg === undefined ? x.yes : this.#mayBePositive(arg))
    const [a, b, c] = node.args
    switch (node.op) {
      case 'select': {
        const flag = a === undefined ? x.yes : this.copy(a)
        return x.or(x.and(flag, may(b)), x.and(x.not(flag), may(c)))
      }
      case 'less':
      case 'round':
        return may(a)
      case 'min':
      case 'times':
        return x.and(may(a), may(b))
      case 'max':
      case 'add':
        return x.or(may(a), may(b))
      default:
        return x.yes
    }
  }
}

/** The facts and constants that a choice may come to; undefined where anything is computed. */
function leaves(node: Node, found: Leaves = { facts: [], constants: [] }): Leaves | undefined {
  if (node.op === 'const') found.constants.push(node.value)
  else if (node.op === 'fact' && node.type !== 'id') found.facts.push(node)
  else if (node.op !== 'select' || !node.args.slice(1).every(part => leaves(part, found) !== undefined)) return undefined
  return found
}
