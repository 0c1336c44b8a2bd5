import type { Node, Op } from '../node.ts'
import { isItemFact } from './record.ts'

/** Instructions; a `table` is `index` for each argument but the first, then `load`. */
export const CODES = {
  add: 0,
  subtract: 1,
  less: 2,
  min: 3,
  max: 4,
  times: 5,
  round: 6,
  divide: 7,
  scale: 8,
  le: 9,
  eq: 10,
  has: 11,
  and: 12,
  or: 13,
  not: 14,
  select: 15,
  index: 16,
  load: 17,
  share: 18,
} as const satisfies Partial<Record<Op | 'index' | 'load' | 'share', number>>

const COUNT = 19

export interface Instruction {
  readonly code: number
  readonly out: number
  readonly x: number
  readonly y: number
  readonly z: number
  /** Registers among the operands. */
  readonly reads: readonly number[]
}

/** Numbers registers, collects the data of tables in one memory, and turns nodes into instructions. */
export class Assembler {
  /** Inputs by kind and name: two nodes of one fact, of unlike ranges, are one register. */
  readonly #registers = new Map<Node | string, number>()
  #prefixes = new Map<string, number>()
  readonly #offsets = new Map<number, number>()
  readonly #memory: number[] = []
  readonly #constants: { readonly register: number; readonly value: number }[] = []
  #count = 0

  register(node: Node): number {
    const key = node.op === 'fact' || node.op === 'slot' ? `${node.op} ${node.name}` : node
    const known = this.#registers.get(key)
    if (known !== undefined) return known
    const register = this.#count++
    this.#registers.set(key, register)
    if (node.op === 'const') this.#constants.push({ register, value: node.value })
    return register
  }

  /** A register of no node. */
  scratch(): number {
    return this.#count++
  }

  get constants(): readonly { readonly register: number; readonly value: number }[] {
    return this.#constants
  }

  registers(): Float64Array {
    const registers = new Float64Array(this.#count)
    for (const { register, value } of this.#constants) registers[register] = value
    return registers
  }

  memory(): Float64Array {
    return Float64Array.from(this.#memory)
  }

  /** The nodes as runs of one operation each: operation, end of the run, then four numbers an instruction. `once`: nodes with a single use. */
  program(nodes: readonly Node[], once: ReadonlySet<Node>): Int32Array {
    return inRuns(this.instructions(nodes, once))
  }

  /** The nodes as instructions in their order. */
  instructions(nodes: readonly Node[], once: ReadonlySet<Node>): readonly Instruction[] {
    const list: Instruction[] = []
    const merged = new Set(nodes.filter(node => node.op === 'round').map(node => node.args[0]))
    for (const node of nodes) if (!(node.op === 'times' && once.has(node) && merged.has(node))) this.#emit(node, once, list)
    return list
  }

  /** A program that runs once per item, or never: the indexes it computes are no other program's to read. */
  itemProgram(nodes: readonly Node[], once: ReadonlySet<Node>): Int32Array {
    const outside = new Map(this.#prefixes)
    const program = this.program(nodes, once)
    this.#prefixes = outside
    return program
  }

  #emit(node: Node, once: ReadonlySet<Node>, list: Instruction[]): void {
    const args = node.args.map(arg => this.register(arg))
    const push = (op: keyof typeof CODES, out: number, x: number, y: number, z: number, reads: readonly number[]): void =>
      void list.push({ code: CODES[op], out, x, y, z, reads })
    const [x = 0, y = 0, z = 0] = args
    const [first] = node.args
    if (node.op === 'has') push('has', this.register(node), x, 2 ** node.value, 0, args)
    else if (node.op === 'round' && first?.op === 'times' && once.has(first)) {
      const [a = 0, b = 0] = first.args.map(arg => this.register(arg))
      push('share', this.register(node), a, b, 0, [a, b])
    } else if (node.op === 'and' || node.op === 'or') {
      let sum = x
      args.slice(1).forEach((arg, i) => {
        const out = i === args.length - 2 ? this.register(node) : this.#count++
        push(node.op as 'and' | 'or', out, sum, arg, 0, [sum, arg])
        sum = out
      })
    } else if (node.op === 'table') this.#emitTable(node, args, push)
    else if (node.op in CODES) push(node.op as keyof typeof CODES, this.register(node), x, y, z, args)
  }

  #emitTable(
    node: Node,
    args: readonly number[],
    push: (op: 'index' | 'load', out: number, x: number, y: number, z: number, reads: readonly number[]) => void,
  ): void {
    let index = args[0] ?? 0
    args.slice(1).forEach((arg, i) => {
      const size = node.table?.sizes[i + 1] ?? 1
      const key = `${String(index)} ${String(size)} ${String(arg)}`
      const known = this.#prefixes.get(key)
      const out = known ?? this.#count++
      if (known === undefined) push('index', out, index, size, arg, [index, arg])
      this.#prefixes.set(key, out)
      index = out
    })
    push('load', this.register(node), index, this.#offset(node), 0, [index])
  }

  #offset(node: Node): number {
    if (node.table === undefined) throw new TypeError('a table node without a table')
    const known = this.#offsets.get(node.table.id)
    if (known !== undefined) return known
    const offset = this.#memory.length
    for (const value of node.table.data) this.#memory.push(value)
    this.#offsets.set(node.table.id, offset)
    return offset
  }
}

/** Instructions of one operation next to each other as far as their operands allow: a run is one loop, without a switch for each. */
function inRuns(list: readonly Instruction[]): Int32Array {
  const writers = new Map(list.map(one => [one.out, one]))
  const waiting = new Map<Instruction, number>()
  const readers = new Map<Instruction, Instruction[]>()
  const ready: Instruction[][] = Array.from({ length: COUNT }, () => [])
  for (const one of list) {
    const sources = new Set(one.reads.map(register => writers.get(register)).filter(source => source !== undefined))
    waiting.set(one, sources.size)
    for (const source of sources) readers.set(source, [...(readers.get(source) ?? []), one])
    if (sources.size === 0) ready[one.code]?.push(one)
  }
  const program: number[] = []
  for (;;) {
    const run = ready.reduce((most, some) => (some.length > most.length ? some : most))
    const [first] = run
    if (first === undefined) return Int32Array.from(program)
    const head = program.push(first.code, 0) - 1
    for (let one = run.pop(); one !== undefined; one = run.pop()) {
      program.push(one.out, one.x, one.y, one.z)
      for (const reader of readers.get(one) ?? []) {
        const left = (waiting.get(reader) ?? 0) - 1
        waiting.set(reader, left)
        if (left === 0) ready[reader.code]?.push(reader)
      }
    }
    program[head] = program.length
  }
}

/** Whether a node has an instruction; the others are constants and inputs. */
export const isComputed = (node: Node): boolean => !['const', 'fact', 'parameter', 'slot', 'sum', 'same'].includes(node.op)

/** The nodes that depend on a fact of the item. */
export function itemOnly(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>()
  for (const node of nodes) if (isItemFact(node) || node.args.some(arg => found.has(arg))) found.add(node)
  return found
}
