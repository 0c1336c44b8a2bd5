import type { GivenCase } from './case.ts'
import { withChanges, type Change } from './change.ts'
import type { CaseEvaluator, DecisionContext } from './evaluate.ts'
import { judgeCase, type JudgedCase } from './judged-case.ts'

/** One case under changes, each judged once: the status and every right ask about the same ones. */
export class ChangedCases {
  readonly #evaluator: CaseEvaluator
  readonly #given: GivenCase
  readonly #context: DecisionContext
  readonly #known = new Map<string, JudgedCase | undefined>()

  constructor(evaluator: CaseEvaluator, given: GivenCase, context: DecisionContext) {
    this.#evaluator = evaluator
    this.#given = given
    this.#context = context
  }

  /** Undefined: the changed case cannot be read. */
  judge(changes: readonly Change[]): JudgedCase | undefined {
    const key = JSON.stringify(changes)
    if (!this.#known.has(key)) this.#known.set(key, judgeCase(this.#evaluator, withChanges(this.#given, changes), this.#context, []))
    return this.#known.get(key)
  }
}
