import type { Expressions } from '../expressions.ts'
import type { Node, TableData } from '../node.ts'
import { nodesBelow, type Sheet } from '../sheet.ts'
import { evaluateFinite } from './finite.ts'
import { rewriteSheet, sheetRoots } from './rewrite.ts'

const MAX_TABLE = 4096

/**
 * Replaces every part of a sheet that depends on finite atoms only (codes, flags, bits of sets, comparisons of days, ints and money that
 * hold no arithmetic) by one dense table, however its rules were written. Semantic: the values are the same for every claim.
 */
export function tabulate(sheet: Sheet): Sheet {
  const maker = new TableMaker(sheet)
  return rewriteSheet(sheet, node => maker.tableFor(node))
}

class TableMaker {
  readonly #x: Expressions
  readonly #supports = new Map<Node, ReadonlySet<Node> | null>()
  readonly #weights = new Map<Node, number>()
  readonly #tables = new Map<string, TableData>()

  constructor(sheet: Sheet) {
    this.#x = sheet.expressions
    for (const node of nodesBelow([...sheetRoots(sheet), ...sheet.items.map(item => item.node)])) this.#visit(node)
  }

  /** The table that stands for a node, or undefined where the node is better left as it is. */
  tableFor(node: Node): Node | undefined {
    const support = this.#supports.get(node)
    if (support === null || support === undefined || support.size === 0) return undefined
    if ((this.#weights.get(node) ?? 0) <= 4 + 2 * support.size) return undefined
    return this.#make(node, [...support])
  }

  #make(node: Node, atoms: readonly Node[]): Node {
    const data = fillTable(atoms, values => evaluateFinite(node, values))
    const first = data[0] ?? 0
    if (data.every(value => value === first)) return node.type === 'flag' ? this.#x.flag(first === 1) : this.#x.constant(first, node.type)
    let lo = first
    let hi = first
    for (const value of data) {
      lo = Math.min(lo, value)
      hi = Math.max(hi, value)
    }
    const sizes = atoms.map(atomSize)
    const text = `${sizes.join()}:${data.join()}`
    const table = this.#tables.get(text) ?? { id: node.n, sizes, data: packed(data, lo, hi) }
    this.#tables.set(text, table)
    return this.#x.table(node.type, atoms, table, lo, hi)
  }

  #visit(node: Node): void {
    this.#supports.set(node, this.#support(node))
    const weight = node.args.reduce((sum, arg) => sum + (this.#weights.get(arg) ?? 0), node.op === 'const' ? 0 : 1)
    this.#weights.set(node, Math.min(weight, 1e6))
  }

  #support(node: Node): ReadonlySet<Node> | null {
    if (node.op === 'const') return new Set()
    if (atomSize(node) > 0) return new Set([node])
    if (node.args.length === 0 || ['times', 'round', 'divide', 'same'].includes(node.op)) return null
    const union = new Set<Node>()
    for (const arg of node.args) {
      const support = this.#supports.get(arg)
      if (support === null || support === undefined) return null
      for (const atom of support) union.add(atom)
    }
    return [...union].reduce((size, atom) => size * atomSize(atom), 1) > MAX_TABLE ? null : union
  }
}

/** How many values an atom has; 0 if the node is no atom. */
function atomSize(node: Node): number {
  if (node.op === 'has' || node.op === 'same') return 2
  if (node.op === 'fact' && node.type === 'flag') return 2
  if (node.op === 'fact' && node.type.startsWith('code:')) return node.hi + 1
  if (node.op !== 'le' && node.op !== 'eq') return 0
  const plain = node.args.every(arg => arg.op === 'fact' || arg.op === 'const' || arg.op === 'slot')
  const finite = node.args.some(arg => arg.op === 'fact' && arg.type.startsWith('code:'))
  return plain && !finite ? 2 : 0
}

/** The values for all combinations of the atoms, the last atom running fastest. */
export function fillTable(atoms: readonly Node[], value: (values: ReadonlyMap<Node, number>) => number): readonly number[] {
  const size = atoms.reduce((product, atom) => product * atomSize(atom), 1)
  const data: number[] = []
  for (let i = 0; i < size; i++) {
    const values = new Map<Node, number>()
    let rest = i
    for (const atom of [...atoms].reverse()) {
      values.set(atom, rest % atomSize(atom))
      rest = Math.floor(rest / atomSize(atom))
    }
    data.push(value(values))
  }
  return data
}

const packed = (data: readonly number[], lo: number, hi: number): TableData['data'] =>
  lo >= -(2 ** 31) && hi < 2 ** 31 ? Int32Array.from(data) : Float64Array.from(data)
