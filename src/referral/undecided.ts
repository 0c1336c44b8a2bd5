import type { Issue } from '../base/issue.ts'
import type { Rule } from '../pack/pack.ts'
import type { UndecidedAnswer } from './decision.ts'
import { decidedRules } from './decision-sheet.ts'
import { reasonOf, type Question } from './question.ts'

/** Rules of which nobody can say what follows: facts are missing, or a number that nobody gave. All else stands. */
export class Undecided {
  readonly #question: Question
  readonly #parameters = new Map<string, readonly string[]>()

  constructor(question: Question) {
    this.#question = question
  }

  /** What a rule that fires says, unless it names a parameter without a value. */
  resolve<T>(rule: Rule, answer: (issues: Issue[]) => T): T | undefined {
    const issues: Issue[] = []
    const found = answer(issues)
    if (issues.length === 0) return found
    this.#parameters.set(
      rule.id,
      issues.map(issue => String(issue.params['parameter'])),
    )
    return undefined
  }

  answers(): readonly UndecidedAnswer[] {
    const { judged, pack } = this.#question
    return decidedRules(pack).flatMap(rule => {
      const [facts, parameters] = [judged.facts.lacking(rule), this.#parameters.get(rule.id) ?? judged.facts.lackingParameters(rule)]
      return facts.length + parameters.length === 0 ? [] : [{ ...reasonOf(rule), facts, parameters }]
    })
  }
}
