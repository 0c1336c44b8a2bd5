import { CODES, type Instruction } from '../expression/readings/tape-program.ts'
import { BLOCK, INSTRUCTION, type BlockMemory } from './block-execute.ts'

/** The instructions of a tape; whether two ids are the same; and two steps of a look-up in one. */
export const BLOCK_CODES = { ...CODES, same: 19, indexLoad: 20, indexIndex: 21 } as const

/** An operand: a register, or a number. */
type Operand = { readonly register: number } | { readonly number: number }

interface Step {
  readonly code: number
  readonly out: number
  readonly operands: readonly Operand[]
}

export interface BlockProgram {
  readonly programs: readonly Int32Array[]
  /** Which of the registers one that is pinned has become. */
  readonly at: (register: number) => number
  /** How many registers there are. */
  readonly size: number
}

/**
 * Lists of instructions that run one after the other on the same registers. A register that is not pinned is given away after its last use:
 * so all of them stay in the processor's nearer caches.
 */
export function blockProgram(lists: readonly (readonly Instruction[])[], pinned: Iterable<number>): BlockProgram {
  const places = new Map<number, number>()
  let count = 0
  for (const register of pinned) if (!places.has(register)) places.set(register, count++)
  const kept = new Set(places.keys())
  const steps = joined(lists, kept)
  const last = new Map<number, number>()
  steps.flat().forEach((one, i) => registersOf(one).forEach(register => last.set(register, i)))
  const free: number[] = []
  let next = 0
  const emit = (one: Step): readonly number[] => {
    const read = registersOf(one).map(register => places.get(register) ?? NaN)
    const numbers = one.operands.flatMap(operand => ('number' in operand ? [operand.number] : []))
    // An operand read for the last time may give its place to the result: each row is read before it is written.
    for (const register of new Set(registersOf(one)))
      if (!kept.has(register) && last.get(register) === next) free.push(places.get(register) ?? NaN)
    next += 1
    const place = places.get(one.out) ?? free.pop() ?? count++
    places.set(one.out, place)
    return [one.code, place, ...padded(read, 3), ...padded(numbers, INSTRUCTION - 5)]
  }
  const programs = steps.map(list => Int32Array.from(list.flatMap(emit)))
  return { programs, at: register => places.get(register) ?? NaN, size: count }
}

const padded = (numbers: readonly number[], length: number): readonly number[] => Array.from({ length }, (_, i) => numbers[i] ?? 0)

const registersOf = ({ operands }: Step): readonly number[] => operands.flatMap(one => ('register' in one ? [one.register] : []))

/** The lists as steps; an index that one look-up alone goes on from is joined with it. */
function joined(lists: readonly (readonly Instruction[])[], kept: ReadonlySet<number>): readonly (readonly Step[])[] {
  const uses = new Map<number, number>()
  for (const one of lists.flat()) for (const register of one.reads) uses.set(register, (uses.get(register) ?? 0) + 1)
  return lists.map(list => {
    const steps = new Map<number, Step>()
    for (const one of list) {
      const before = (one.code === CODES.load || one.code === CODES.index) && one.x !== one.z ? steps.get(one.x) : undefined
      const isJoined = before?.code === CODES.index && uses.get(one.x) === 1 && !kept.has(one.x)
      if (isJoined) steps.delete(one.x)
      steps.set(one.out, isJoined ? join(one, before.operands) : { code: one.code, out: one.out, operands: operandsOf(one) })
    }
    return [...steps.values()]
  })
}

function join({ code, out, y, z }: Instruction, [x, size, arg]: readonly Operand[]): Step {
  const [first, second, third] = [x, size, arg] as readonly [Operand, Operand, Operand]
  return code === CODES.load
    ? { code: BLOCK_CODES.indexLoad, out, operands: [first, { number: y }, second, third] }
    : { code: BLOCK_CODES.indexIndex, out, operands: [first, second, third, { number: y }, { register: z }] }
}

function operandsOf({ code, x, y, z }: Instruction): readonly Operand[] {
  const [a, b, c] = [x, y, z].map(register => ({ register })) as [Operand, Operand, Operand]
  switch (code) {
    case CODES.round:
    case CODES.not:
      return [a]
    case CODES.has:
    case CODES.load:
      return [a, { number: y }]
    case CODES.index:
      return [a, { number: y }, c]
    case CODES.select:
    case CODES.scale:
      return [a, b, c]
    default:
      return [a, b]
  }
}

/** Memory for a program, with these values in the registers of constants. */
export function newMemory(
  { size, at }: BlockProgram,
  constants: readonly { readonly register: number; readonly value: number }[],
  tables: Float64Array,
): BlockMemory {
  const numbers = new Float64Array(BLOCK * size)
  const registers = Array.from({ length: size }, (_, i) => numbers.subarray(BLOCK * i, BLOCK * (i + 1)))
  for (const { register, value } of constants) registers[at(register)]?.fill(value)
  return { registers, tables }
}
