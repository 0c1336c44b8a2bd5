/** A seeded source of 32-bit integers: the same seed gives the same run on every machine. */
export interface Random {
  /** An integer from 0 to `bound` − 1; `bound` at most 2^32. */
  below(bound: number): number
  /** True `share` times in a thousand. */
  chance(share: number): boolean
  pick<T>(list: readonly [T, ...(readonly T[])]): T
}

/** Mixes two integers into one seed. */
export function mixSeed(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

export function randomOf(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (bound: number): number => next() % bound
  return { below, chance: share => below(1000) < share, pick: list => list[below(list.length)] ?? list[0] }
}
