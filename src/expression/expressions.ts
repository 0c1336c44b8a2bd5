import { halfUp } from '../base/rounding.ts'
import type { Node, NodeType, Op, TableData } from './node.ts'
import { ONE } from './node.ts'

interface Range {
  readonly lo: number
  readonly hi: number
}

const FLAG: Range = { lo: 0, hi: 1 }

/**
 * Junctions within junctions are flattened up to this many parts. Without an end to it a junction that grows rule by rule, as "any rule before
 * this one" does, would be written out again for each of thousands of rules.
 */
const WIDE = 64

/**
 * Makes the nodes of one sheet. Equal nodes are one object (hash-consed), constants are folded, and a node that might leave the safe
 * integers, or a rounding that might meet a negative, is refused when it is made: a RangeError, a fault of the lowering or of absurd bounds.
 */
export class Expressions {
  readonly #nodes = new Map<string, Node>()
  readonly zero = this.constant(0, 'money')
  readonly noRatio = this.constant(0, 'ratio')
  readonly one = this.constant(ONE, 'ratio')
  readonly no = this.constant(0, 'flag')
  readonly yes = this.constant(1, 'flag')

  get size(): number {
    return this.#nodes.size
  }

  constant(value: number, type: NodeType): Node {
    return this.#make('const', type, [], { lo: value, hi: value }, '', value)
  }

  flag(value: boolean): Node {
    return value ? this.yes : this.no
  }

  /** An input: a fact, a parameter left free, a slot of the state, or the sum of an item line. */
  input(op: 'fact' | 'parameter' | 'slot' | 'sum', name: string, type: NodeType, lo: number, hi: number): Node {
    return this.#make(op, type, [], { lo, hi }, name, 0)
  }

  add(a: Node, b: Node): Node {
    if (isConstant(a, 0)) return b
    if (isConstant(b, 0)) return a
    const type = sameType(a, b)
    if (a.op === 'const' && b.op === 'const') return this.constant(a.value + b.value, type)
    return this.#make('add', type, [a, b], { lo: a.lo + b.lo, hi: a.hi + b.hi })
  }

  addAll(nodes: readonly Node[], zero: Node): Node {
    return nodes.reduce((sum, node) => this.add(sum, node), zero)
  }

  /** max(0, a − b): the only difference of money. */
  less(a: Node, b: Node): Node {
    const type = sameType(a, b)
    if (isConstant(b, 0) && a.lo >= 0) return a
    if (a.hi <= b.lo || a === b) return this.constant(0, type)
    if (a.op === 'const' && b.op === 'const') return this.constant(Math.max(0, a.value - b.value), type)
    return this.#make('less', type, [a, b], { lo: Math.max(0, a.lo - b.hi), hi: Math.max(0, a.hi - b.lo) })
  }

  subtract(a: Node, b: Node): Node {
    const type = sameType(a, b)
    if (isConstant(b, 0)) return a
    if (a === b) return this.constant(0, type)
    if (a.op === 'const' && b.op === 'const') return this.constant(a.value - b.value, type)
    return this.#make('subtract', type, [a, b], { lo: a.lo - b.hi, hi: a.hi - b.lo })
  }

  min(a: Node, b: Node): Node {
    const type = sameType(a, b)
    if (a === b || a.hi <= b.lo) return a
    if (b.hi <= a.lo) return b
    return this.#make('min', type, [a, b], { lo: Math.min(a.lo, b.lo), hi: Math.min(a.hi, b.hi) })
  }

  max(a: Node, b: Node): Node {
    const type = sameType(a, b)
    if (a === b || a.lo >= b.hi) return a
    if (b.lo >= a.hi) return b
    return this.#make('max', type, [a, b], { lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) })
  }

  /** money × ratio, not yet rounded. */
  times(money: Node, ratio: Node): Node {
    wantType(money, 'money')
    wantType(ratio, 'ratio')
    const ends = [money.lo * ratio.lo, money.lo * ratio.hi, money.hi * ratio.lo, money.hi * ratio.hi]
    if (isConstant(ratio, 0) || isConstant(money, 0)) return this.constant(0, 'product')
    if (money.op === 'const' && ratio.op === 'const') return this.constant(money.value * ratio.value, 'product')
    return this.#make('times', 'product', [money, ratio], { lo: Math.min(...ends), hi: Math.max(...ends) })
  }

  /** A product as money, half-up to the fen. */
  round(product: Node): Node {
    wantType(product, 'product')
    notNegative(product)
    if (product.op === 'const') return this.constant(halfUp(product.value, ONE), 'money')
    return this.#make('round', 'money', [product], { lo: halfUp(product.lo, ONE), hi: halfUp(product.hi, ONE) })
  }

  /** product ÷ ratio as money, half-up to the fen; 0 where the ratio is 0. */
  divide(product: Node, ratio: Node): Node {
    wantType(product, 'product')
    wantType(ratio, 'ratio')
    notNegative(product)
    notNegative(ratio)
    if (isConstant(ratio, 0)) return this.constant(0, 'money')
    if (product.op === 'const' && ratio.op === 'const') return this.constant(halfUp(product.value, ratio.value), 'money')
    safe('divide', 2 * product.hi + ratio.hi)
    return this.#make('divide', 'money', [product, ratio], { lo: 0, hi: halfUp(product.hi, Math.max(1, ratio.lo)) })
  }

  /** ratio × numerator ÷ denominator, half-up to four decimals; 0 where the denominator is 0. */
  scale(ratio: Node, numerator: Node, denominator: Node): Node {
    for (const node of [ratio, numerator, denominator]) {
      wantType(node, 'ratio')
      notNegative(node)
    }
    if (isConstant(denominator, 0) || isConstant(ratio, 0) || isConstant(numerator, 0)) return this.noRatio
    if (numerator === denominator && denominator.lo > 0) return ratio
    if (ratio.op === 'const' && numerator.op === 'const' && denominator.op === 'const')
      return this.constant(halfUp(ratio.value * numerator.value, denominator.value), 'ratio')
    return this.#make('scale', 'ratio', [ratio, numerator, denominator], {
      lo: 0,
      hi: halfUp(ratio.hi * numerator.hi, Math.max(1, denominator.lo)),
    })
  }

  le(a: Node, b: Node): Node {
    sameType(a, b)
    if (a === b || a.hi <= b.lo) return this.yes
    if (a.lo > b.hi) return this.no
    return this.#make('le', 'flag', [a, b], FLAG)
  }

  eq(a: Node, b: Node): Node {
    const type = sameType(a, b)
    if (a === b) return this.yes
    if (a.hi < b.lo || b.hi < a.lo) return this.no
    if (a.lo === a.hi && b.lo === b.hi) return this.yes
    if (type === 'flag') {
      if (a.op === 'const') return a.value === 1 ? b : this.not(b)
      if (b.op === 'const') return b.value === 1 ? a : this.not(a)
    }
    return a.n > b.n ? this.#make('eq', 'flag', [b, a], FLAG) : this.#make('eq', 'flag', [a, b], FLAG)
  }

  /** Whether two ids are the same; false if either is absent. */
  same(a: Node, b: Node): Node {
    wantType(a, 'id')
    wantType(b, 'id')
    // A constant id is a number, of which 0 stands for an absent one.
    if (isConstant(a, 0) || isConstant(b, 0)) return this.no
    return a.n > b.n ? this.#make('same', 'flag', [b, a], FLAG) : this.#make('same', 'flag', [a, b], FLAG)
  }

  /** Whether the set has the code of this bit. */
  has(set: Node, bit: number): Node {
    if (set.op === 'const') return this.flag((set.value & (2 ** bit)) !== 0)
    return this.#make('has', 'flag', [set], FLAG, '', bit)
  }

  not(a: Node): Node {
    wantType(a, 'flag')
    if (a.op === 'const') return this.flag(a.value === 0)
    if (a.op === 'not' && a.args[0] !== undefined) return a.args[0]
    return this.#make('not', 'flag', [a], FLAG)
  }

  and(...flags: readonly Node[]): Node {
    return this.#junction('and', flags, this.yes, this.no)
  }

  or(...flags: readonly Node[]): Node {
    return this.#junction('or', flags, this.no, this.yes)
  }

  select(flag: Node, a: Node, b: Node): Node {
    wantType(flag, 'flag')
    const type = sameType(a, b)
    if (flag === this.yes || a === b) return a
    if (flag === this.no) return b
    if (flag.op === 'not' && flag.args[0] !== undefined) return this.select(flag.args[0], b, a)
    if (type === 'flag') return this.or(this.and(flag, a), this.and(this.not(flag), b))
    return this.#make('select', type, [flag, a, b], { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) })
  }

  table(type: NodeType, args: readonly Node[], table: TableData, lo: number, hi: number): Node {
    const key = `table ${type} ${String(table.id)} ${args.map(arg => arg.n).join(' ')}`
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    const node: Node = { n: this.#nodes.size, op: 'table', type, args, name: '', value: 0, lo, hi, table }
    this.#nodes.set(key, node)
    return node
  }

  #junction(op: 'and' | 'or', flags: readonly Node[], neutral: Node, absorbing: Node): Node {
    const parts = new Set<Node>()
    for (const flag of flags) {
      wantType(flag, 'flag')
      if (flag === absorbing) return absorbing
      if (flag === neutral) continue
      for (const part of flag.op === op && flag.args.length <= WIDE ? flag.args : [flag]) parts.add(part)
    }
    for (const part of parts) if (part.op === 'not' && part.args[0] !== undefined && parts.has(part.args[0])) return absorbing
    const list = [...parts].sort((a, b) => a.n - b.n)
    const [first] = list
    if (first === undefined) return neutral
    return list.length === 1 ? first : this.#make(op, 'flag', list, FLAG)
  }

  #make(op: Op, type: NodeType, args: readonly Node[], range: Range, name = '', value = 0): Node {
    safe(op, Math.max(Math.abs(range.lo), Math.abs(range.hi)))
    let key = `${op} ${type} ${name} ${String(value)}`
    for (const arg of args) key += ` ${String(arg.n)}`
    if (op === 'fact') key += ` ${String(range.lo)} ${String(range.hi)}`
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    const node: Node = { n: this.#nodes.size, op, type, args, name, value, lo: range.lo, hi: range.hi }
    this.#nodes.set(key, node)
    return node
  }
}

const isConstant = (node: Node, value: number): boolean => node.op === 'const' && node.value === value

function sameType(a: Node, b: Node): NodeType {
  if (a.type !== b.type) throw new TypeError(`types differ: ${a.type}, ${b.type}`)
  return a.type
}

function wantType(node: Node, type: NodeType): void {
  if (node.type !== type) throw new TypeError(`wanted ${type}, got ${node.type}`)
}

function notNegative(node: Node): void {
  if (node.lo < 0) throw new RangeError(`${node.op} may be negative where it is rounded`)
}

function safe(op: string, magnitude: number): void {
  if (magnitude > Number.MAX_SAFE_INTEGER) throw new RangeError(`${op} may leave the safe integers (${String(magnitude)})`)
}
