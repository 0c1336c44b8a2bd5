import type { Node } from '../expression/node.ts'
import { nodesBelow } from '../expression/sheet.ts'
import { ARITY, BACKSLASH, FIRST_DIGIT, LAST_DIGITS, MORE_DIGITS, OPS, type SheetRows } from './format.ts'

/** The nodes below some roots as rows; equal nodes of two sheets are one. */
export interface NodeRows extends Pick<SheetRows, 'kinds' | 'inputs' | 'ops' | 'args'> {
  /** The number of each node. */
  readonly numbers: ReadonlyMap<Node, number>
}

const LETTERS = new Map(Object.entries(OPS).map(([letter, op]) => [op, letter]))

/** Inputs come first, those used most before others: their numerals are the shortest. */
export function writeNodes(roots: readonly Node[]): NodeRows {
  const nodes = nodesBelow(roots)
  const uses = new Map<string, number>()
  for (const arg of nodes.flatMap(node => node.args)) if (isInput(arg)) uses.set(inputKey(arg), (uses.get(inputKey(arg)) ?? 0) + 1)
  const inputs = [...new Map(nodes.filter(isInput).map(node => [inputKey(node), node])).values()]
  inputs.sort((a, b) => (uses.get(inputKey(b)) ?? 0) - (uses.get(inputKey(a)) ?? 0) || (inputKey(a) < inputKey(b) ? -1 : 1))
  const kinds: SheetRows['kinds'][number][] = []
  const flat = inputs.flatMap(node => [kindOf(node, kinds), node.op === 'const' ? node.value : node.name])
  return { kinds, inputs: flat, ...writeOperations(nodes, new Map(inputs.map((node, i) => [inputKey(node), i]))) }
}

const isInput = (node: Node): boolean => node.args.length === 0

const inputKey = ({ op, type, name, value }: Node): string => `${op} ${type} ${op === 'const' ? String(value) : name}`

function kindOf({ op, type, lo, hi }: Node, kinds: SheetRows['kinds'][number][]): number {
  // The range of a constant is its value.
  const kind = op === 'const' ? ([op, type, 0, 0] as const) : ([op, type, lo, hi] as const)
  const at = kinds.findIndex(one => one.every((part, i) => part === kind[i]))
  return at < 0 ? kinds.push(kind) - 1 : at
}

function writeOperations(nodes: readonly Node[], inputs: ReadonlyMap<string, number>): Pick<NodeRows, 'ops' | 'args' | 'numbers'> {
  const numbers = new Map<Node, number>()
  const known = new Map<string, number>()
  let ops = ''
  let args = ''
  for (const node of nodes) {
    if (isInput(node)) {
      numbers.set(node, inputs.get(inputKey(node)) ?? 0)
      continue
    }
    const letter = LETTERS.get(node.op)
    if (letter === undefined) throw new RangeError(`a lowered pack has no ${node.op}`)
    const below = node.args.map(arg => numbers.get(arg) ?? 0)
    const key = `${letter} ${below.join(' ')} ${String(node.value)}`
    const number = known.get(key) ?? inputs.size + ops.length
    numbers.set(node, number)
    if (known.has(key)) continue
    known.set(key, number)
    ops += letter
    if (ARITY[node.op] === 0) args += numeral(below.length)
    args += below.map(at => numeral(at < inputs.size ? 2 * at : 2 * (number - at) - 1)).join('')
    if (node.op === 'has') args += numeral(node.value)
  }
  return { ops, args, numbers }
}

function numeral(value: number): string {
  let text = digit(value % LAST_DIGITS)
  for (let rest = Math.floor(value / LAST_DIGITS); rest > 0; rest = Math.floor(rest / MORE_DIGITS))
    text = digit(LAST_DIGITS + (rest % MORE_DIGITS)) + text
  return text
}

const digit = (value: number): string => String.fromCharCode(FIRST_DIGIT + value + (FIRST_DIGIT + value >= BACKSLASH ? 1 : 0))
