import { factSpec } from '../../src/facts/catalogue.ts'
import type { Pack } from './types.ts'

export const codesOf = (pack: Pack, fact: string): readonly string[] =>
  pack.derived?.find(derived => derived.id === fact)?.codes ?? factSpec(fact)?.codes ?? []

export function combinations(lists: readonly (readonly string[])[]): readonly string[] {
  const [first, ...rest] = lists
  if (first === undefined) return []
  if (rest.length === 0) return first
  return first.flatMap(code => combinations(rest).map(tail => `${code},${tail}`))
}
