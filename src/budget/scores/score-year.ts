import { readDecimal } from '../../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { isPlainObject } from '../../base/plain.ts'
import { clip } from '../../base/text.ts'
import { wrongType } from '../../facts/read-value.ts'
import { MAX_FEN } from '../../facts/spec.ts'
import { formatFen } from '../fen.ts'
import type { CaseScore, ScoreReport, SettledCase } from '../report.ts'
import { standardOf } from './close.ts'
import { ScoreFold, type ScoreOptions } from './fold.ts'
import type { ScoreTerms } from './terms.ts'

/**
 * Settles a year's cases by score: every case with its score, every institution with what the fund owes it, and what is left of the fund. `year`: a ScoreYear
 * as plain JSON data. Throws a PolicyError with every issue.
 */
export function scoreYear(terms: ScoreTerms, year: unknown, options: ScoreOptions = {}): ScoreReport {
  const { path = '' } = options
  const fold = new ScoreFold(terms, year, options)
  const issues: Issue[] = []
  const seen = new Set<string>()
  const scored: (readonly [case_: CaseScore, paidByOthers: unknown])[] = []
  casesOf(year, path, issues).forEach((one, i) => {
    const score = fold.add(one)
    const { id, paidByOthers } = isPlainObject(one) ? one : {}
    if (typeof id === 'string' && seen.has(id)) issues.push(errorIssue('duplicateId', `${path}/cases${pointer(i, 'id')}`, { id: clip(id) }))
    else if (typeof id === 'string') seen.add(id)
    if (score !== undefined) scored.push([score, paidByOthers])
  })
  const report = fold.close(issues)
  return { ...report, cases: scored.map(([score, paidByOthers]) => settled(score, paidByOthers, report.pointValue)) }
}

function casesOf(year: unknown, path: string, issues: Issue[]): readonly unknown[] {
  if (!isPlainObject(year)) return []
  const { cases } = year
  if (cases === undefined) issues.push(errorIssue('missingField', path, { key: 'cases' }))
  else if (!Array.isArray(cases)) wrongType('array', cases, `${path}/cases`, issues)
  return Array.isArray(cases) ? cases : []
}

const tenThousandths = (text: string): bigint => BigInt(text.replace('.', ''))

function settled(score: CaseScore, paidByOthers: unknown, pointValue: string | null): SettledCase {
  if (pointValue === null) return { ...score, standard: null, entitled: null }
  const standard = standardOf(tenThousandths(score.score), tenThousandths(pointValue))
  const paid = readDecimal(paidByOthers, 2, 0, MAX_FEN)
  return { ...score, standard: formatFen(standard), entitled: formatFen(standard - BigInt(paid)) }
}
