import { maskBit, maskWord } from '../expression/readings/result.ts'
import { IDENTITY_FACTS } from '../settlement/identity.ts'
import { variableOf, type ReaderPlan } from './reader-plan.ts'

const { category, recognisedOn, markedOn } = IDENTITY_FACTS

/**
 * The text that puts in what identities make of a claim that has been dated, as `identify` does; `return false` if it gives something else. The
 * category is below 0 where the claim gives none.
 */
export function identityText(plan: ReaderPlan): string {
  const [given, ...days] = [category, recognisedOn, markedOn].map(variableOf)
  const first = (facts: readonly string[]): string => facts.map(variableOf).join(' || ')
  const assumption = plan.assumptions.findIndex(({ path }) => path === category)
  const known = assumption < 0 ? '' : `      a${String(maskWord(assumption))} &= ${String(~(1 << maskBit(assumption)))}\n`
  const { stay, other } = plan.days
  const dayText = (day: string, found: string): string => `      if (${found} > 0) {
        if (${day} > 0 && ${day} !== ${found}) return false
        ${day} = ${found}
      }
`
  return `    if (identified) {
      const identityDay = isStay ? ${first(stay.identity)} : ${first(other.identity)}
      if (!(identityDay > 0) || !identities.hold(identityDay)) return false
      if (${String(given)} >= 0 && ${String(given)} !== identities.category) return false
      ${String(given)} = identities.category
${known}${days.map((day, i) => dayText(day, `identities.${['recognisedOn', 'markedOn'][i] ?? ''}`)).join('')}    } else if (${String(given)} < 0) ${String(given)} = 0
`
}
