import type { Node } from '../expression/node.ts'
import { ARITY, BACKSLASH, FIRST_DIGIT, LAST_DIGITS, MORE_DIGITS, OPS, type SheetRows } from './format.ts'

const FLAGS = 'qeih&|n'

/** Reads numerals one after the other. */
function numerals(text: string): () => number {
  let at = 0
  return () => {
    for (let more = 0; ; ) {
      if (at >= text.length) throw new RangeError('a numeral is missing')
      const code = text.charCodeAt(at++)
      const digit = code - FIRST_DIGIT - (code > BACKSLASH ? 1 : 0)
      if (digit < LAST_DIGITS) return more * LAST_DIGITS + digit
      more = more * MORE_DIGITS + digit - LAST_DIGITS
    }
  }
}

/**
 * The nodes of a lowered pack as plain objects, ready to be walked: nothing is folded or shared anew, and operations have no range. Throws a
 * RangeError for rows that are damaged.
 */
export function readNodes({ kinds, inputs, ops, args }: SheetRows): readonly Node[] {
  const nodes: Node[] = []
  for (let i = 0; i < inputs.length; i += 2) {
    const [op, type, lo, hi] = kinds[inputs[i] as number] as SheetRows['kinds'][number]
    const given = inputs[i + 1] as number | string
    const isConst = op === 'const'
    nodes.push({
      n: nodes.length,
      op,
      type,
      args: [],
      name: isConst ? '' : String(given),
      value: isConst ? Number(given) : 0,
      lo,
      hi,
    })
  }
  const count = nodes.length
  const next = numerals(args)
  const argument = (): Node => {
    const numeral = next()
    const node = nodes[numeral % 2 === 0 ? numeral / 2 : nodes.length - (numeral + 1) / 2]
    if (node === undefined || (numeral % 2 === 0 && node.n >= count)) throw new RangeError('no such node')
    return node
  }
  for (const letter of ops) {
    const op = OPS[letter]
    if (op === undefined) throw new RangeError('no such operation')
    const arity = ARITY[op] ?? 2
    const below: Node[] = []
    for (let rest = arity === 0 ? next() : arity; rest > 0; rest--) below.push(argument())
    const type = FLAGS.includes(letter) ? 'flag' : (below.at(-1) as Node).type
    nodes.push({ n: nodes.length, op, type, args: below, name: '', value: op === 'has' ? next() : 0, lo: 0, hi: 0 })
  }
  return nodes
}
