import type { Node, Op } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { nodesBelow } from '../sheet.ts'
import type { RunResult } from './evaluator.ts'
import { factKey, isItemFact, slotKey, type ClaimRecord } from './record.ts'

const CODES: Readonly<Partial<Record<Op, number>>> = {
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
  table: 16,
}

interface Program {
  /** Four numbers an instruction: operation, result register, and two operands (registers, a bit, or a place in the pool). */
  readonly code: Int32Array
  readonly pool: Int32Array
}

interface Input {
  readonly register: number
  readonly key: string
}

/**
 * A sheet as a list of instructions over registers, for hosts that forbid generated code: same numbers, one switch. Nodes above no item fact
 * run once per claim, the others once per item.
 */
export class Tape {
  readonly #registers: Float64Array
  readonly #tables: (Int32Array | Float64Array)[] = []
  readonly #numbers = new Map<Node, number>()
  readonly #facts: readonly Input[]
  readonly #itemFacts: readonly Input[]
  readonly #slots: readonly Input[]
  readonly #same: readonly { readonly register: number; readonly a: string; readonly b: string }[]
  readonly #sums: readonly { readonly register: number; readonly item: number }[]
  readonly #hoisted: Program
  readonly #item: Program
  readonly #claim: Program
  readonly #guards: readonly number[]
  readonly #outputs: readonly Input[]
  readonly #fail: (claim: ClaimRecord) => never

  constructor(outputs: Outputs, fail: (claim: ClaimRecord) => never) {
    const claimNodes = nodesBelow(outputRoots(outputs))
    const sums = claimNodes.filter(node => node.op === 'sum').map(sum => ({ sum, root: outputs.items.get(sum.name) ?? sum }))
    const itemNodes = nodesBelow(sums.map(({ root }) => root))
    const all = [...new Set([...itemNodes, ...claimNodes])]
    all.forEach((node, i) => this.#numbers.set(node, i))
    this.#registers = new Float64Array(all.length)
    for (const node of all) if (node.op === 'const') this.#registers[this.#register(node)] = node.value
    const perItem = itemOnly(itemNodes)
    const facts = all.filter(node => node.op === 'fact' && node.type !== 'id')
    this.#facts = facts.filter(node => !isItemFact(node)).map(node => this.#input(node))
    this.#itemFacts = facts.filter(isItemFact).map(node => this.#input(node))
    const indexes = new Map(outputs.slotIds.map((id, i) => [id, i]))
    this.#slots = all
      .filter(node => node.op === 'slot')
      .map(node => ({ register: this.#register(node), key: slotKey(indexes.get(node.name) ?? 0) }))
    this.#same = all.filter(node => node.op === 'same').map(node => this.#sameInput(node))
    this.#sums = sums.map(({ sum, root }) => ({ register: this.#register(sum), item: this.#register(root) }))
    const hoisted = itemNodes.filter(node => !perItem.has(node))
    this.#hoisted = this.#assemble(hoisted)
    this.#item = this.#assemble(itemNodes.filter(node => perItem.has(node)))
    const done = new Set(hoisted)
    this.#claim = this.#assemble(claimNodes.filter(node => !done.has(node)))
    this.#guards = outputs.guards.map(node => this.#register(node))
    this.#outputs = [
      ...outputs.lines.map((node, i) => ({ register: this.#register(node), key: `l${String(i)}` })),
      ...outputs.slots.map((node, i) => ({ register: this.#register(node), key: `s${String(i)}` })),
      ...outputs.masks.map(mask => ({ register: this.#register(mask.node), key: mask.key })),
    ]
    this.#fail = fail
  }

  run(claim: ClaimRecord): RunResult {
    const r = this.#registers
    for (const { register, key } of this.#facts) r[register] = claim.facts[key] as number
    for (const { register, key } of this.#slots) r[register] = claim.state[key] as number
    for (const { register, a, b } of this.#same) r[register] = claim.facts[a] !== '' && claim.facts[a] === claim.facts[b] ? 1 : 0
    if (this.#sums.length > 0) this.#runItems(claim, r)
    execute(this.#claim, r, this.#tables)
    for (const guard of this.#guards) if (r[guard] === 1) return this.#fail(claim)
    const result: Record<string, number> = {}
    for (const { register, key } of this.#outputs) result[key] = r[register] as number
    return result
  }

  #runItems(claim: ClaimRecord, r: Float64Array): void {
    execute(this.#hoisted, r, this.#tables)
    for (const { register } of this.#sums) r[register] = 0
    for (const item of claim.items) {
      for (const { register, key } of this.#itemFacts) r[register] = item[key] as number
      execute(this.#item, r, this.#tables)
      for (const { register, item: from } of this.#sums) r[register] = (r[register] as number) + (r[from] as number)
    }
  }

  #register(node: Node): number {
    return this.#numbers.get(node) ?? 0
  }

  #input(node: Node): Input {
    return { register: this.#register(node), key: factKey(node.name) }
  }

  #sameInput(node: Node): { readonly register: number; readonly a: string; readonly b: string } {
    const [a, b] = node.args.map(arg => factKey(arg.name))
    return { register: this.#register(node), a: a ?? '', b: b ?? '' }
  }

  #assemble(nodes: readonly Node[]): Program {
    const code: number[] = []
    const pool: number[] = []
    for (const node of nodes) {
      const op = CODES[node.op]
      if (op === undefined) continue
      const args = node.args.map(arg => this.#register(arg))
      const [first = 0, second = 0] = args
      if (node.op === 'has') code.push(op, this.#register(node), first, 2 ** node.value)
      else if (args.length <= 2 && node.op !== 'table' && node.op !== 'and' && node.op !== 'or')
        code.push(op, this.#register(node), first, second)
      else {
        code.push(op, this.#register(node), pool.length, args.length)
        if (node.table !== undefined) pool.push(this.#tables.push(node.table.data) - 1)
        args.forEach((arg, i) => pool.push(arg, ...(node.table === undefined ? [] : [node.table.sizes[i] ?? 1])))
      }
    }
    return { code: Int32Array.from(code), pool: Int32Array.from(pool) }
  }
}

function itemOnly(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>()
  for (const node of nodes) if (isItemFact(node) || node.args.some(arg => found.has(arg))) found.add(node)
  return found
}

/** One switch over plain numbers: every operation as `operate` defines it. */
// eslint-disable-next-line max-lines-per-function -- split, each instruction would cost a call
function execute(program: Program, r: Float64Array, tables: readonly (Int32Array | Float64Array)[]): void {
  const { code, pool } = program
  for (let p = 0; p < code.length; p += 4) {
    const out = code[p + 1] as number
    const x = code[p + 2] as number
    const y = code[p + 3] as number
    const a = r[x] as number
    const b = r[y] as number
    switch (code[p]) {
      case 0:
        r[out] = a + b
        break
      case 1:
        r[out] = a - b
        break
      case 2:
        r[out] = a > b ? a - b : 0
        break
      case 3:
        r[out] = a < b ? a : b
        break
      case 4:
        r[out] = a > b ? a : b
        break
      case 5:
        r[out] = a * b
        break
      case 6:
        r[out] = Math.floor((a + 5000) / 10000)
        break
      case 7:
        r[out] = b === 0 ? 0 : Math.floor((2 * a + b) / (2 * b))
        break
      case 8: {
        const s = r[pool[x] as number] as number
        const n = r[pool[x + 1] as number] as number
        const d = r[pool[x + 2] as number] as number
        r[out] = d === 0 ? 0 : Math.floor((2 * s * n + d) / (2 * d))
        break
      }
      case 9:
        r[out] = a <= b ? 1 : 0
        break
      case 10:
        r[out] = a === b ? 1 : 0
        break
      case 11:
        r[out] = (a & y) === 0 ? 0 : 1
        break
      case 12: {
        let all = 1
        for (let j = 0; j < y; j++)
          if (r[pool[x + j] as number] === 0) {
            all = 0
            break
          }
        r[out] = all
        break
      }
      case 13: {
        let any = 0
        for (let j = 0; j < y; j++)
          if (r[pool[x + j] as number] === 1) {
            any = 1
            break
          }
        r[out] = any
        break
      }
      case 14:
        r[out] = 1 - a
        break
      case 15:
        r[out] = r[(r[pool[x] as number] === 1 ? pool[x + 1] : pool[x + 2]) as number] as number
        break
      case 16: {
        let index = 0
        for (let j = 0; j < y; j++) index = index * (pool[x + 2 + 2 * j] as number) + (r[pool[x + 1 + 2 * j] as number] as number)
        r[out] = (tables[pool[x] as number] as Int32Array)[index] as number
        break
      }
    }
  }
}
