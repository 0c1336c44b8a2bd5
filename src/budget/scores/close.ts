import { policyError } from '../../base/format-issue.ts'
import { errorIssue, findingIssue, type Issue } from '../../base/issue.ts'
import { clip } from '../../base/text.ts'
import { formatFen, halfUpFen, sumFen } from '../fen.ts'
import type { InstitutionScore, ScoreReport } from '../report.ts'
import type { Basis } from './basis.ts'
import { clear } from './clearing.ts'
import { fourDecimals, UNIT, type Sum } from './numbers.ts'
import type { ScoreTerms } from './terms.ts'
import type { UsedNumbers } from './used-numbers.ts'

/** What the cases of one institution come to: scores in ten-thousandths, money in fen. */
export interface Tally {
  readonly member: string
  cases: number
  readonly score: Sum
  readonly cost: Sum
  readonly paidByOthers: Sum
  readonly used: Sum
  /** A case does not say what the fund paid of it. */
  lacksUsed: boolean
}

/** The share of the cost that the fund pays, exactly. */
interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface Closing {
  readonly terms: ScoreTerms
  readonly tallies: readonly Tally[]
  readonly numbers: UsedNumbers
  /** Cases that experts are to look at. */
  readonly reviews: number
  readonly path: string
  /** What was wrong before. */
  readonly issues: Issue[]
}

const UNITS = BigInt(UNIT)
const FEN = 100n

/** From sums by institution to what the fund owes each: institutions in code-unit order. Throws a PolicyError with everything that is missing. */
export function closeScores(basis: Basis, closing: Closing): ScoreReport {
  const { terms, numbers, issues, reviews } = closing
  const tallies = [...closing.tallies].sort((a, b) => (a.member < b.member ? -1 : 1))
  const fund = BigInt(basis.fund)
  const ratio = ratioOf(basis, closing)
  const score = sumFen(tallies.map(tally => tally.score.total))
  const value = ratio === undefined || score === 0n ? undefined : pointValue(fund, ratio, score)
  const settled = tallies.map(tally => settle(tally, value ?? 0n, closing))
  issues.push(...numbers.missing())
  if (issues.length > 0) throw policyError(issues)
  const institutions = settled.filter(one => one !== undefined)
  return {
    method: terms.method,
    terms: { id: terms.id, source: terms.source, clause: terms.clause, basis: terms.basis },
    fund: formatFen(fund),
    reimbursementRatio: ratio === undefined ? null : fourDecimals(halfUpFen(ratio.numerator * UNITS, ratio.denominator)),
    score: fourDecimals(score),
    pointValue: value === undefined ? null : fourDecimals(value),
    institutions: institutions.map(({ report }) => report),
    cases: [],
    remainder: formatFen(fund - sumFen(institutions.map(one => one.fund))),
    findings: [
      ...(value === undefined ? [findingIssue('noScore', closing.path)] : []),
      ...(reviews > 0 ? [findingIssue('casesToReview', closing.path, { count: reviews })] : []),
      ...institutions.flatMap(({ finding }) => finding ?? []),
    ],
    sources: numbers.sources(),
  }
}

/** As given, or (Σ cost − Σ paid by others) ÷ Σ cost. Undefined: there is no case. */
function ratioOf(basis: Basis, { tallies, path, issues }: Closing): Ratio | undefined {
  if (basis.ratio !== undefined) return { numerator: BigInt(basis.ratio), denominator: UNITS }
  if (tallies.every(({ cases }) => cases === 0)) return undefined
  const cost = sumFen(tallies.map(tally => tally.cost.total))
  const numerator = cost - sumFen(tallies.map(tally => tally.paidByOthers.total))
  if (numerator > 0n) return { numerator, denominator: cost }
  // Of refused cases it would be no news.
  if (issues.length === 0) issues.push(errorIssue('noReimbursementRatio', path))
  return undefined
}

/** (fund ÷ ratio) ÷ Σ score in ten-thousandths of a yuan, rounded down. */
const pointValue = (fund: bigint, { numerator, denominator }: Ratio, score: bigint): bigint =>
  (fund * denominator * UNITS * UNITS) / (FEN * numerator * score)

/** Score × value of a point, both in ten-thousandths, half-up to the fen. */
export const standardOf = (score: bigint, value: bigint): bigint => halfUpFen(score * value * FEN, UNITS * UNITS)

interface Settled {
  readonly fund: bigint
  readonly report: InstitutionScore
  readonly finding: Issue | undefined
}

function settle(tally: Tally, value: bigint, { terms, numbers, path, issues }: Closing): Settled | undefined {
  const { member, cases, lacksUsed } = tally
  const score = tally.score.total
  const standard = standardOf(score, value)
  const paidByOthers = tally.paidByOthers.total
  const entitled = standard - paidByOthers
  if (lacksUsed && terms.bands.length > 0) issues.push(errorIssue('fundPaidNeeded', `${path}/cases`, { member: clip(member) }))
  const used = lacksUsed ? undefined : tally.used.total
  const cleared = clear(terms.bands, used ?? 0n, entitled, numbers)
  if (cleared === undefined) return undefined
  const isBelowZero = entitled < 0n
  return {
    fund: cleared.fund,
    report: {
      member,
      cases,
      score: fourDecimals(score),
      standard: formatFen(standard),
      paidByOthers: formatFen(paidByOthers),
      entitled: formatFen(entitled),
      used: used === undefined ? null : formatFen(used),
      band: cleared.band,
      fund: formatFen(cleared.fund),
    },
    finding: isBelowZero ? findingIssue('entitledBelowZero', path, { member: clip(member), amount: formatFen(entitled) }) : undefined,
  }
}
