import type { Rule } from './rules.ts'

export interface Merged<T> {
  readonly value: T | undefined
  readonly conflict: boolean
}

/** Rules come by id in code unit order; where values conflict the first stands in, so that lines can be computed. */
export function unique<T>(rules: readonly Rule[], valueOf: (rule: Rule) => T, equal: (left: T, right: T) => boolean): Merged<T> {
  const values = rules.map(valueOf)
  const [first] = values
  return { value: first, conflict: first !== undefined && values.some(value => !equal(first, value)) }
}
