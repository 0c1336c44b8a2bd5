import { hashOf } from './base/hash.ts'
import { factSpec } from './facts/catalogue.ts'
import { PHRASES } from './explain/phrases.ts'
import type { Sheet } from './expression/sheet.ts'
import type { Pack } from './pack/pack.ts'
import type { Lowered } from './policy.ts'
import { lowerPack } from './settlement/lower.ts'

/** A checked pack with its sheet and hash: what a policy settles by. */
export function lowered(pack: Pack, sheet: Sheet = lowerPack(pack)): Lowered {
  let greatest: Sheet | undefined
  return {
    pack,
    sheet,
    fact: factSpec,
    phrases: PHRASES,
    hash: packHash(pack),
    // Of a year's claims many may be refused: it is made for the first.
    greatest: () => (greatest ??= lowerPack(pack, { greatest: true })),
  }
}

function packHash(pack: Pack): string {
  const parameters = Object.fromEntries([...pack.parameters].map(([id, parameter]) => [id, parameter.values]))
  const content = { ...pack.json, schemes: undefined, layers: pack.layers, parameters, rules: pack.rules, scheme: pack.scheme }
  return hashOf(content)
}
