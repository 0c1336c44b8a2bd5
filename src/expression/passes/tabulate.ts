import { rebuild } from '../rebuild.ts'
import type { Expressions } from '../expressions.ts'
import type { Node, TableData } from '../node.ts'
import { countUses, nodesBelow } from '../sheet.ts'
import { combine, compressed, MAX_TABLE, packed, sizeOf, type Atom, type Vector } from './finite.ts'
import { mapOutputs, outputRoots, type Outputs } from './outputs.ts'

/** Tables are told apart by number, in every sheet. */
let tables = 0

/**
 * The outputs with every part that depends on finite atoms only (codes, flags, bits of sets, comparisons of days, ints and money that hold no
 * arithmetic, facts that rules set) as one dense table, however its rules were written. Semantic: the values are the same for every claim.
 */
export function tabulate(outputs: Outputs): Outputs {
  const tabulator = new Tabulator(outputs)
  return mapOutputs(outputs, node => tabulator.rewrite(node))
}

/** A value that is `other` where the flag holds, else finite. */
interface Split {
  readonly flag: Node
  readonly other: Node
  readonly finite: Node
}

/** One class and one file, long as it is: splitting, vectors and tables work on the same memos of one sheet. */
class Tabulator {
  readonly #x: Expressions
  readonly #derived: ReadonlySet<Node>
  readonly #codes: ReadonlyMap<Node, ReadonlySet<number> | null>
  readonly #uses: ReadonlyMap<Node, number>
  readonly #vectors = new Map<Node, Vector | null>()
  readonly #atoms = new Map<Node, Atom>()
  readonly #images = new Map<Node, Vector>()
  readonly #weights = new Map<Node, number>()
  readonly #splits = new Map<Node, Split | null>()
  readonly #done = new Map<Node, Node>()
  readonly #data = new Map<string, TableData>()

  constructor(outputs: Outputs) {
    this.#x = outputs.expressions
    this.#derived = new Set(outputs.derived.filter(node => node.args.length > 0 && (node.type === 'flag' || node.type.startsWith('code:'))))
    this.#uses = countUses([...outputRoots(outputs), ...outputs.items.values(), ...outputs.derived])
    this.#codes = comparedCodes([...outputRoots(outputs), ...outputs.items.values(), ...outputs.derived])
  }

  rewrite(node: Node): Node {
    const known = this.#done.get(node)
    if (known !== undefined) return known
    const made = this.#table(node) ?? this.#regroup(node) ?? this.#rebuild(node)
    this.#done.set(node, made)
    return made
  }

  /** The table that stands for a node, or undefined where the node is better left as it is. */
  #table(node: Node): Node | undefined {
    const vector = this.#vector(node)
    if (vector === null || node.op === 'const') return undefined
    const { atoms, data } = vector
    const [only] = atoms
    if (only === undefined) return this.#constant(node, data[0] ?? 0)
    if (only.node === node) return undefined
    if (atoms.length === 1 && only.node.type === 'flag') {
      const flag = this.rewrite(only.node)
      if (node.type === 'flag') return data[0] === 0 ? flag : this.#x.not(flag)
      return this.#x.select(flag, this.#constant(node, data[1] ?? 0), this.#constant(node, data[0] ?? 0))
    }
    if (this.#weight(node) <= 2 + 2 * atoms.length) return undefined
    return this.#tableNode(node, vector)
  }

  #tableNode(node: Node, { atoms, data }: Vector): Node {
    let lo = Infinity
    let hi = -Infinity
    for (const value of data) {
      lo = Math.min(lo, value)
      hi = Math.max(hi, value)
    }
    const sizes = atoms.map(atom => atom.values.length)
    const text = `${sizes.join()}:${data.join()}`
    const table = this.#data.get(text) ?? { id: tables++, sizes, data: packed(data, lo, hi) }
    this.#data.set(text, table)
    return this.#x.table(
      node.type,
      atoms.map(atom => this.#index(atom)),
      table,
      // Combinations that no claim has may lie outside of the node's own range.
      Math.max(lo, node.lo),
      Math.min(hi, node.hi),
    )
  }

  /** The node that counts an atom's values: the atom itself, or a table from its codes to those that make a difference. */
  #index({ node, values, of }: Atom): Node {
    if (of !== undefined && node.type !== 'flag') {
      const data = of.data.map(value => values.indexOf(value))
      return this.#tableNode({ ...node, type: 'int', lo: 0, hi: values.length - 1 }, { atoms: of.atoms, data })
    }
    if (node.op !== 'fact' || values.length === node.hi + 1) return node.op === 'fact' ? node : this.rewrite(node)
    const data = Float64Array.from({ length: node.hi + 1 }, (_, code) => (values.includes(code) ? values.indexOf(code) : values.length - 1))
    return this.#tableNode({ ...node, type: 'int' }, { atoms: [{ node, rank: 0, values: Array.from(data, (_, code) => code) }], data })
  }

  #constant(node: Node, value: number): Node {
    return node.type === 'flag' ? this.#x.flag(value === 1) : this.#x.constant(value, node.type)
  }

  /** Sums and junctions with their finite parts together, and choices with the finite branches in one table. */
  #regroup(node: Node): Node | undefined {
    const x = this.#x
    if (node.op === 'and' || node.op === 'or') {
      const parts = this.#grouped(node.args, parts => (node.op === 'and' ? x.and(...parts) : x.or(...parts)))
      return parts === undefined ? undefined : node.op === 'and' ? x.and(...parts) : x.or(...parts)
    }
    if (node.op === 'add') {
      const parts = this.#grouped(terms(node), parts => parts.reduce((a, b) => x.add(a, b)))
      return parts?.reduce((a, b) => x.add(a, b))
    }
    const split = this.#split(node)
    if (split === null || split.other === node) return undefined
    return x.select(this.rewrite(split.flag), this.rewrite(split.other), this.rewrite(split.finite))
  }

  #grouped(parts: readonly Node[], join: (parts: readonly Node[]) => Node): readonly Node[] | undefined {
    const groups: { atoms: ReadonlySet<Atom>; parts: Node[] }[] = []
    const rest: Node[] = []
    for (const part of parts) {
      const vector = this.#vector(part)
      if (vector === null) {
        rest.push(part)
        continue
      }
      const joined = (atoms: ReadonlySet<Atom>): ReadonlySet<Atom> => new Set([...atoms, ...vector.atoms])
      const group = groups.find(({ atoms }) => sizeOf([...joined(atoms)]) <= MAX_TABLE)
      if (group === undefined) groups.push({ atoms: new Set(vector.atoms), parts: [part] })
      else {
        group.atoms = joined(group.atoms)
        group.parts.push(part)
      }
    }
    if (groups.every(group => group.parts.length === 1) || (groups.length === 1 && rest.length === 0)) return undefined
    return [...groups.map(group => this.rewrite(join(group.parts))), ...rest.map(part => this.rewrite(part))]
  }

  #rebuild(node: Node): Node {
    if (node.args.length === 0) return node
    const args = node.args.map(arg => this.rewrite(arg))
    return args.every((arg, i) => arg === node.args[i]) ? node : rebuild(this.#x, node, args)
  }

  /** A node of which one branch only is not finite, found through choices and through operations with finite operands. */
  #split(node: Node): Split | null {
    const known = this.#splits.get(node)
    if (known !== undefined) return known
    const split = this.#vector(node) !== null ? null : node.op === 'select' ? this.#splitSelect(node) : this.#splitArithmetic(node)
    const kept = split !== null && this.#vector(split.finite) !== null && this.#vector(split.flag) !== null ? split : null
    this.#splits.set(node, kept)
    return kept
  }

  #splitSelect(node: Node): Split | null {
    const x = this.#x
    const [flag, a, b] = node.args as readonly [Node, Node, Node]
    if (this.#vector(flag) === null) return null
    const [left, right] = [a, b].map(branch => (this.#vector(branch) === null ? (this.#split(branch) ?? this.#whole(branch)) : null))
    if (left && right && left.other !== right.other) return null
    const other = left?.other ?? right?.other
    if (other === undefined) return null
    return {
      flag: x.select(flag, left?.flag ?? x.no, right?.flag ?? x.no),
      other,
      finite: x.select(flag, left?.finite ?? a, right?.finite ?? b),
    }
  }

  #whole(node: Node): Split {
    return { flag: this.#x.yes, other: node, finite: this.#constant(node, Math.max(0, node.lo)) }
  }

  #splitArithmetic(node: Node): Split | null {
    if (!['round', 'times', 'min', 'max', 'less', 'add', 'subtract', 'divide', 'scale'].includes(node.op)) return null
    const open = node.args.filter(arg => this.#vector(arg) === null)
    const [arg] = open
    const split = arg !== undefined && open.length === 1 ? this.#split(arg) : null
    if (split === null) return null
    const instead = (by: Node): Node =>
      rebuild(
        this.#x,
        node,
        node.args.map(one => (one === arg ? by : one)),
      )
    return { flag: split.flag, other: instead(split.other), finite: instead(split.finite) }
  }

  #vector(node: Node): Vector | null {
    const known = this.#vectors.get(node)
    if (known !== undefined) return known
    const vector = this.#ofAtom(node) ?? this.#ofArguments(node)
    const made = this.#derived.has(node) ? this.#shorter(node, vector) : vector
    this.#vectors.set(node, made)
    return made
  }

  /** A fact that rules set counts as an atom of its own where it has fewer values than what it depends on. */
  #shorter(node: Node, vector: Vector | null): Vector {
    const size = node.type === 'flag' ? 2 : node.hi + 1
    if (vector !== null && vector.data.length <= size) return vector
    const atom: Atom = { node, rank: this.#rank(node), values: Array.from({ length: size }, (_, i) => i) }
    // The atom's own table is made before the node turns into an atom.
    if (vector !== null && !this.#done.has(node)) this.#done.set(node, this.#tableNode(node, vector))
    return { atoms: [atom], data: Float64Array.from(atom.values) }
  }

  #ofArguments(node: Node): Vector | null {
    if (node.op === 'const') return { atoms: [], data: Float64Array.of(node.value) }
    if (node.args.length === 0) return null
    const args: Vector[] = []
    for (const arg of node.args) {
      const vector = this.#vector(arg)
      if (vector === null) return null
      args.push(vector)
    }
    return (
      combine(node, args) ??
      combine(
        node,
        args.map((arg, i) => this.#compressed(node.args[i] as Node, arg)),
      ) ??
      null
    )
  }

  #rank(node: Node): number {
    return -(this.#uses.get(node) ?? 0)
  }

  #compressed(node: Node, vector: Vector): Vector {
    const known = this.#images.get(node) ?? compressed(node, vector, this.#rank(node))
    this.#images.set(node, known)
    return known
  }

  #ofAtom(node: Node): Vector | null {
    const values = this.#atomValues(node)
    if (values === undefined) return null
    const atom = this.#atoms.get(node) ?? { node, values, rank: this.#rank(node) }
    this.#atoms.set(node, atom)
    return { atoms: [atom], data: Float64Array.from(values) }
  }

  #atomValues(node: Node): readonly number[] | undefined {
    if (node.op === 'has' || node.op === 'same' || (node.op === 'fact' && node.type === 'flag')) return [0, 1]
    if (node.op === 'fact' && node.type.startsWith('code:')) return this.#codeValues(node)
    if (node.op !== 'le' && node.op !== 'eq') return undefined
    const plain = node.args.every(arg => arg.op === 'fact' || arg.op === 'const' || arg.op === 'slot')
    const finite = node.args.some(arg => arg.op === 'fact' && arg.type.startsWith('code:'))
    return plain && !finite ? [0, 1] : undefined
  }

  /** Codes that are compared, and one for all the others. */
  #codeValues(node: Node): readonly number[] {
    const all = Array.from({ length: node.hi + 1 }, (_, code) => code)
    const compared = this.#codes.get(node)
    if (compared === null || compared === undefined || compared.size + 1 >= all.length) return all
    const other = all.find(code => !compared.has(code)) ?? 0
    return [...[...compared].sort((a, b) => a - b), other]
  }

  /** Rough cost of a node written out. */
  #weight(node: Node): number {
    const known = this.#weights.get(node)
    if (known !== undefined) return known
    const weight = node.op === 'const' ? 0 : node.args.reduce((sum, arg) => sum + this.#weight(arg), 1)
    this.#weights.set(node, Math.min(weight, 1e6))
    return weight
  }
}

const terms = (node: Node): readonly Node[] => (node.op === 'add' ? node.args.flatMap(terms) : [node])

/** For each fact of codes the codes it is compared with, or null where it is used otherwise. */
function comparedCodes(roots: readonly Node[]): ReadonlyMap<Node, ReadonlySet<number> | null> {
  const found = new Map<Node, Set<number> | null>()
  for (const node of nodesBelow(roots))
    for (const fact of node.args) {
      if (fact.op !== 'fact' || !fact.type.startsWith('code:')) continue
      const constant = node.op === 'eq' ? node.args.find(arg => arg.op === 'const') : undefined
      const known = found.get(fact)
      if (constant === undefined) found.set(fact, null)
      else if (known !== null) found.set(fact, (known ?? new Set<number>()).add(constant.value))
    }
  return found
}
