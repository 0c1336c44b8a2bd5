import { formatRatio } from '../../base/decimal.ts'
import { errorIssue, type Issue } from '../../base/issue.ts'
import { halfUp, halfUpBig } from '../../base/rounding.ts'
import { clip } from '../../base/text.ts'
import type { CaseFactor } from '../report.ts'
import type { Group, Institution } from './basis.ts'
import { UNIT } from './numbers.ts'
import type { Case } from './read-case.ts'
import type { BandEnd, Deviation, ScoreTerms } from './terms.ts'
import type { UsedNumbers } from './used-numbers.ts'

/** A band of deviation for one group at one level. */
interface Band {
  readonly id: string
  readonly review: boolean
  /** The greatest cost in it, in fen. */
  readonly lastCost: number
  readonly times: number
  /** plus − less. */
  readonly constant: number
}

/** A group at an institution: what all its cases there have in common. */
interface Pair {
  readonly mean: number
  readonly coefficient: number
  readonly coefficientFactor: CaseFactor
  readonly bands: readonly Band[]
  /** By band, of a case without flags whose factor does not depend on its cost. */
  readonly plain: (Scored | undefined)[]
}

interface Scored {
  /** In ten-thousandths. */
  readonly score: number
  readonly factors: readonly CaseFactor[]
}

export interface ScoredDeviation extends Scored {
  /** In ten-thousandths, half-up. */
  readonly multiple: number
  readonly deviation: string
  readonly review: boolean
}

/** Greatest score of a case, in ten-thousandths: a million of them still sum exactly. */
const MAX_CASE_SCORE = 9_000_000_000n * BigInt(UNIT)

/** Scores cases one by one. Group × institution are worked out when first met. */
export class Scorer {
  readonly #terms: ScoreTerms
  readonly #numbers: UsedNumbers
  /** Null: there is none, which was told. */
  readonly #pairs = new Map<Group, (Pair | null | undefined)[]>()

  constructor(terms: ScoreTerms, numbers: UsedNumbers) {
    this.#terms = terms
    this.#numbers = numbers
  }

  /**
   * Score = group score × coefficient × deviation factor (or days) × factors of its flags, half-up to four decimals once. Undefined: an issue says why, or
   * a parameter has no value.
   */
  score(one: Case, path: string, issues: Issue[]): ScoredDeviation | undefined {
    const pair = this.#pairOf(one.group, one.institution, path, issues)
    if (pair === null) return undefined
    if (one.group.isByDay) return this.#byDay(one, pair, path, issues)
    const at = pair.bands.findIndex(({ lastCost }) => one.cost <= lastCost)
    const band = pair.bands[at]
    if (band === undefined) return undefined
    const scored =
      one.flags.length === 0 && band.times === 0
        ? this.#plain(one, pair, at, band, path, issues)
        : this.#deviating(one, pair, band, path, issues)
    return scored && { ...scored, multiple: halfUp(one.cost * UNIT, pair.mean), deviation: band.id, review: band.review }
  }

  #plain(one: Case, pair: Pair, at: number, band: Band, path: string, issues: Issue[]): Scored | undefined {
    return (pair.plain[at] ??= this.#deviating(one, pair, band, path, issues))
  }

  #deviating(one: Case, pair: Pair, { id, times, constant }: Band, path: string, issues: Issue[]): Scored | undefined {
    // (times × cost + constant × mean) ÷ mean; a factor that does not depend on the cost needs no mean.
    const mean = times === 0 ? 1n : BigInt(pair.mean)
    const deviation = (times === 0 ? 0n : BigInt(times) * BigInt(one.cost)) + BigInt(constant) * mean
    if (deviation < 0n) {
      issues.push(errorIssue('negativeFactor', `${path}/cost`, { multiple: formatRatio(halfUp(one.cost * UNIT, pair.mean)), id }))
      return undefined
    }
    const factor = { id: 'deviation', factor: formatRatio(Number(halfUpBig(deviation, mean))) }
    return this.#product(one, pair, { numerator: deviation, denominator: mean * BigInt(UNIT), factor }, path, issues)
  }

  #byDay(one: Case, pair: Pair, path: string, issues: Issue[]): ScoredDeviation | undefined {
    const days = one.days ?? 0
    const factor = { id: 'days', factor: formatRatio(days * UNIT) }
    const scored = this.#product(one, pair, { numerator: BigInt(days), denominator: 1n, factor }, path, issues)
    return scored && { ...scored, multiple: halfUp(one.cost * UNIT, pair.mean * days), deviation: 'byDay', review: false }
  }

  #product(one: Case, pair: Pair, by: Product, path: string, issues: Issue[]): Scored | undefined {
    const factors = [pair.coefficientFactor, by.factor]
    let numerator = BigInt(one.group.score) * BigInt(pair.coefficient) * by.numerator
    let denominator = BigInt(UNIT) * by.denominator
    for (const { flag, base, number } of one.flags.length === 0 ? [] : this.#terms.flagFactors) {
      if (!one.flags.includes(flag)) continue
      const value = this.#numbers.take(number)
      if (value === undefined) return undefined
      numerator *= BigInt(base + value)
      denominator *= BigInt(UNIT)
      factors.push({ id: `flag:${flag}`, factor: formatRatio(base + value) })
    }
    const score = halfUpBig(numerator, denominator)
    if (score <= MAX_CASE_SCORE) return { score: Number(score), factors: Object.freeze(factors) }
    issues.push(
      errorIssue('outOfRange', path, {
        received: `score ${String(score / BigInt(UNIT))}`,
        min: '0',
        max: String(MAX_CASE_SCORE / BigInt(UNIT)),
      }),
    )
    return undefined
  }

  #pairOf(group: Group, institution: Institution, path: string, issues: Issue[]): Pair | null {
    let pairs = this.#pairs.get(group)
    if (pairs === undefined) this.#pairs.set(group, (pairs = []))
    const known = pairs[institution.index]
    return known === undefined ? (pairs[institution.index] = this.#newPair(group, institution, path, issues)) : known
  }

  #newPair(group: Group, institution: Institution, path: string, issues: Issue[]): Pair | null {
    const { deviations, baseCoefficient } = this.#terms
    const mean = group.meanCost.get(institution.level) ?? group.meanCost.get('all')
    if (mean === undefined)
      issues.push(errorIssue('noMeanCost', `${path}/group`, { group: clip(group.id), level: clip(institution.level) }))
    if (group.isBase && baseCoefficient === undefined)
      issues.push(errorIssue('baseGroupsUndeclared', `${path}/group`, { id: clip(group.id) }))
    const coefficient = group.isBase ? baseCoefficient && this.#numbers.take(baseCoefficient) : institution.coefficient
    const bands = group.isByDay ? [] : deviations.map(deviation => this.#bandAt(deviation, mean ?? 1))
    if (mean === undefined || coefficient === undefined || !bands.every(band => band !== undefined)) return null
    const coefficientFactor = { id: 'coefficient', factor: formatRatio(coefficient) }
    return { mean, coefficient, coefficientFactor, bands, plain: [] }
  }

  #bandAt({ id, review, end, times, plus, less }: Deviation, mean: number): Band | undefined {
    const [factor, added, taken] = [times, plus, less].map(number => this.#numbers.take(number))
    const lastCost = this.#lastCost(end, mean)
    if (factor === undefined || added === undefined || taken === undefined || lastCost === undefined) return undefined
    return { id, review, lastCost, times: factor, constant: added - taken }
  }

  /** cost ÷ mean < end, or <= end, as a bound of whole fen. */
  #lastCost(end: BandEnd, mean: number): number | undefined {
    if (end === undefined) return Infinity
    const at = this.#numbers.take(end.at)
    if (at === undefined) return undefined
    const product = BigInt(at) * BigInt(mean)
    const unit = BigInt(UNIT)
    return Number(end.included ? product / unit : (product + unit - 1n) / unit - 1n)
  }
}

interface Product {
  readonly numerator: bigint
  readonly denominator: bigint
  readonly factor: CaseFactor
}
