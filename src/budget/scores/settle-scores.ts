import { isPolicyError } from '../../base/issue.ts'
import type { BudgetRun } from '../budget-run.ts'
import type { ScoreReport } from '../report.ts'
import { scoreYear } from './score-year.ts'
import { scoreTerms } from './terms.ts'

/** The cases of a budget year settled by the scoring of its pack, with numbers as of the day of the run. Undefined: the run's issues say why. */
export function settleScores({ pack, day, input, issues }: BudgetRun): ScoreReport | undefined {
  try {
    const members = new Set(input.members.map(({ id }) => id))
    return scoreYear(scoreTerms(pack, day), input.scores, { path: '/scores', members })
  } catch (error) {
    if (!isPolicyError(error)) throw error
    issues.push(...error.issues)
    return undefined
  }
}
