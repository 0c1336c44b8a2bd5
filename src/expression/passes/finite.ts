import type { Node, TableValues } from '../node.ts'
import { operate } from '../operation.ts'

/** Largest product of the sizes of a table's atoms. */
export const MAX_TABLE = 4096

/** What tables are indexed by: a node of few values. `values[i]` is its value where the index is i. */
export interface Atom {
  readonly node: Node
  readonly values: readonly number[]
  /** Of two atoms the one of lower rank comes first in an index: the one used more, so that tables share the beginnings of their indexes. */
  readonly rank: number
  /** What the node itself depends on, where it stands for more atoms of more combinations. */
  readonly of?: Vector
}

/** A node's value for every combination of its atoms, the last atom running fastest. */
export interface Vector {
  readonly atoms: readonly Atom[]
  readonly data: Float64Array
}

/** Values of an operation on vectors, or undefined where the atoms of its arguments have too many combinations. */
export function combine(node: Node, args: readonly Vector[]): Vector | undefined {
  const atoms = [...new Set(args.flatMap(arg => arg.atoms))].sort((a, b) => a.rank - b.rank || a.node.n - b.node.n)
  const size = sizeOf(atoms)
  if (size > MAX_TABLE) return undefined
  const strides = args.map(arg => stridesIn(arg.atoms, atoms))
  const at = args.map(() => 0)
  const counters = atoms.map(() => 0)
  const values = args.map(() => 0)
  const data = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < args.length; j++) values[j] = args[j]?.data[at[j] ?? 0] ?? 0
    data[i] = operate(node, values)
    for (let d = atoms.length - 1; d >= 0; d--) {
      const turns = (counters[d] ?? 0) + 1 === atoms[d]?.values.length
      const steps = turns ? -(counters[d] ?? 0) : 1
      counters[d] = (counters[d] ?? 0) + steps
      for (let j = 0; j < args.length; j++) at[j] = (at[j] ?? 0) + steps * (strides[j]?.[d] ?? 0)
      if (!turns) break
    }
  }
  return reduced({ atoms, data })
}

/** The values of a node as one atom, where they are few for what the node depends on. */
export function compressed(node: Node, vector: Vector, rank: number): Vector {
  const values = [...new Set(vector.data)].sort((a, b) => a - b)
  if (values.length * 4 > vector.data.length) return vector
  return { atoms: [{ node, values, rank, of: vector }], data: Float64Array.from(values) }
}

/** Values of a range in the smallest form that holds it. */
export function packed(data: Float64Array, lo: number, hi: number): TableValues {
  if (lo >= 0 && hi < 2 ** 8) return Uint8Array.from(data)
  if (lo >= 0 && hi < 2 ** 16) return Uint16Array.from(data)
  return lo >= -(2 ** 31) && hi < 2 ** 31 ? Int32Array.from(data) : data
}

export const sizeOf = (atoms: readonly Atom[]): number => atoms.reduce((product, atom) => product * atom.values.length, 1)

/** How far each atom of a whole moves the index of a part. */
function stridesIn(part: readonly Atom[], whole: readonly Atom[]): readonly number[] {
  const strides = new Map<Atom, number>()
  let stride = 1
  for (const atom of [...part].reverse()) {
    strides.set(atom, stride)
    stride *= atom.values.length
  }
  return whole.map(atom => strides.get(atom) ?? 0)
}

/** Without the atoms that make no difference. */
function reduced(vector: Vector): Vector {
  let { atoms, data } = vector
  for (let d = atoms.length - 1; d >= 0; d--) {
    const size = atoms[d]?.values.length ?? 1
    const inner = sizeOf(atoms.slice(d + 1))
    if (!makesNoDifference(data, size, inner)) continue
    const shorter = new Float64Array(data.length / size)
    for (let i = 0; i < shorter.length; i++) shorter[i] = data[Math.floor(i / inner) * inner * size + (i % inner)] ?? 0
    data = shorter
    atoms = atoms.filter((_, i) => i !== d)
  }
  return { atoms, data }
}

function makesNoDifference(data: Float64Array, size: number, inner: number): boolean {
  for (let i = 0; i < data.length; i += inner * size)
    for (let j = 0; j < inner; j++) for (let k = 1; k < size; k++) if (data[i + j] !== data[i + j + k * inner]) return false
  return true
}
