import { policyError } from '../../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { clip } from '../../base/text.ts'
import { readCount } from '../../facts/read-value.ts'
import { halfUpFen, MAX_YEAR_FEN } from '../fen.ts'
import { fourDecimals, UNIT } from './numbers.ts'

/** What cases of a group cost in past years, the earliest first; a year without cases counts for nothing. */
export interface GroupHistory {
  readonly id: string
  readonly years: readonly { readonly cases: number; readonly cost: string }[]
}

/** An exact number; the denominator is positive. */
interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Cases and their cost in fen. */
interface YearSum {
  readonly cases: bigint
  readonly cost: bigint
}

const MAX_CASES = 1e9
const MAX_SCORE = 1_000_000 * UNIT

/**
 * Scores of groups from what their cases cost: weighted mean cost of the group ÷ weighted mean cost of all cases × `meanScore`, half-up to four decimals once.
 * A weight for each year, the earliest first, as a scoring of a pack gives them; means are of the years that have cases. Throws a PolicyError with every issue.
 */
export function groupScores(history: readonly GroupHistory[], weights: readonly number[], meanScore: string): ReadonlyMap<string, string> {
  const issues: Issue[] = []
  const points = readCount(meanScore, 4, 1, MAX_SCORE, '/meanScore', issues) ?? 0
  const groups = history.map((group, i) => readGroup(group, weights, pointer('history', i), issues))
  const seen = new Set<string>()
  history.forEach(({ id }, i) => {
    if (seen.has(id)) issues.push(errorIssue('duplicateId', pointer('history', i, 'id'), { id: clip(id) }))
    seen.add(id)
  })
  if (issues.length > 0) throw policyError(issues)
  const all = weights.map((_, y) => ({
    cases: total(groups.map(years => years[y]?.cases ?? 0n)),
    cost: total(groups.map(years => years[y]?.cost ?? 0n)),
  }))
  const mean = weightedMean(all, weights)
  // No cost at all is no measure: every group costs nothing.
  if (mean.numerator === 0n) return new Map(history.map(({ id }) => [id, fourDecimals(0n)]))
  return new Map(
    history.map(({ id }, i) => {
      const own = weightedMean(groups[i] ?? [], weights)
      const score = halfUpFen(own.numerator * mean.denominator * BigInt(points), own.denominator * mean.numerator)
      return [id, fourDecimals(score)]
    }),
  )
}

function readGroup({ years }: GroupHistory, weights: readonly number[], path: string, issues: Issue[]): readonly YearSum[] {
  if (years.length !== weights.length)
    issues.push(errorIssue('historyYears', `${path}/years`, { received: years.length, expected: weights.length }))
  const read = years.map(({ cases, cost }, y) => ({
    cases: BigInt(readCount(cases, 0, 0, MAX_CASES, `${path}/years${pointer(y, 'cases')}`, issues) ?? 1),
    cost: BigInt(readCount(cost, 2, 0, MAX_YEAR_FEN, `${path}/years${pointer(y, 'cost')}`, issues) ?? 0),
  }))
  if (read.length > 0 && read.every(({ cases }) => cases === 0n)) issues.push(errorIssue('noHistory', `${path}/years`))
  return read
}

const total = (counts: readonly bigint[]): bigint => counts.reduce((sum, count) => sum + count, 0n)

/** Σ weight × (cost ÷ cases) ÷ Σ weight of the years that have cases. */
function weightedMean(years: readonly YearSum[], weights: readonly number[]): Fraction {
  let [numerator, denominator, weight] = [0n, 1n, 0n]
  years.forEach(({ cases, cost }, y) => {
    if (cases === 0n) return
    const own = BigInt(weights[y] ?? 0)
    numerator = numerator * cases + own * cost * denominator
    denominator *= cases
    weight += own
  })
  return { numerator, denominator: denominator * (weight === 0n ? 1n : weight) }
}
