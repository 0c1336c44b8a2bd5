import type { DayNumber } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { clip } from '../base/text.ts'
import type { Pack } from '../pack/pack.ts'
import type { ScoreReport } from './report.ts'
import { ScoreFold } from './scores/fold.ts'
import { scoreTerms } from './scores/terms.ts'
import type { PartSums } from './spend-stays.ts'
import type { YearInput } from './year-input.ts'

export interface ScoredStay extends PartSums {
  readonly id: string
  readonly member: string
  readonly group: string
  readonly flags: readonly string[]
  readonly discharged: DayNumber | undefined
}

/** Cases of claims that are settled by score. */
export class ScoredSpend {
  readonly #fold: ScoreFold | undefined
  #cases = 0

  constructor(pack: Pack, day: DayNumber, { scores, members }: YearInput) {
    if (!isPlainObject(scores)) return
    const { cases, ...basis } = scores
    if (cases !== undefined) throw policyError([errorIssue('spendGiven', '/scores/cases')])
    this.#fold = new ScoreFold(scoreTerms(pack, day), basis, { path: '/scores', members: new Set(members.map(({ id }) => id)) })
  }

  add({ id, member, group, flags, cost, paid, paidByOthers, admitted, discharged }: ScoredStay): void {
    this.#cases++
    const one = { id, member, group, flags, cost: formatMoney(cost), paidByOthers: formatMoney(paidByOthers), fundPaid: formatMoney(paid) }
    const days = admitted === undefined || discharged === undefined ? {} : { days: Math.max(1, discharged - admitted) }
    this.#fold?.add({ ...one, ...days }, `/scores/cases${pointer(clip(id))}`)
  }

  /** Null: no case is settled by score. Throws a PolicyError where the year does not say by what. */
  close(): ScoreReport | null {
    if (this.#fold === undefined && this.#cases > 0) throw policyError([errorIssue('spendScoresNeeded', '/scores', { count: this.#cases })])
    return this.#fold?.close() ?? null
  }
}
