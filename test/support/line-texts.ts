import type { Random } from '../../src/facts/random.ts'

type Json = Record<string, unknown>

/** Keys of all objects in another order. */
const shuffled = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value)) return value.map(one => shuffled(one, random))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  for (let i = entries.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[entries[i], entries[j]] = [entries[j]!, entries[i]!]
  }
  return Object.fromEntries(entries.map(([key, part]) => [key, shuffled(part, random)]))
}

/** Amounts as JSON numbers, as other systems write them. */
const numbered = (text: string): string => text.replace(/"(\d+\.\d\d)"/g, '$1')

/** A claim whose person has the same other id in every claim: Chinese, with characters of four bytes, or with escapes. */
export function named(claim: Json): Json {
  const person = claim['person'] as Json
  const n = Number(String(person['id']).slice(1))
  const ids = [`张三${String(n)}`, `"${String(n)}\\`, `é😀${String(n)}`, person['id'], person['id']]
  return { ...claim, person: { ...person, id: ids[n % 5] } }
}

/** A claim as JSON in one of the ways in which it may be written. */
export function lineOf(claim: Json, random: Random): string {
  const order = random.chance(300) ? shuffled(claim, random) : claim
  switch (random.below(6)) {
    case 0:
      return JSON.stringify(order, null, 1).replaceAll('\n', ' ')
    case 1:
      return numbered(JSON.stringify(order))
    case 2:
      return ` ${JSON.stringify(order).replaceAll(',', ', ').replaceAll('":', '": ')}\t\r`
    case 3:
      return JSON.stringify(order).replace(/"(?:[^"\\]|\\.)*"/g, text => text.replaceAll('e', '\\u0065'))
    default:
      return JSON.stringify(order)
  }
}
