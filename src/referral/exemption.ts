import { leafPath, leaves } from '../condition/types.ts'
import type { Exemption } from './decision.ts'
import { paramValue } from './numbers.ts'
import { reasonOf, type Question } from './question.ts'
import { DIRECT, WHITELIST } from './status.ts'

/** The rule without a whitelist that allows a direct move, and the parameters in its conditions with whose they are. */
export function exemptionOf({ pack, judged: { move, facts } }: Question): Exemption | null {
  if (!move.isDirect) return null
  const direct = move.because.filter(({ type }) => type === DIRECT)
  const [rule] = direct.filter(({ conditions }) => !leaves(conditions).some(leaf => leafPath(leaf) === WHITELIST))
  if (rule === undefined || direct.length > 1) return null
  const sources = leaves(rule.conditions).flatMap(({ value: raw }) => {
    if (typeof raw !== 'object' || !('parameter' in raw)) return []
    const given = paramValue(pack, raw, facts.day, [])
    return given === undefined ? [] : [{ parameter: raw.parameter, value: given.value, source: given.source }]
  })
  return { ...reasonOf(rule), sources }
}
