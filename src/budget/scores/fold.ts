import { formatRatio } from '../../base/decimal.ts'
import type { Issue } from '../../base/issue.ts'
import { codesOf } from '../../facts/domain.ts'
import type { CaseScore, ScoreReport } from '../report.ts'
import { readBasis, type Basis, type Institution } from './basis.ts'
import { closeScores, type Tally } from './close.ts'
import { IssueList } from './issues.ts'
import { Sum } from './numbers.ts'
import { readCase, type Case } from './read-case.ts'
import { Scorer, type ScoredDeviation } from './scorer.ts'
import type { ScoreTerms } from './terms.ts'
import { UsedNumbers } from './used-numbers.ts'

export interface ScoreOptions {
  /** JSON pointer of what is read, in the whole input. */
  readonly path?: string
  /** Who may be an institution; anyone where it is not given. */
  readonly members?: ReadonlySet<string>
}

/**
 * Settles cases by score as they come, in memory of the institutions and groups only: the score of each is given back, not kept. It does not remember which
 * cases it had: that none comes twice is for who feeds it.
 */
export class ScoreFold {
  readonly #terms: ScoreTerms
  readonly #path: string
  readonly #basis: Basis
  readonly #scorer: Scorer
  readonly #numbers = new UsedNumbers()
  readonly #issues = new IssueList()
  readonly #flags: ReadonlySet<string>
  readonly #tallies: ReadonlyMap<Institution, Tally>
  #count = 0
  #reviews = 0

  /** `basis`: a ScoreBasis as plain JSON data. What is wrong with it `close` throws. */
  constructor(terms: ScoreTerms, basis: unknown, { path = '', members }: ScoreOptions = {}) {
    const issues: Issue[] = []
    this.#terms = terms
    this.#path = path
    this.#basis = readBasis(basis, path, members, issues)
    this.#issues.add(issues)
    this.#scorer = new Scorer(terms, this.#numbers)
    this.#flags = new Set([...codesOf('encounter.caseFlags'), ...terms.flagFactors.map(({ flag }) => flag)])
    const known = [...this.#basis.institutions.values()].filter(one => one !== undefined)
    this.#tallies = new Map(known.map(one => [one, newTally(one.member)]))
  }

  /** The score of a case. Undefined: it is refused, and `close` will say why. `path`: where it stands in the input. */
  add(given: unknown, path = `${this.#path}/cases/${String(this.#count)}`): CaseScore | undefined {
    this.#count++
    const issues: Issue[] = []
    const one = readCase(given, this.#basis, this.#flags, path, issues)
    const scored = one && this.#scorer.score(one, path, issues)
    if (issues.length > 0) this.#issues.add(issues)
    if (one === undefined || scored === undefined) return undefined
    this.#tally(one, scored)
    return {
      id: one.id,
      member: one.institution.member,
      group: one.group.id,
      multiple: formatRatio(scored.multiple),
      deviation: scored.deviation,
      factors: scored.factors,
      score: formatRatio(scored.score),
      review: scored.review,
    }
  }

  /** The report on what was added, without its cases. Throws a PolicyError with every issue of basis and cases and every parameter they lack, and those `beside`. */
  close(beside: readonly Issue[] = []): ScoreReport {
    return closeScores(this.#basis, {
      terms: this.#terms,
      tallies: [...this.#tallies.values()],
      numbers: this.#numbers,
      reviews: this.#reviews,
      path: this.#path,
      issues: [...this.#issues.all(), ...beside],
    })
  }

  #tally(one: Case, { score, review }: ScoredDeviation): void {
    if (review) this.#reviews++
    const tally = this.#tallies.get(one.institution)
    if (tally === undefined) return
    tally.cases++
    tally.score.add(score)
    tally.cost.add(one.cost)
    tally.paidByOthers.add(one.paidByOthers)
    if (one.fundPaid === undefined) tally.lacksUsed = true
    else tally.used.add(one.fundPaid)
  }
}

const newTally = (member: string): Tally => ({
  member,
  cases: 0,
  score: new Sum(),
  cost: new Sum(),
  paidByOthers: new Sum(),
  used: new Sum(),
  lacksUsed: false,
})
