import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { clip } from '../../base/text.ts'
import { isPlainObject } from '../../base/plain.ts'
import { wrongType } from '../../facts/read-value.ts'
import type { CaseScore, ScoreReport } from '../report.ts'
import { ScoreFold } from './fold.ts'
import type { ScoreTerms } from './terms.ts'

/**
 * Settles a year's cases by score: every case with its score, every institution with what the fund owes it, and what is left of the fund. `year`: a ScoreYear
 * as plain JSON data, at `path` of the input. Throws a PolicyError with every issue.
 */
export function scoreYear(terms: ScoreTerms, year: unknown, path = ''): ScoreReport {
  const fold = new ScoreFold(terms, year, path)
  const issues: Issue[] = []
  const given = isPlainObject(year) && Object.hasOwn(year, 'cases') ? year['cases'] : undefined
  if (given === undefined && isPlainObject(year)) issues.push(errorIssue('missingField', path, { key: 'cases' }))
  const list: readonly unknown[] = Array.isArray(given)
    ? given
    : given === undefined
      ? []
      : (wrongType('array', given, `${path}/cases`, issues) ?? [])
  const seen = new Set<string>()
  const cases: CaseScore[] = []
  list.forEach((one, i) => {
    const scored = fold.add(one)
    const id = isPlainObject(one) && Object.hasOwn(one, 'id') ? one['id'] : undefined
    if (typeof id === 'string' && seen.has(id)) issues.push(errorIssue('duplicateId', `${path}/cases${pointer(i)}/id`, { id: clip(id) }))
    else if (typeof id === 'string') seen.add(id)
    if (scored !== undefined) cases.push(scored)
  })
  return { ...fold.close(issues), cases }
}
