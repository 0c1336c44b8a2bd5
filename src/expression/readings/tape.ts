import type { Node } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { countUses, nodesBelow } from '../sheet.ts'
import type { RunResult } from './result.ts'
import { factKey, isItemFact, slotKey, type ClaimRecord } from './record.ts'
import { shapeOf } from './shape.ts'
import { execute } from './tape-execute.ts'
import { TapeInputs } from './tape-inputs.ts'
import { Assembler, isComputed, itemOnly } from './tape-program.ts'
import { storeOf, type Store } from './tape-stores.ts'

/**
 * Outputs as a list of instructions over registers, for hosts that forbid generated code: same numbers, one switch. Nodes above no item fact
 * run once per claim, the others once per item.
 */
export class Tape {
  readonly #registers: Float64Array
  readonly #memory: Float64Array
  readonly #facts: TapeInputs
  readonly #itemFacts: TapeInputs
  readonly #slots: TapeInputs
  readonly #same: readonly { readonly register: number; readonly a: number; readonly b: number }[]
  readonly #sums: readonly { readonly register: number; readonly item: number }[]
  readonly #hoisted: Int32Array
  readonly #item: Int32Array
  readonly #claim: Int32Array
  readonly #guards: readonly number[]
  readonly #outputs: readonly { readonly register: number; readonly store: Store }[]
  readonly #newResult: () => Record<string, number>
  readonly #fail: (claim: ClaimRecord) => never

  constructor(outputs: Outputs, fail: (claim: ClaimRecord) => never) {
    const assembler = new Assembler()
    const roots = outputRoots(outputs)
    const claimNodes = nodesBelow(roots)
    const sums = claimNodes.filter(node => node.op === 'sum').map(sum => ({ sum, root: outputs.items.get(sum.name) ?? sum }))
    const itemRoots = sums.map(({ root }) => root)
    const itemNodes = nodesBelow(itemRoots)
    const once = new Set([...countUses([...roots, ...itemRoots])].filter(([, uses]) => uses === 1).map(([node]) => node))
    const perItem = itemOnly(itemNodes)
    const all = [...new Set([...itemNodes, ...claimNodes])]
    const unused = assembler.scratch()
    const inputs = (nodes: readonly Node[], key: (node: Node) => string): TapeInputs =>
      new TapeInputs(new Map(nodes.map(node => [key(node), assembler.register(node)])), unused)
    const facts = all.filter(node => node.op === 'fact')
    this.#facts = inputs(
      facts.filter(node => !isItemFact(node)),
      node => factKey(node.name),
    )
    this.#itemFacts = inputs(facts.filter(isItemFact), node => factKey(node.name))
    const indexes = new Map(outputs.slotIds.map((id, i) => [id, i]))
    this.#slots = inputs(
      all.filter(node => node.op === 'slot'),
      node => slotKey(indexes.get(node.name) ?? 0),
    )
    this.#same = all
      .filter(node => node.op === 'same')
      .map(node => {
        const [a = 0, b = 0] = node.args.map(arg => assembler.register(arg))
        return { register: assembler.register(node), a, b }
      })
    this.#sums = sums.map(({ sum, root }) => ({ register: assembler.register(sum), item: assembler.register(root) }))
    const hoisted = itemNodes.filter(node => !perItem.has(node))
    this.#hoisted = assembler.program(hoisted.filter(isComputed), once)
    this.#item = assembler.itemProgram(
      itemNodes.filter(node => perItem.has(node) && isComputed(node)),
      once,
    )
    const done = new Set(itemNodes)
    this.#claim = assembler.program(
      claimNodes.filter(node => !done.has(node) && isComputed(node)),
      once,
    )
    this.#guards = outputs.guards.map(node => assembler.register(node))
    const outs = [
      ...outputs.lines.map((node, i) => ({ register: assembler.register(node), key: `l${String(i)}` })),
      ...outputs.slots.map((node, i) => ({ register: assembler.register(node), key: `s${String(i)}` })),
      ...outputs.masks.map(mask => ({ register: assembler.register(mask.node), key: mask.key })),
    ]
    const keys = outs.map(output => output.key)
    this.#outputs = outs.map(({ register, key }) => ({ register, store: storeOf(key) }))
    this.#newResult = shapeOf(keys, 0)
    this.#registers = assembler.registers()
    this.#memory = assembler.memory()
    this.#fail = fail
  }

  run(claim: ClaimRecord): RunResult {
    const r = this.#registers
    const { facts, state } = claim
    this.#facts.read(facts, r)
    this.#slots.read(state, r)
    const { texts } = this.#facts
    for (const { register, a, b } of this.#same) {
      const text = texts[a] ?? ''
      r[register] = text !== '' && text === texts[b] ? 1 : 0
    }
    if (this.#sums.length > 0) this.#runItems(claim, r)
    execute(this.#claim, r, this.#memory)
    for (const guard of this.#guards) if (r[guard] === 1) return this.#fail(claim)
    const result = this.#newResult()
    for (const { register, store } of this.#outputs) {
      const value = r[register] as number
      if (value !== 0) store(result, value)
    }
    return result
  }

  #runItems(claim: ClaimRecord, r: Float64Array): void {
    execute(this.#hoisted, r, this.#memory)
    for (const { register } of this.#sums) r[register] = 0
    for (const item of claim.items) {
      this.#itemFacts.read(item, r)
      execute(this.#item, r, this.#memory)
      for (const { register, item: from } of this.#sums) r[register] = (r[register] as number) + (r[from] as number)
    }
  }
}
