import type { Node } from '../expression/node.ts'
import { isItemFact } from '../expression/readings/record.ts'
import { Assembler, isComputed } from '../expression/readings/tape-program.ts'
import { nodesBelow } from '../expression/sheet.ts'
import { BLOCK, executeBlock, padRows, type BlockMemory } from './block-execute.ts'
import { blockProgram, newMemory } from './block-program.ts'
import type { ColumnRun } from './code.ts'
import { gather } from './gather.ts'
import type { NumberColumn } from './input.ts'

/** A sum over items: where it stands among the claim's registers, and the node that it adds up. */
interface Sum {
  readonly at: number
  readonly root: Node
}

/** What an item reads of its claim: where that stands among the claim's registers. */
interface Handed {
  readonly node: Node
  readonly at: number
}

/** The items of a block of rows, in blocks of items: a claim has none, or many. */
export class ItemBlocks {
  readonly #memory: BlockMemory
  readonly #program: Int32Array
  readonly #columns: readonly { readonly at: number; readonly index: number }[]
  readonly #handed: readonly { readonly from: number; readonly at: number }[]
  readonly #sums: readonly { readonly from: number; readonly at: number }[]
  /** Of each item of the block its number, and the row of the claims' block that it belongs to. */
  readonly #items = new Int32Array(BLOCK)
  readonly #rows = new Int32Array(BLOCK)

  constructor(
    sums: readonly Sum[],
    handed: readonly Handed[],
    perItem: ReadonlySet<Node>,
    once: ReadonlySet<Node>,
    column: (name: string) => number | undefined,
  ) {
    const assembler = new Assembler()
    const register = (node: Node): number => assembler.register(node)
    const given = new Set(handed.map(({ node }) => node))
    const nodes = nodesBelow(sums.map(({ root }) => root)).filter(node => perItem.has(node) || given.has(node) || node.op === 'const')
    const roots = sums.map(({ root }) => register(root))
    const facts = [...new Map(nodes.filter(isItemFact).map(node => [node.name, node])).values()]
    const pinned = nodes.filter(node => !perItem.has(node) || isItemFact(node)).map(register)
    const list = assembler.instructions(
      nodes.filter(node => perItem.has(node) && isComputed(node)),
      once,
    )
    const program = blockProgram([list], [...pinned, ...roots])
    this.#memory = newMemory(program, assembler.constants, assembler.memory())
    this.#program = program.programs[0] as Int32Array
    this.#columns = facts.map(node => ({ at: program.at(register(node)), index: column(node.name) ?? NaN }))
    this.#handed = handed.map(({ node, at }) => ({ from: at, at: program.at(register(node)) }))
    this.#sums = sums.map(({ at }, i) => ({ from: program.at(roots[i] as number), at }))
  }

  /** Adds up the items of these rows in the claims' registers. */
  run(run: ColumnRun, rows: Int32Array, count: number, claims: readonly Float64Array[]): void {
    for (const { at } of this.#sums) claims[at]?.fill(0, 0, count)
    const starts = run.itemStarts
    let full = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number
      const end = starts[row + 1] as number
      for (let item = starts[row] as number; item < end; item++) {
        this.#items[full] = item
        this.#rows[full] = i
        full += 1
        if (full === BLOCK) {
          this.#flush(run, full, claims)
          full = 0
        }
      }
    }
    if (full > 0) this.#flush(run, full, claims)
  }

  #flush(run: ColumnRun, count: number, claims: readonly Float64Array[]): void {
    const { registers } = this.#memory
    padRows(this.#items, count)
    padRows(this.#rows, count)
    for (const { at, index } of this.#columns) gather(run.columns[index] as NumberColumn, this.#items, count, registers[at] as Float64Array)
    for (const { from, at } of this.#handed) gather(claims[from] as Float64Array, this.#rows, count, registers[at] as Float64Array)
    executeBlock(this.#program, this.#memory, count)
    for (const { from, at } of this.#sums) addTo(claims[at] as Float64Array, this.#rows, count, registers[from] as Float64Array)
  }
}

function addTo(sums: Float64Array, rows: Int32Array, count: number, parts: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number
    sums[row] = (sums[row] as number) + (parts[i] as number)
  }
}
