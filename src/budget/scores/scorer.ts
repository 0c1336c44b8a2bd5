import { formatRatio } from '../../base/decimal.ts'
import { errorIssue, type Issue } from '../../base/issue.ts'
import { halfUp, halfUpBig } from '../../base/rounding.ts'
import { clip } from '../../base/text.ts'
import type { CaseFactor } from '../report.ts'
import { coefficientFactor, type Coefficient, type Group, type Institution } from './basis.ts'
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
  /** To be shown, where it does not depend on the cost. */
  readonly factor: CaseFactor | undefined
}

/** A group at a level of institution. */
interface AtLevel {
  readonly mean: number
  readonly bands: readonly Band[]
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

/** Scores cases one by one. What a group has at a level is worked out when first met. */
export class Scorer {
  readonly #terms: ScoreTerms
  readonly #numbers: UsedNumbers
  /** Null: it cannot be scored there, which was told. */
  readonly #levels = new Map<Group, Map<string, AtLevel | null>>()

  constructor(terms: ScoreTerms, numbers: UsedNumbers) {
    this.#terms = terms
    this.#numbers = numbers
  }

  /**
   * Score = group score × coefficient × deviation factor (or days) × factors of its flags, half-up to four decimals once. Undefined: an issue says why, or
   * a parameter has no value.
   */
  score(one: Case, path: string, issues: Issue[]): ScoredDeviation | undefined {
    const level = this.#levelOf(one.group, one.institution, path, issues)
    const coefficient = this.#coefficientOf(one)
    if (level === null || coefficient === undefined) return undefined
    if (one.group.isByDay) return this.#byDay(one, level, coefficient, path, issues)
    const band = level.bands.find(({ lastCost }) => one.cost <= lastCost)
    if (band === undefined) return undefined
    const scored = this.#deviating(one, level.mean, coefficient, band, path, issues)
    if (scored === undefined) return undefined
    const { score, factors } = scored
    return { score, factors, multiple: halfUp(one.cost * UNIT, level.mean), deviation: band.id, review: band.review }
  }

  #deviating(one: Case, meanCost: number, coefficient: Coefficient, band: Band, path: string, issues: Issue[]): Scored | undefined {
    const { id, times, constant, factor } = band
    // Of most cases: the factor is 1 and the product small.
    if (factor !== undefined && constant === UNIT && one.flags.length === 0)
      return { score: halfUp(one.group.score * coefficient.value, UNIT), factors: [coefficient.factor, factor] }
    // (times × cost + constant × mean) ÷ mean; a factor that does not depend on the cost needs no mean.
    const mean = times === 0 ? 1n : BigInt(meanCost)
    const deviation = BigInt(times) * BigInt(one.cost) + BigInt(constant) * mean
    if (deviation < 0n) {
      issues.push(errorIssue('negativeFactor', `${path}/cost`, { multiple: formatRatio(halfUp(one.cost * UNIT, meanCost)), id }))
      return undefined
    }
    const shown = factor ?? deviationFactor(Number(halfUpBig(deviation, mean)))
    return this.#product(one, coefficient, { numerator: deviation, denominator: mean * BigInt(UNIT), factor: shown }, path, issues)
  }

  #byDay(one: Case, { mean }: AtLevel, coefficient: Coefficient, path: string, issues: Issue[]): ScoredDeviation | undefined {
    const days = one.days ?? 0
    const factor = { id: 'days', factor: formatRatio(days * UNIT) }
    const scored = this.#product(one, coefficient, { numerator: BigInt(days), denominator: 1n, factor }, path, issues)
    if (scored === undefined) return undefined
    const { score, factors } = scored
    return { score, factors, multiple: halfUp(one.cost * UNIT, mean * days), deviation: 'byDay', review: false }
  }

  #product(one: Case, coefficient: Coefficient, by: Product, path: string, issues: Issue[]): Scored | undefined {
    const factors = [coefficient.factor, by.factor]
    let numerator = BigInt(one.group.score * coefficient.value) * by.numerator
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
    if (score <= MAX_CASE_SCORE) return { score: Number(score), factors }
    const [received, max] = [score, MAX_CASE_SCORE].map(count => String(count / BigInt(UNIT)))
    issues.push(errorIssue('outOfRange', path, { received: `score ${received ?? ''}`, min: '0', max: max ?? '' }))
    return undefined
  }

  #coefficientOf({ group, institution }: Case): Coefficient | undefined {
    if (!group.isBase) return institution
    const value = this.#terms.baseCoefficient && this.#numbers.take(this.#terms.baseCoefficient)
    return value === undefined ? undefined : { value, factor: coefficientFactor(value) }
  }

  #levelOf(group: Group, { level }: Institution, path: string, issues: Issue[]): AtLevel | null {
    let levels = this.#levels.get(group)
    if (levels === undefined) this.#levels.set(group, (levels = new Map()))
    let found = levels.get(level)
    if (found === undefined) levels.set(level, (found = this.#newLevel(group, level, path, issues)))
    return found
  }

  #newLevel(group: Group, level: string, path: string, issues: Issue[]): AtLevel | null {
    const { deviations, baseCoefficient } = this.#terms
    const isUndeclared = group.isBase && baseCoefficient === undefined
    const mean = group.meanCost.get(level) ?? group.meanCost.get('all')
    if (mean === undefined) issues.push(errorIssue('noMeanCost', `${path}/group`, { group: clip(group.id), level: clip(level) }))
    if (isUndeclared) issues.push(errorIssue('baseGroupsUndeclared', `${path}/group`, { id: clip(group.id) }))
    const bands = group.isByDay ? [] : deviations.map(deviation => this.#bandAt(deviation, mean ?? 1))
    return mean === undefined || isUndeclared || !bands.every(band => band !== undefined) ? null : { mean, bands }
  }

  #bandAt({ id, review, end, times, plus, less }: Deviation, mean: number): Band | undefined {
    const [factor, added, taken] = [times, plus, less].map(number => this.#numbers.take(number))
    const lastCost = this.#lastCost(end, mean)
    if (factor === undefined || added === undefined || taken === undefined || lastCost === undefined) return undefined
    const constant = added - taken
    return { id, review, lastCost, times: factor, constant, factor: factor === 0 ? deviationFactor(constant) : undefined }
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

const deviationFactor = (value: number): CaseFactor => ({ id: 'deviation', factor: formatRatio(value) })

interface Product {
  readonly numerator: bigint
  readonly denominator: bigint
  readonly factor: CaseFactor
}
