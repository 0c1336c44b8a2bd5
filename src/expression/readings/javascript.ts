import type { Node, TableValues } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { countUses, nodesBelow } from '../sheet.ts'
import { factKey, isItemFact, slotKey } from './record.ts'
import { marked, templateOf, type Template } from './template.ts'

/**
 * A sheet as the text of one straight-line function `settle(claim)`, its numbers and tables left open. It holds catalogue paths, numbers and
 * own counters only, never a pack's text. A node used more than once is a `const`; item lines run in one loop, with what does not depend on
 * the item outside of it.
 */
export function javaScript(outputs: Outputs): Template {
  return new Printer(outputs).print()
}

class Printer {
  readonly #outputs: Outputs
  readonly #slots: ReadonlyMap<string, number>
  readonly #names = new Map<Node, string>()
  readonly #numbers: number[] = []
  readonly #tables: TableValues[] = []
  readonly #uses: ReadonlyMap<Node, number>
  readonly #perItem = new Map<Node, boolean>()
  readonly #sums: readonly Node[]
  readonly #itemRoots: readonly Node[]
  /** Flags that tables are indexed by: their names hold 0 or 1. */
  readonly #indexes = new Set<Node>()
  readonly #prefixUses = new Map<string, number>()
  readonly #prefixNames = new Map<string, string>()
  #prefixCount = 0
  #indent = '  '
  #pending = ''

  constructor(outputs: Outputs) {
    this.#outputs = outputs
    this.#slots = new Map(outputs.slotIds.map((id, i) => [id, i]))
    const roots = outputRoots(outputs)
    this.#sums = nodesBelow(roots).filter(node => node.op === 'sum')
    this.#itemRoots = this.#sums.map(sum => {
      const root = outputs.items.get(sum.name)
      if (root === undefined) throw new RangeError(`no item line ${sum.name}`)
      return root
    })
    this.#uses = countUses([...roots, ...this.#itemRoots])
    for (const node of nodesBelow([...roots, ...this.#itemRoots]))
      if (node.op === 'table')
        node.args.forEach((arg, i) => {
          if (arg.type === 'flag') this.#indexes.add(arg)
          const prefix = prefixKey(node, i)
          this.#prefixUses.set(prefix, (this.#prefixUses.get(prefix) ?? 0) + 1)
        })
  }

  print(): Template {
    const itemNodes = nodesBelow(this.#itemRoots)
    const hoisted = this.#lets(itemNodes.filter(node => !this.#isPerItem(node)))
    const loop = this.#loop(itemNodes.filter(node => this.#isPerItem(node)))
    const body = this.#lets(nodesBelow(outputRoots(this.#outputs)))
    const guards = this.#outputs.guards.map(guard => this.#flag(guard))
    const fail = guards.length === 0 ? '' : `  if (${guards.join(' || ')}) return fail(claim)\n`
    const result = this.#result().join(', ')
    const head = `  const c = claim.facts, s = claim.state\n`
    return templateOf(`${head}${hoisted}${loop}${body}${this.#pending}${fail}  return { ${result} }\n`, this.#numbers, this.#tables)
  }

  #loop(nodes: readonly Node[]): string {
    if (this.#sums.length === 0) return ''
    const totals = this.#sums.map((_, i) => `t${String(i)}`)
    this.#sums.forEach((sum, i) => this.#names.set(sum, totals[i] ?? ''))
    this.#indent = '    '
    const outside = new Set(this.#prefixNames.keys())
    const lets = this.#lets(nodes)
    const adds = this.#itemRoots.map((root, i) => `    ${totals[i] ?? ''} += ${this.#number(root)}\n`)
    const body = `${lets}${this.#pending}${adds.join('')}`
    this.#pending = ''
    this.#indent = '  '
    // An index named within the loop has no name after it.
    for (const prefix of this.#prefixNames.keys()) if (!outside.has(prefix)) this.#prefixNames.delete(prefix)
    const start = `  let ${totals.map(total => `${total} = 0`).join(', ')}\n  const items = claim.items\n`
    return `${start}  for (let k = 0; k < items.length; k++) {\n    const i = items[k]\n${body}  }\n`
  }

  /** Names for the nodes used more than once, or twice within one expression (min, max, less). */
  #lets(nodes: readonly Node[]): string {
    const twice = new Set(nodes.flatMap(node => (['min', 'max', 'less', 'divide', 'scale'].includes(node.op) ? node.args : [])))
    let text = ''
    for (const node of nodes) {
      if (node.op === 'const' || node.op === 'sum' || this.#names.has(node)) continue
      if ((this.#uses.get(node) ?? 0) < 2 && !twice.has(node)) continue
      const name = `v${String(this.#names.size)}`
      const value = this.#indexes.has(node) ? this.#number(node) : this.#expression(node)
      text += `${this.#pending}${this.#indent}const ${name} = ${value}\n`
      this.#pending = ''
      this.#names.set(node, name)
    }
    return text
  }

  #result(): readonly string[] {
    const { lines, slots, masks } = this.#outputs
    return [
      ...lines.map((node, i) => `l${String(i)}: ${this.#number(node)}`),
      ...slots.map((node, i) => `s${String(i)}: ${this.#number(node)}`),
      ...masks.map(mask => `${mask.key}: ${this.#number(mask.node)}`),
    ]
  }

  /** Flags that are numbers already: facts, tables, and names that hold 0 or 1. */
  #isNumber(node: Node): boolean {
    return node.type !== 'flag' || node.op === 'fact' || node.op === 'table' || (this.#indexes.has(node) && this.#names.has(node))
  }

  #number(node: Node): string {
    if (this.#isNumber(node)) return this.#ref(node)
    if (node.op === 'const') return String(node.value)
    return `(${this.#flag(node)} ? 1 : 0)`
  }

  #flag(node: Node): string {
    if (node.op === 'const') return node.value === 1 ? 'true' : 'false'
    return this.#isNumber(node) ? `(${this.#ref(node)} === 1)` : this.#ref(node)
  }

  #ref(node: Node): string {
    return this.#names.get(node) ?? this.#expression(node)
  }

  #expression(node: Node): string {
    const a = (i: number): string => this.#ref(node.args[i] as Node)
    switch (node.op) {
      case 'const':
        return this.#constant(node)
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
    const number = this.#tables.push(node.table.data) - 1
    return marked.table(number, this.#index(node, node.args.length - 1))
  }

  /** Codes are counted by the sheet and flags are structure; every other number may be another one in the next locality. */
  #constant(node: Node): string {
    if (node.type === 'flag' || node.type.startsWith('code:')) return String(node.value)
    return marked.number(this.#numbers.push(node.value) - 1)
  }

  /** The mixed-radix index of the arguments up to the last-th; one that several tables share gets a name. */
  #index(node: Node, last: number): string {
    const arg = node.args[last] as Node
    if (last === 0) return this.#number(arg)
    const key = prefixKey(node, last)
    const known = this.#prefixNames.get(key)
    if (known !== undefined) return known
    const text = `((${this.#index(node, last - 1)} * ${String(node.table?.sizes[last])} + ${this.#number(arg)}) | 0)`
    if ((this.#prefixUses.get(key) ?? 0) < 2) return text
    const name = `x${String(this.#prefixCount++)}`
    this.#prefixNames.set(key, name)
    this.#pending += `${this.#indent}const ${name} = ${text}\n`
    return name
  }

  #isPerItem(node: Node): boolean {
    const known = this.#perItem.get(node)
    if (known !== undefined) return known
    const perItem = isItemFact(node) || node.args.some(arg => this.#isPerItem(arg))
    this.#perItem.set(node, perItem)
    return perItem
  }
}

const prefixKey = (node: Node, last: number): string =>
  node.args
    .slice(0, last + 1)
    .map((arg, i) => `${String(arg.n)}*${String(node.table?.sizes[i])}`)
    .join()
