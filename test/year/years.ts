import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { PACKS } from '../support/packs.ts'

export type ClaimJson = Readonly<Record<string, unknown>> & { readonly id: string }

const packs = new Map<string, FullPolicy>()

/** A pack that every reading agrees on, opened once. */
export function policyOf(name: string): FullPolicy {
  const found = packs.get(name) ?? open(name)
  packs.set(name, found)
  return found
}

function open(name: string): FullPolicy {
  const pack = PACKS.find(one => one.name === name)
  if (pack === undefined) throw new Error(`no pack ${name}`)
  return openPack(pack.json, { scheme: pack.scheme })
}

/** Claims of one person, in the order in which they were made; a second year has the claims of a second run. */
export function claimsOf(seed: number, claims: number): readonly ClaimJson[] {
  const first = [...generateClaims({ seed, claims, persons: 1, year: 2024 })]
  const second = [...generateClaims({ seed: seed + 1e6, claims: Math.ceil(claims / 2), persons: 1, year: 2025 })]
  const person = (first[0]?.['person'] ?? {}) as object
  return [...first, ...second.map(claim => ({ ...claim, id: `n${String(claim['id'])}`, person }))] as readonly ClaimJson[]
}
