import { NOTHING, type Part } from '../expression/readings/words.ts'
import type { Case } from './case.ts'
import { termOf } from './names.ts'
import { phrase, series } from './say.ts'

/** The standard deductible as a share of a line, within its bounds. */
export function shareWords(subject: Case, params: Readonly<Record<string, unknown>>): Part {
  const bound = (key: 'shareAtLeast' | 'shareAtMost', raw: unknown): Part =>
    raw === undefined ? NOTHING : phrase(key, { amount: subject.facts.sayValue(raw, 'money') })
  return series('comma', [
    phrase('shareOf', { term: termOf(subject, String(params['shareOf'])), ratio: subject.facts.sayValue(params['ratio'], 'ratio') }),
    bound('shareAtLeast', params['min']),
    bound('shareAtMost', params['max']),
  ])
}
