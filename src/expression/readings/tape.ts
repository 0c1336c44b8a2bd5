import type { Node } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { countUses, nodesBelow } from '../sheet.ts'
import type { RunResult } from './evaluator.ts'
import { factKey, isItemFact, slotKey, type ClaimRecord } from './record.ts'
import { shapeOf } from './shape.ts'
import { Assembler, isComputed, itemOnly } from './tape-program.ts'

interface Input {
  readonly register: number
  readonly key: string
}

/**
 * Outputs as a list of instructions over registers, for hosts that forbid generated code: same numbers, one switch. Nodes above no item fact
 * run once per claim, the others once per item.
 */
export class Tape {
  readonly #registers: Float64Array
  readonly #memory: Float64Array
  readonly #facts: readonly Input[]
  readonly #itemFacts: readonly Input[]
  readonly #slots: readonly Input[]
  readonly #same: readonly { readonly register: number; readonly a: string; readonly b: string }[]
  readonly #sums: readonly { readonly register: number; readonly item: number }[]
  readonly #hoisted: Int32Array
  readonly #item: Int32Array
  readonly #claim: Int32Array
  readonly #guards: readonly number[]
  readonly #outputs: readonly Input[]
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
    const input = (node: Node): Input => ({ register: assembler.register(node), key: factKey(node.name) })
    const facts = all.filter(node => node.op === 'fact' && node.type !== 'id')
    this.#facts = facts.filter(node => !isItemFact(node)).map(input)
    this.#itemFacts = facts.filter(isItemFact).map(input)
    const indexes = new Map(outputs.slotIds.map((id, i) => [id, i]))
    this.#slots = all
      .filter(node => node.op === 'slot')
      .map(node => ({ register: assembler.register(node), key: slotKey(indexes.get(node.name) ?? 0) }))
    this.#same = all
      .filter(node => node.op === 'same')
      .map(node => {
        const [a, b] = node.args.map(arg => factKey(arg.name))
        return { register: assembler.register(node), a: a ?? '', b: b ?? '' }
      })
    this.#sums = sums.map(({ sum, root }) => ({ register: assembler.register(sum), item: assembler.register(root) }))
    const hoisted = itemNodes.filter(node => !perItem.has(node))
    this.#hoisted = assembler.program(hoisted.filter(isComputed), once)
    this.#item = assembler.program(
      itemNodes.filter(node => perItem.has(node) && isComputed(node)),
      once,
    )
    const done = new Set(itemNodes)
    this.#claim = assembler.program(
      claimNodes.filter(node => !done.has(node) && isComputed(node)),
      once,
    )
    this.#guards = outputs.guards.map(node => assembler.register(node))
    this.#outputs = [
      ...outputs.lines.map((node, i) => ({ register: assembler.register(node), key: `l${String(i)}` })),
      ...outputs.slots.map((node, i) => ({ register: assembler.register(node), key: `s${String(i)}` })),
      ...outputs.masks.map(mask => ({ register: assembler.register(mask.node), key: mask.key })),
    ]
    const keys = this.#outputs.map(output => output.key)
    this.#newResult = shapeOf(keys, 0)
    this.#registers = assembler.registers()
    this.#memory = assembler.memory()
    this.#fail = fail
  }

  run(claim: ClaimRecord): RunResult {
    const r = this.#registers
    const { facts, state } = claim
    for (const { register, key } of this.#facts) r[register] = facts[key] as number
    for (const { register, key } of this.#slots) r[register] = state[key] as number
    for (const { register, a, b } of this.#same) r[register] = facts[a] !== '' && facts[a] === facts[b] ? 1 : 0
    if (this.#sums.length > 0) this.#runItems(claim, r)
    execute(this.#claim, r, this.#memory)
    for (const guard of this.#guards) if (r[guard] === 1) return this.#fail(claim)
    const result = this.#newResult()
    for (const { register, key } of this.#outputs) result[key] = r[register] as number
    return result
  }

  #runItems(claim: ClaimRecord, r: Float64Array): void {
    execute(this.#hoisted, r, this.#memory)
    for (const { register } of this.#sums) r[register] = 0
    for (const item of claim.items) {
      for (const { register, key } of this.#itemFacts) r[register] = item[key] as number
      execute(this.#item, r, this.#memory)
      for (const { register, item: from } of this.#sums) r[register] = (r[register] as number) + (r[from] as number)
    }
  }
}

/** One loop for each run of an operation, over plain numbers: every operation as `operate` defines it. */
// eslint-disable-next-line max-lines-per-function -- split, each run would cost a call
function execute(code: Int32Array, r: Float64Array, memory: Float64Array): void {
  let p = 0
  while (p < code.length) {
    const op = code[p] as number
    const end = code[p + 1] as number
    p += 2
    switch (op) {
      case 0: // add
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a + b
        }
        break
      case 1: // subtract
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a - b
        }
        break
      case 2: // less
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a > b ? a - b : 0
        }
        break
      case 3: // min
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a < b ? a : b
        }
        break
      case 4: // max
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a > b ? a : b
        }
        break
      case 5: // times
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a * b
        }
        break
      case 6: // round
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = Math.floor((a + 5000) / 10000)
        }
        break
      case 7: // divide
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = b === 0 ? 0 : Math.floor((2 * a + b) / (2 * b))
        }
        break
      case 8: // scale
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = c === 0 ? 0 : Math.floor((2 * a * b + c) / (2 * c))
        }
        break
      case 9: // le
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a <= b ? 1 : 0
        }
        break
      case 10: // eq
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a === b ? 1 : 0
        }
        break
      case 11: // has
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = (a & (code[p + 2] as number)) === 0 ? 0 : 1
        }
        break
      case 12: // and
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a * b
        }
        break
      case 13: // or
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a + b - a * b
        }
        break
      case 14: // not
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = 1 - a
        }
        break
      case 15: // select
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = a === 1 ? b : c
        }
        break
      case 16: // index
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = a * (code[p + 2] as number) + c
        }
        break
      case 17: // load
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = memory[((code[p + 2] as number) + a) | 0] as number
        }
        break
      case 18: // share
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = Math.floor((a * b + 5000) / 10000)
        }
        break
    }
  }
}
