import { changesFor, type Change } from './change.ts'
import type { RightAnswer, UnmetFact } from './decision.ts'
import { RIGHT } from './decision-sheet.ts'
import type { Rule } from '../pack/pack.ts'
import { reasonOf, type Question } from './question.ts'
import { COMPLIANT } from './direction.ts'
import { definesCompliance, ladderOf, scopeLacks } from './status.ts'
import { FIRST_CONTACT } from './way.ts'

/** Every right the policy knows: granted where one of its rules fires; null where none does and one is not decided, or nobody knows whether the policy is concerned. */
export function rightAnswers(question: Question): readonly RightAnswer[] {
  const { pack, judged } = question
  const rules = pack.rules.filter(rule => rule.type === RIGHT)
  const names = [...new Set(rules.map(rule => String(rule.params['right'])))]
  const scope = scopeLacks(judged.facts, pack.decisions)
  return names.map(right => {
    const own = rules.filter(rule => rule.params['right'] === right)
    const common = { right, reasons: own.map(reasonOf), missing: [], unmet: [], changes: [] }
    const granting = own.filter(judged.facts.fires)
    if (granting.length > 0) return { ...common, granted: true, reasons: granting.map(reasonOf) }
    const lacking = [...own.flatMap(rule => [...judged.facts.lacking(rule), ...judged.facts.lackingParameters(rule)]), ...scope]
    if (lacking.length > 0)
      return { ...common, granted: null, missing: [...new Set([...lacking, ...behindCompliance(question, lacking)])].sort() }
    return { ...common, granted: false, unmet: unmetFacts(question, own), changes: rightChanges(question, own) }
  })
}

/** What compliance lacks where a right waits for it: the way here, or facts by which the moves are judged. */
function behindCompliance({ pack, judged }: Question, lacking: readonly string[]): readonly string[] {
  if (!lacking.includes(COMPLIANT)) return []
  const rules = [...ladderOf(pack.decisions), ...pack.decisions.filter(({ type }) => type === FIRST_CONTACT)]
  return [...(judged.way.gaps.length > 0 ? ['chain'] : []), ...rules.flatMap(judged.facts.lacking)]
}

/** The fewest things one can do that grant the right. */
function rightChanges({ pack, judged, changed }: Question, own: readonly Rule[]): readonly (readonly Change[])[] {
  return changesFor({
    derivesCompliance: definesCompliance(pack.decisions),
    fact: judged.facts.fact,
    hinging: paths => own.flatMap(rule => judged.facts.hinging(rule, paths)),
    isReached: changes => {
      const again = changed.judge(changes)
      return again !== undefined && own.some(again.facts.fires)
    },
  })
}

function unmetFacts({ judged: { facts } }: Question, own: readonly Rule[]): readonly UnmetFact[] {
  return [...new Set(own.flatMap(facts.deciding))].sort().map(fact => ({ fact, value: facts.fact(fact) ?? null }))
}
