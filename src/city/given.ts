import { DOMAINS } from '../facts/domain.ts'

type Json = Record<string, unknown>

const IDENTITIES = 'person.identities'

/** Facts that every claim shows, read by the policy or not: what a claim of a city is made of. */
const ALWAYS: ReadonlySet<string> = new Set([
  'person.id',
  'insurance.scheme',
  'insurance.poolCity',
  'insurance.county',
  'institution.id',
  'institution.type',
  'institution.tier',
  'institution.adminLevel',
  'institution.city',
  'institution.county',
  'institution.allianceId',
  'referral.direction',
  'referral.compliant',
  'referral.from.id',
  'encounter.disease',
  IDENTITIES,
])

/** Keys of each object of a claim that a claim gives, by the object's path: what the policy reads or people would look for, and no rule sets. */
export type Given = ReadonlyMap<string, ReadonlySet<string>>

export function givenKeys(reads: ReadonlySet<string>, set: ReadonlySet<string>): Given {
  const keys = new Map<string, Set<string>>()
  for (const path of [...DOMAINS.map(domain => domain.path), IDENTITIES]) {
    if (set.has(path) || !(ALWAYS.has(path) || reads.has(path))) continue
    const at = path.lastIndexOf('.')
    const object = path.slice(0, at)
    keys.set(object, (keys.get(object) ?? new Set<string>()).add(path.slice(at + 1)))
  }
  return keys
}

const NONE: ReadonlySet<string> = new Set()

/** Those facts of the object at `path` that a claim gives. */
export function given(keys: Given, path: string, json: Json): Json {
  const known = keys.get(path) ?? NONE
  const kept: Json = {}
  for (const key in json) if (known.has(key)) kept[key] = json[key]
  return kept
}
