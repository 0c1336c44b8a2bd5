import { CODES, type Instruction } from '../expression/readings/tape-program.ts'
import { BLOCK } from './block-execute.ts'

/** Beside those of a tape: whether two ids are the same. */
export const SAME = 19

/** For each code which of x, y and z are registers. */
const REGISTERS: Readonly<Record<number, readonly [boolean, boolean, boolean]>> = {
  [CODES.round]: [true, false, false],
  [CODES.not]: [true, false, false],
  [CODES.has]: [true, false, false],
  [CODES.load]: [true, false, false],
  [CODES.index]: [true, false, true],
  [CODES.select]: [true, true, true],
  [CODES.scale]: [true, true, true],
}
const TWO = [true, true, false] as const

export interface BlockProgram {
  readonly programs: readonly Int32Array[]
  /** Where a register that is pinned begins. */
  readonly at: (register: number) => number
  /** Numbers that all registers take. */
  readonly size: number
}

/**
 * Lists of instructions that run one after the other on the same registers. A register that is not pinned is given away after its last use:
 * so all of them stay in the processor's nearer caches.
 */
export function blockProgram(lists: readonly (readonly Instruction[])[], pinned: Iterable<number>): BlockProgram {
  const places = new Map<number, number>()
  let count = 0
  for (const register of pinned) if (!places.has(register)) places.set(register, BLOCK * count++)
  const kept = new Set(places.keys())
  const all = lists.flat()
  const last = new Map<number, number>()
  all.forEach((one, i) => one.reads.forEach(register => last.set(register, i)))
  const free: number[] = []
  let next = 0
  const emit = (one: Instruction): readonly number[] => {
    const [x, y, z] = REGISTERS[one.code] ?? TWO
    const at = (isRegister: boolean, value: number): number => (isRegister ? (places.get(value) ?? NaN) : value)
    const operands = [at(x, one.x), at(y, one.y), at(z, one.z)]
    // An operand read for the last time may give its place to the result: each row is read before it is written.
    for (const register of new Set(one.reads))
      if (!kept.has(register) && last.get(register) === next) free.push(places.get(register) ?? NaN)
    next += 1
    const place = places.get(one.out) ?? free.pop() ?? BLOCK * count++
    places.set(one.out, place)
    return [one.code, place, ...operands]
  }
  const programs = lists.map(list => Int32Array.from(list.flatMap(emit)))
  return { programs, at: register => places.get(register) ?? NaN, size: BLOCK * count }
}
