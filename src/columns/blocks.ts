import type { Node } from '../expression/node.ts'
import { outputRoots, type Outputs } from '../expression/passes/outputs.ts'
import type { Make } from '../expression/readings/locality.ts'
import { newPart } from '../expression/readings/part.ts'
import { Assembler, isComputed, itemOnly, type Instruction } from '../expression/readings/tape-program.ts'
import { countUses, nodesBelow } from '../expression/sheet.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import { BLOCK, executeBlock, padRows, type BlockMemory } from './block-execute.ts'
import { gather } from './gather.ts'
import { ItemBlocks } from './block-items.ts'
import { BLOCK_CODES, blockProgram, newMemory } from './block-program.ts'
import type { ColumnCode, ColumnPlaces, ColumnRun } from './code.ts'
import type { NumberColumn } from './input.ts'
import { slotName } from './request.ts'

/** Parts as lists of instructions over blocks of rows, for hosts that forbid generated code. */
export const blockMaker =
  (places: ColumnPlaces): Make<ColumnCode> =>
  outputs => {
    const blocks = new Blocks(outputs, places)
    return newPart((run, from, to, base) => {
      for (let n = from; n < to; n += BLOCK) blocks.run(run, n, Math.min(BLOCK, to - n), base)
    })
  }

/** A register, and the column or slot that it is read from or written to. */
interface Port {
  readonly at: number
  readonly index: number
}

/** Outputs as instructions that each run over a block of rows: first what the items need of the claim, then the items, then the rest. */
class Blocks {
  readonly #memory: BlockMemory
  readonly #columns: readonly Port[]
  readonly #hasItems: number | undefined
  readonly #slots: readonly Port[]
  readonly #hoisted: Int32Array
  readonly #claim: Int32Array
  readonly #items: ItemBlocks | undefined
  readonly #guard: number
  readonly #results: readonly Port[]
  readonly #next: readonly Port[]
  /** The rows of the block. */
  readonly #rows = new Int32Array(BLOCK)

  constructor(outputs: Outputs, { column, results, isFold }: ColumnPlaces) {
    const assembler = new Assembler()
    const nodes = nodesBelow(outputRoots(outputs))
    const sums = nodes.filter(node => node.op === 'sum')
    const roots = sums.map(sum => outputs.items.get(sum.name) ?? sum)
    const itemNodes = nodesBelow(roots)
    const uses = countUses([...outputRoots(outputs), ...roots])
    const once = new Set([...uses].filter(([, count]) => count === 1).map(([node]) => node))
    const perItem = itemOnly(itemNodes)
    const hoisted = itemNodes.filter(node => !perItem.has(node))
    const early = new Set(hoisted)
    const late = nodes.filter(node => !early.has(node))
    const own = [...hoisted, ...late]
    // What items read of their claim, but for constants, is handed to them.
    const handed = [...new Set([...roots, ...[...perItem].flatMap(node => node.args)])].filter(
      node => early.has(node) && node.op !== 'const',
    )

    const register = (node: Node): number => assembler.register(node)
    const inputs = own.filter(node => node.op === 'fact' || node.op === 'slot')
    const constants = own.filter(node => node.op === 'const')
    const lines = outputs.lines.map(register)
    const next = outputs.slots.map(register)
    const pinned = [...inputs, ...constants, ...handed, ...sums].map(register)
    const lists = [hoisted, late].map(list => [...sameIds(list, register), ...assembler.instructions(list.filter(isComputed), once)])
    const program = blockProgram(lists, [...pinned, ...lines, ...next])
    const at = (node: Node): number => program.at(register(node))

    this.#memory = newMemory(program, assembler.constants, assembler.memory())
    this.#hoisted = program.programs[0] as Int32Array
    this.#claim = program.programs[1] as Int32Array
    const named = unique(inputs, node => `${node.op} ${node.name}`)
    const carried = named.filter(node => node.op === 'slot' && isFold)
    this.#columns = named.flatMap(node => {
      const index = node.op === 'slot' ? (isFold ? undefined : column(slotName(node.name))) : column(node.name)
      return index === undefined ? [] : [{ at: at(node), index }]
    })
    this.#slots = carried.map(node => ({ at: at(node), index: outputs.slotIds.indexOf(node.name) }))
    this.#next = outputs.slots.map((node, index) => ({ at: at(node), index }))
    const hasItems = named.find(node => node.name === HAS_ITEMS)
    this.#hasItems = hasItems === undefined ? undefined : at(hasItems)
    const ends = sums.map((sum, i) => ({ at: at(sum), root: roots[i] as Node }))
    this.#items =
      sums.length === 0
        ? undefined
        : new ItemBlocks(
            ends,
            handed.map(node => ({ node, at: at(node) })),
            perItem,
            once,
            column,
          )
    this.#guard = at(outputs.lines[results] as Node)
    this.#results = outputs.lines.slice(0, results).map((node, index) => ({ at: at(node), index }))
  }

  run(run: ColumnRun, from: number, count: number, base: number): void {
    const { registers } = this.#memory
    const rows = this.#rows
    for (let i = 0; i < count; i++) rows[i] = base + (run.rows[from + i] as number)
    padRows(rows, count)
    this.#read(run, from, count)
    if (this.#items !== undefined) {
      executeBlock(this.#hoisted, this.#memory, count)
      this.#items.run(run, rows, count, registers)
    }
    executeBlock(this.#claim, this.#memory, count)
    this.#write(run, from, count)
  }

  #read(run: ColumnRun, from: number, count: number): void {
    const { registers } = this.#memory
    const rows = this.#rows
    for (const { at, index } of this.#columns) gather(run.columns[index] as NumberColumn, rows, count, registers[at] as Float64Array)
    if (this.#hasItems !== undefined) {
      const starts = run.itemStarts
      const hasItems = registers[this.#hasItems] as Float64Array
      for (let i = 0; i < count; i++) {
        const row = rows[i] as number
        hasItems[i] = (starts[row] as number) < (starts[row + 1] as number) ? 1 : 0
      }
    }
    for (const { at, index } of this.#slots) {
      const slot = registers[at] as Float64Array
      for (let i = 0; i < count; i++) slot[i] = run.state[BLOCK * index + (run.lanes[from + i] as number)] as number
    }
  }

  #write(run: ColumnRun, from: number, count: number): void {
    const { registers } = this.#memory
    const rows = this.#rows
    const guard = registers[this.#guard] as Float64Array
    let refused = 0
    for (let i = 0; i < count; i++) {
      const speaking = guard[i] as number
      if (speaking !== 0) refused += 1
      run.guards[rows[i] as number] = speaking - 1
    }
    for (const { at, index } of this.#results) {
      const result = run.results[index] as Float64Array
      scatter(registers[at] as Float64Array, rows, count, result)
      if (refused > 0) for (let i = 0; i < count; i++) if (guard[i] !== 0) result[rows[i] as number] = 0
    }
    for (const { at, index } of this.#next) {
      const next = registers[at] as Float64Array
      for (let i = 0; i < count; i++) if (guard[i] === 0) run.state[BLOCK * index + (run.lanes[from + i] as number)] = next[i] as number
    }
  }
}

function scatter(values: Float64Array, rows: Int32Array, count: number, result: Float64Array): void {
  for (let i = 0; i < count; i++) result[rows[i] as number] = values[i] as number
}

/** Instructions for what a tape finds in texts: here ids are numbers. */
const sameIds = (nodes: readonly Node[], register: (node: Node) => number): readonly Instruction[] =>
  nodes.flatMap(node => {
    if (node.op !== 'same') return []
    const [x = 0, y = 0] = node.args.map(register)
    return [{ code: BLOCK_CODES.same, out: register(node), x, y, z: 0, reads: [x, y] }]
  })

/** The first node of each key. */
function unique(nodes: readonly Node[], key: (node: Node) => string): readonly Node[] {
  const found = new Map<string, Node>()
  for (const node of nodes) if (!found.has(key(node))) found.set(key(node), node)
  return [...found.values()]
}
