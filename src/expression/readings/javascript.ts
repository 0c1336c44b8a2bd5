import type { Node } from '../node.ts'
import { countUses, nodesBelow, type Sheet } from '../sheet.ts'
import { factKey, isItemFact, slotIndexes, slotKey } from './record.ts'

/** Flags as bits of one number, the first flag the lowest bit. */
export interface Mask {
  readonly key: `${'f' | 'n'}${number}`
  readonly flags: readonly Node[]
}

/** What a generated function returns for each claim. */
export interface Outputs {
  /** Nodes of the lines wanted; result keys l0, l1, … */
  readonly lines: readonly Node[]
  /** Result keys s0, s1, …: the slots after the claim. */
  readonly slots: readonly Node[]
  /** Masks of at most 30 flags each. */
  readonly masks: readonly Mask[]
  /** Flags that make the function call `fail` instead of answering. */
  readonly guards: readonly Node[]
}

export interface JavaScriptSource {
  readonly text: string
  readonly tables: readonly (Int32Array | Float64Array)[]
}

/**
 * A sheet as the text of one straight-line function `settle(claim)`. It holds catalogue paths, numbers and own counters only, never a
 * pack's text. A node used more than once is a `const`; item lines run in one loop, with what does not depend on the item outside of it.
 */
export function javaScript(sheet: Sheet, outputs: Outputs): JavaScriptSource {
  return new Printer(sheet, outputs).print()
}

class Printer {
  readonly #outputs: Outputs
  readonly #itemLines: ReadonlyMap<string, Node>
  readonly #slots: ReadonlyMap<string, number>
  readonly #names = new Map<Node, string>()
  readonly #tables: (Int32Array | Float64Array)[] = []
  readonly #tableNames = new Map<number, string>()
  readonly #uses: ReadonlyMap<Node, number>
  readonly #perItem = new Map<Node, boolean>()
  readonly #sums: readonly Node[]

  constructor(sheet: Sheet, outputs: Outputs) {
    this.#outputs = outputs
    this.#itemLines = new Map(sheet.items.map(item => [item.id, item.node]))
    this.#slots = slotIndexes(sheet)
    const roots = this.#roots()
    this.#sums = nodesBelow(roots).filter(node => node.op === 'sum')
    this.#uses = countUses([...roots, ...this.#itemRoots()])
  }

  print(): JavaScriptSource {
    const itemNodes = nodesBelow(this.#itemRoots())
    const hoisted = this.#lets(
      itemNodes.filter(node => !this.#isPerItem(node)),
      '  ',
    )
    const loop = this.#loop(itemNodes.filter(node => this.#isPerItem(node)))
    const body = this.#lets(nodesBelow(this.#roots()), '  ')
    const guards = this.#outputs.guards.map(guard => this.#flag(guard))
    const fail = guards.length === 0 ? '' : `  if (${guards.join(' || ')}) return fail(claim)\n`
    const result = this.#result().join(', ')
    const consts = this.#tables.map((_, i) => `const T${String(i)} = tables[${String(i)}]\n`).join('')
    const head = `'use strict'\n${consts}return function settle(claim) {\n  const c = claim.facts, s = claim.state\n`
    const text = `${head}${hoisted}${loop}${body}${fail}  return { ${result} }\n}`
    return { text, tables: this.#tables }
  }

  #roots(): readonly Node[] {
    const { lines, slots, masks, guards } = this.#outputs
    return [...lines, ...slots, ...masks.flatMap(mask => mask.flags), ...guards]
  }

  #itemRoots(): readonly Node[] {
    return this.#sums.map(sum => {
      const root = this.#itemLines.get(sum.name)
      if (root === undefined) throw new RangeError(`no item line ${sum.name}`)
      return root
    })
  }

  #loop(nodes: readonly Node[]): string {
    if (this.#sums.length === 0) return ''
    const totals = this.#sums.map(sum => `t${String(sum.n)}`)
    this.#sums.forEach((sum, i) => this.#names.set(sum, totals[i] ?? ''))
    const lets = this.#lets(nodes, '    ')
    const adds = this.#itemRoots().map((root, i) => `    ${totals[i] ?? ''} += ${this.#number(root)}\n`)
    const start = `  let ${totals.map(total => `${total} = 0`).join(', ')}\n  const items = claim.items\n`
    return `${start}  for (let k = 0; k < items.length; k++) {\n    const i = items[k]\n${lets}${adds.join('')}  }\n`
  }

  /** Names for the nodes used more than once, or twice within one expression (min, max, less). */
  #lets(nodes: readonly Node[], indent: string): string {
    const twice = new Set(nodes.flatMap(node => (['min', 'max', 'less', 'divide', 'scale'].includes(node.op) ? node.args : [])))
    let text = ''
    for (const node of nodes) {
      if (node.op === 'const' || node.op === 'sum' || this.#names.has(node)) continue
      if ((this.#uses.get(node) ?? 0) < 2 && !twice.has(node)) continue
      const name = `v${String(node.n)}`
      text += `${indent}const ${name} = ${this.#expression(node)}\n`
      this.#names.set(node, name)
    }
    return text
  }

  #result(): readonly string[] {
    const { lines, slots, masks } = this.#outputs
    return [
      ...lines.map((node, i) => `l${String(i)}: ${this.#number(node)}`),
      ...slots.map((node, i) => `s${String(i)}: ${this.#number(node)}`),
      ...masks.map(mask => `${mask.key}: ${this.#mask(mask.flags)}`),
    ]
  }

  /** A mask that is one table already (of fired rules) is read as it is. */
  #mask(flags: readonly Node[]): string {
    const [only] = flags
    if (flags.length === 1 && only !== undefined && only.type !== 'flag') return this.#number(only)
    return flags.map((flag, bit) => `(${this.#flag(flag)} ? ${String(2 ** bit)} : 0)`).join(' | ') || '0'
  }

  #number(node: Node): string {
    return node.type === 'flag' && node.op !== 'fact' ? `(${this.#flag(node)} ? 1 : 0)` : this.#ref(node)
  }

  #flag(node: Node): string {
    if (node.op === 'const') return node.value === 1 ? 'true' : 'false'
    return node.op === 'fact' ? `(${this.#ref(node)} === 1)` : this.#ref(node)
  }

  #ref(node: Node): string {
    return this.#names.get(node) ?? this.#expression(node)
  }

  #expression(node: Node): string {
    const a = (i: number): string => this.#ref(node.args[i] as Node)
    switch (node.op) {
      case 'const':
        return node.value < 0 ? `(${String(node.value)})` : String(node.value)
      case 'fact':
        return `${isItemFact(node) ? 'i' : 'c'}.${factKey(node.name)}`
      case 'slot':
        return `s.${slotKey(this.#slots.get(node.name) ?? 0)}`
      case 'add':
        return `(${a(0)} + ${a(1)})`
      case 'subtract':
        return `(${a(0)} - ${a(1)})`
      case 'less':
        return `(${a(0)} > ${a(1)} ? ${a(0)} - ${a(1)} : 0)`
      case 'min':
        return `(${a(0)} < ${a(1)} ? ${a(0)} : ${a(1)})`
      case 'max':
        return `(${a(0)} > ${a(1)} ? ${a(0)} : ${a(1)})`
      case 'times':
        return `(${a(0)} * ${a(1)})`
      case 'round':
        return `Math.floor((${a(0)} + 5000) / 10000)`
      case 'divide':
        return `(${a(1)} === 0 ? 0 : Math.floor((2 * ${a(0)} + ${a(1)}) / (2 * ${a(1)})))`
      case 'scale':
        return `(${a(2)} === 0 ? 0 : Math.floor((2 * ${a(0)} * ${a(1)} + ${a(2)}) / (2 * ${a(2)})))`
      case 'select':
        return `(${this.#flag(node.args[0] as Node)} ? ${a(1)} : ${a(2)})`
      case 'table':
        return this.#table(node)
      default:
        return this.#condition(node)
    }
  }

  #condition(node: Node): string {
    const a = (i: number): string => this.#ref(node.args[i] as Node)
    const n = (i: number): string => this.#number(node.args[i] as Node)
    switch (node.op) {
      case 'le':
        return `(${a(0)} <= ${a(1)})`
      case 'eq':
        return `(${n(0)} === ${n(1)})`
      case 'same':
        return `(${a(0)} !== '' && ${a(0)} === ${a(1)})`
      case 'has':
        return `((${a(0)} & ${String(2 ** node.value)}) !== 0)`
      case 'not':
        return `!${this.#flag(node.args[0] as Node)}`
      case 'and':
        return `(${node.args.map(arg => this.#flag(arg)).join(' && ')})`
      case 'or':
        return `(${node.args.map(arg => this.#flag(arg)).join(' || ')})`
      default:
        throw new TypeError(`${node.op} ${node.name} cannot be said in JavaScript: lower the sheet with bound parameters`)
    }
  }

  #table(node: Node): string {
    if (node.table === undefined) throw new TypeError('a table node without a table')
    const { id, sizes, data } = node.table
    const name = this.#tableNames.get(id) ?? `T${String(this.#tables.push(data) - 1)}`
    this.#tableNames.set(id, name)
    const index = node.args.reduce(
      (text, arg, i) => (i === 0 ? this.#number(arg) : `(${text} * ${String(sizes[i])} + ${this.#number(arg)})`),
      '',
    )
    return node.type === 'flag' ? `(${name}[${index}] === 1)` : `${name}[${index}]`
  }

  #isPerItem(node: Node): boolean {
    const known = this.#perItem.get(node)
    if (known !== undefined) return known
    const perItem = isItemFact(node) || node.args.some(arg => this.#isPerItem(arg))
    this.#perItem.set(node, perItem)
    return perItem
  }
}
