import type { GivenCase } from './case.ts'
import { withChanges, type Change } from './change.ts'
import type { CaseEvaluator, DecisionContext } from './evaluate.ts'
import { judgeCase, judgeMove, judgeWay, type JudgedCase, type JudgedMove } from './judged-case.ts'
import type { Way } from './way.ts'

/** One case under changes, each judged once: the status and every right ask about the same ones. */
export class ChangedCases {
  readonly #evaluator: CaseEvaluator
  readonly #given: GivenCase
  readonly #context: DecisionContext
  readonly #way: Way
  readonly #moves = new Map<string, JudgedMove | undefined>()
  readonly #cases = new Map<string, JudgedCase | undefined>()

  constructor(evaluator: CaseEvaluator, given: GivenCase, context: DecisionContext, way: Way) {
    this.#evaluator = evaluator
    this.#given = given
    this.#context = context
    this.#way = way
  }

  /** The move of the changed case; undefined: it cannot be read. */
  move(changes: readonly Change[]): JudgedMove | undefined {
    return remembered(this.#moves, changes, () => judgeMove(this.#evaluator, withChanges(this.#given, changes), this.#context, []))
  }

  /** The changed case with all that follows from its moves. */
  judge(changes: readonly Change[]): JudgedCase | undefined {
    return remembered(this.#cases, changes, () => {
      const moved = this.move(changes)
      const way = moved && this.#wayOf(moved, changes)
      return moved && way && judgeCase(this.#evaluator, moved, way, [])
    })
  }

  /** What is changed of the referral asked about leaves the hops of a chain as they were. */
  #wayOf(moved: JudgedMove, changes: readonly Change[]): Way | undefined {
    const isSame = this.#given.chain.length > 0 && changes.every(({ fact }) => fact.startsWith('referral.'))
    return isSame ? this.#way : judgeWay(this.#evaluator, moved, this.#context, [])
  }
}

function remembered<T>(known: Map<string, T | undefined>, changes: readonly Change[], work: () => T | undefined): T | undefined {
  const key = JSON.stringify(changes)
  if (!known.has(key)) known.set(key, work())
  return known.get(key)
}
