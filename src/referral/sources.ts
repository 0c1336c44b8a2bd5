import { isPlainObject } from '../base/plain.ts'
import type { Decision } from './decision.ts'
import { exemptionOf } from './exemption.ts'
import { paramValue } from './numbers.ts'
import type { Question } from './question.ts'

/** The parameters that the rules which fire name in what they say, and those that exempt the move asked about, with the values they have. */
export function sourcesOf(question: Question): Decision['sources'] {
  const { pack, judged } = question
  const named = pack.decisions
    .filter(judged.facts.fires)
    .flatMap(({ params }) => Object.values(params).filter(raw => isPlainObject(raw) && typeof raw['parameter'] === 'string'))
  const found = named.flatMap(raw => paramValue(pack, raw, judged.facts.day, []) ?? [])
  const byId = new Map(found.flatMap(({ parameter, value, source }) => (parameter === undefined ? [] : [[parameter, { value, source }]])))
  for (const { parameter, value, source } of exemptionOf(question)?.sources ?? []) byId.set(parameter, { value, source })
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([parameter, { value, source }]) => ({ parameter, value, source }))
}
