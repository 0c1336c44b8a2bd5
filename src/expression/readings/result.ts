/** What a run gives: line values l0, l1 … in the order asked for, the slots after the claim s0, s1 …, masks. Fen and ten-thousandths. */
export type RunResult = Readonly<Record<string, number>>

/** Flags to a mask: its number stays a small integer. */
export const MASK_BITS = 30

/** How many masks so many flags take. */
export const maskCount = (flags: number): number => Math.ceil(flags / MASK_BITS)

/** The mask in which a flag stands, and its bit there. */
export const maskWord = (flag: number): number => Math.floor(flag / MASK_BITS)
export const maskBit = (flag: number): number => flag % MASK_BITS

/** The lowest flag that is set in a mask, itself not 0, where `word` masks come before it. */
export const lowestFlag = (word: number, mask: number): number => word * MASK_BITS + 31 - Math.clz32(mask & -mask)

/** The indexes whose bits are set in a result's masks: of rules that fire (`f`), of findings (`n`). */
export function setBits(result: RunResult, key: 'f' | 'n', count: number): readonly number[] {
  const set: number[] = []
  for (let first = 0; first < count; first += MASK_BITS) {
    const mask = result[`${key}${String(first / MASK_BITS)}`] ?? 0
    for (let bit = 0; mask !== 0 && bit < MASK_BITS; bit++) if ((mask & (1 << bit)) !== 0) set.push(first + bit)
  }
  return set
}
