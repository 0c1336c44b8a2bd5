import type { Node, TableValues } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { inOrder, regionsOf, type Region } from '../passes/regions.ts'
import { countUses, nodesBelow } from '../sheet.ts'
import type { CodeForm, CodeResults } from './code-form.ts'
import { isItemFact } from './record.ts'
import { roundedText } from './rounded-text.ts'
import { marked, templateOf, type Template } from './template.ts'

/**
 * A sheet as straight-line text, its numbers and tables left open. It holds catalogue paths, numbers and own counters only, never a pack's
 * text. A node used more than once is a `const`; item lines run in one loop, with what does not depend on the item outside of it.
 */
export const printCode = (outputs: Outputs, form: CodeForm): Template => new Printer(outputs, form).print()

class Printer {
  readonly #outputs: Outputs
  readonly #form: CodeForm
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
  #prefixNames = new Map<string, string>()
  #prefixCount = 0
  #count = 0
  readonly #twice: ReadonlySet<Node>
  #indent = '  '
  #pending = ''

  constructor(outputs: Outputs, form: CodeForm) {
    this.#outputs = outputs
    this.#form = form
    this.#slots = new Map(outputs.slotIds.map((id, i) => [id, i]))
    const roots = outputRoots(outputs)
    this.#sums = nodesBelow(roots).filter(node => node.op === 'sum')
    this.#itemRoots = this.#sums.map(sum => {
      const root = outputs.items.get(sum.name)
      if (root === undefined) throw new RangeError(`no item line ${sum.name}`)
      return root
    })
    this.#uses = countUses([...roots, ...this.#itemRoots])
    const all = nodesBelow([...roots, ...this.#itemRoots])
    this.#twice = new Set(all.flatMap(node => (['min', 'max', 'less', 'divide', 'scale'].includes(node.op) ? node.args : [])))
    for (const node of all)
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
    const body = this.#body()
    const end = this.#form.end(this.#results())
    return templateOf(`${this.#form.head}${hoisted}${loop}${body}${this.#pending}${end}`, this.#numbers, this.#tables)
  }

  /** What is worked out once for a claim, after its items. */
  #body(): string {
    const roots = outputRoots(this.#outputs)
    const order = nodesBelow(roots)
    if (this.#form.skips !== true) return this.#lets(order)
    const left = order.filter(node => !this.#names.has(node))
    const regions = regionsOf(this.#outputs.expressions, left, new Set(roots))
    return (inOrder(left, regions) ?? left)
      .map(one =>
        'gate' in one
          ? this.#region(one, left)
          : this.#lets(
              [one],
              regions.some(({ gate }) => gate === one),
            ),
      )
      .join('')
  }

  /** A region as a block: its exits are 0 before it. */
  #region({ gate, inside, exits }: Region, order: readonly Node[]): string {
    const start = this.#pending
    this.#pending = ''
    const outside = new Map(this.#prefixNames)
    const names = exits.map(() => `v${String(this.#count++)}`)
    const parts: string[] = []
    for (const node of order) {
      if (!inside.has(node)) continue
      const exit = exits.indexOf(node)
      if (exit < 0) parts.push(this.#lets([node]))
      else {
        const value = this.#number(node)
        parts.push(`${this.#pending}${this.#indent}${names[exit] ?? ''} = ${value}\n`)
        this.#pending = ''
        this.#names.set(node, names[exit] ?? '')
      }
    }
    this.#prefixNames = outside
    const before = names.length === 0 ? '' : `  let ${names.map(name => `${name} = 0`).join(', ')}\n`
    return `${start}${before}  if (${this.#ref(gate)} > 0) {\n${parts.join('')}  }\n`
  }

  #loop(nodes: readonly Node[]): string {
    if (this.#sums.length === 0) return ''
    const totals = this.#sums.map((_, i) => `t${String(i)}`)
    this.#sums.forEach((sum, i) => this.#names.set(sum, totals[i] ?? ''))
    this.#indent = '    '
    const outside = new Map(this.#prefixNames)
    const lets = this.#lets(nodes)
    const adds = this.#itemRoots.map((root, i) => `    ${totals[i] ?? ''} += ${this.#number(root)}\n`)
    const body = `${lets}${this.#pending}${adds.join('')}`
    this.#pending = ''
    this.#indent = '  '
    // What is named within the loop is not to be seen after it.
    this.#prefixNames = outside
    return `  let ${totals.map(total => `${total} = 0`).join(', ')}\n${this.#form.items}${body}  }\n`
  }

  /** Names for the nodes used more than once, or twice within one expression (min, max, less). */
  #lets(nodes: readonly Node[], always = false): string {
    let text = ''
    for (const node of nodes) {
      if (node.op === 'const' || node.op === 'sum' || this.#names.has(node)) continue
      if (!always && (this.#uses.get(node) ?? 0) < 2 && !this.#twice.has(node)) continue
      const name = `v${String(this.#count++)}`
      const value = this.#indexes.has(node) ? this.#number(node) : this.#expression(node)
      text += `${this.#pending}${this.#indent}const ${name} = ${value}\n`
      this.#pending = ''
      this.#names.set(node, name)
    }
    return text
  }

  #results(): CodeResults {
    const { lines, slots, masks, guards } = this.#outputs
    return {
      guards: guards.map(guard => this.#flag(guard)),
      lines: lines.map(node => this.#number(node)),
      slots: slots.map(node => this.#number(node)),
      masks: masks.map(({ key, node }) => ({ key, text: this.#number(node) })),
    }
  }

  /** Flags that are numbers already: facts, tables, and names that hold 0 or 1. */
  #isNumber(node: Node): boolean {
    return node.type !== 'flag' || node.op === 'fact' || node.op === 'table' || (this.#indexes.has(node) && this.#names.has(node))
  }

  #number(node: Node): string {
    if (this.#isNumber(node)) return this.#ref(node)
    if (node.op === 'const') return String(node.value)
    if (this.#names.has(node)) return `(${this.#ref(node)} ? 1 : 0)`
    return this.#bit(node) ?? `(${this.#flag(node)} ? 1 : 0)`
  }

  /** A comparison as 0 or 1 without a branch, which claims of all kinds would have mispredicted. */
  #bit(node: Node): string | undefined {
    const a = (i: number): string => this.#ref(node.args[i] as Node)
    if (node.op === 'le' || node.op === 'eq') return `(${this.#condition(node)} | 0)`
    if (node.op === 'has') return `((${a(0)} >> ${String(node.value)}) & 1)`
    // Texts are compared one after the other, and only where they must be.
    return node.op === 'same' && this.#form.absent === '0' ? `((${a(0)} !== 0) & (${a(0)} === ${a(1)}))` : undefined
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
        return isItemFact(node) ? this.#form.itemFact(node.name) : this.#form.fact(node.name)
      case 'slot':
        return this.#form.slot(this.#slots.get(node.name) ?? 0)
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
        return roundedText(node.args[0] as Node, a(0))
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
        return `(${a(0)} !== ${this.#form.absent} && ${a(0)} === ${a(1)})`
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
