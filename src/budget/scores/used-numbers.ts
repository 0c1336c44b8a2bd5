import { errorIssue, type Issue } from '../../base/issue.ts'
import type { BudgetReport } from '../report.ts'
import type { ScoreNumber, ScoreParameter } from './terms.ts'

const byId = (a: ScoreParameter, b: ScoreParameter): number => (a.id < b.id ? -1 : 1)

/** Which parameters the cases reached: with their values they are the sources of a report, without they are its issues. */
export class UsedNumbers {
  readonly #parameters = new Map<string, ScoreParameter>()

  /** The number in ten-thousandths; undefined where its parameter has no value, which is noted. */
  take({ value, parameter }: ScoreNumber): number | undefined {
    if (parameter !== undefined) this.#parameters.set(parameter.id, parameter)
    return value
  }

  missing(): readonly Issue[] {
    return this.#sorted()
      .filter(({ given }) => given === undefined)
      .map(({ id, label, clause }) =>
        errorIssue('budgetParameterMissing', '', { parameter: id, label: label.zh, labelEn: label.en }, clause),
      )
  }

  sources(): BudgetReport['sources'] {
    return this.#sorted().flatMap(({ id, label, clause, given }) =>
      given === undefined ? [] : [{ parameter: id, label, value: given.value, source: given.source, clause: clause ?? null }],
    )
  }

  #sorted(): readonly ScoreParameter[] {
    return [...this.#parameters.values()].sort(byId)
  }
}
