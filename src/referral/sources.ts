import { isPlainObject } from '../base/plain.ts'
import type { Decision } from './decision.ts'
import { paramValue } from './numbers.ts'
import type { Question } from './question.ts'

/** The parameters that the rules which fire name in what they say, with the values they have. */
export function sourcesOf({ pack, judged }: Question): Decision['sources'] {
  const named = pack.decisions
    .filter(judged.facts.fires)
    .flatMap(({ params }) => Object.values(params).filter(raw => isPlainObject(raw) && typeof raw['parameter'] === 'string'))
  const found = named.flatMap(raw => paramValue(pack, raw, judged.facts.day, []) ?? [])
  const byId = new Map(found.flatMap(({ parameter, value, source }) => (parameter === undefined ? [] : [[parameter, { value, source }]])))
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([parameter, { value, source }]) => ({ parameter, value, source }))
}
