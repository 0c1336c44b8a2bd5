import type { Policy } from '../policy.ts'
import { cellKey, type SummaryClaim } from './dimensions.ts'
import { fieldCount, linePlaces, summedLines, type LinePlaces } from './fields.ts'
import { isMet, limitPlaces, type LimitPlace } from './limits.ts'
import { Ladder } from './ladder.ts'
import { Persons } from './persons.ts'
import { summaryReport, type SummaryJson } from './report.ts'
import type { SummarySnapshot } from './snapshot.ts'
import { ExactSums } from './sums.ts'
import { TopClaims } from './top-claims.ts'

/** Amounts of a layer that come with a count of the claims that have one. */
const COUNTED = 3
const NONE: readonly number[] = []

function addCounted(sums: ExactSums, at: number, amount: number): void {
  if (amount === 0) return
  sums.add(at, amount)
  sums.add(at + COUNTED, 1)
}

/**
 * Adds up settled claims of one policy, one at a time; exact in fen, whatever the order. Summaries of parts can be merged. What is kept of each person until
 * `seal` grows with the persons; all else is bounded by the policy.
 */
export class Summary {
  readonly policy: Policy
  /** Ids of the lines that are added up. */
  readonly lines: readonly string[]
  readonly #places: LinePlaces
  readonly #limits: readonly LimitPlace[]
  readonly #ruled: ReadonlySet<string>
  readonly #size: number
  /** By the claim's code of every dimension and its month, as one number. */
  readonly #cells = new Map<number, ExactSums>()
  readonly #refused = new Map<string, number>()
  readonly #bills = new Ladder()
  readonly #top = new TopClaims()
  readonly #persons: Persons
  #rejected = 0

  constructor(policy: Policy) {
    this.policy = policy
    this.lines = summedLines(policy)
    this.#places = linePlaces(policy.pack, this.lines)
    this.#limits = limitPlaces(policy.pack, this.lines)
    this.#ruled = new Set(policy.sheet.derived.map(fact => fact.path))
    this.#size = fieldCount(policy.pack.layers.length)
    this.#persons = new Persons(this.#limits.length)
  }

  /** Adds a settled claim. `values`: its lines in fen, in order of `lines`. */
  add(claim: SummaryClaim, values: ArrayLike<number>): void {
    const { layers, ...places } = this.#places
    const value = (place: number): number => values[place] ?? 0
    const total = value(places.total)
    const fund = value(places.fund)
    const personal = value(places.personal)
    const sums = this.#cell(cellKey(claim))
    sums.add(0, 1)
    sums.add(1, total)
    sums.add(2, value(places.inPolicy))
    sums.add(3, fund)
    sums.add(4, personal)
    sums.add(5, value(places.institutionBorne))
    let at = fieldCount(0)
    for (const layer of layers) {
      addCounted(sums, at, value(layer.paid))
      addCounted(sums, at + 1, value(layer.deductible))
      addCounted(sums, at + 2, value(layer.capExcess))
      at += 2 * COUNTED
    }
    this.#bills.add(total, fund)
    this.#top.add({ claimId: claim.id, total, fund, personal })
    const met = this.#met(claim, values)
    this.#persons.add(String(claim.facts.get('person.id') ?? ''), fund, personal, met)
  }

  /** The limits that a claim met, by number. */
  #met({ facts }: SummaryClaim, values: ArrayLike<number>): readonly number[] {
    if (!this.#places.layers.some(({ capExcess }) => (values[capExcess] ?? 0) > 0)) return NONE
    return this.#limits.flatMap((limit, i) => (isMet(limit, this.#places, values, facts, this.#ruled) ? [i] : []))
  }

  /** Counts a row that was refused, under the codes of its issues, each once. */
  reject(issues: readonly { readonly code: string }[]): void {
    this.#rejected += 1
    for (const code of new Set(issues.map(issue => issue.code))) this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1)
  }

  /** No person of the claims so far comes again: what was kept of each is counted and let go. */
  seal(): void {
    this.#persons.seal()
  }

  /** Adds another summary of the same policy. Persons that are not sealed are the same where their ids are. */
  merge(other: Summary): void {
    for (const [key, sums] of other.#cells) this.#cell(key).addAll(sums)
    for (const [code, count] of other.#refused) this.#refused.set(code, (this.#refused.get(code) ?? 0) + count)
    this.#rejected += other.#rejected
    this.#bills.addAll(other.#bills)
    this.#top.addAll(other.#top)
    this.#persons.addAll(other.#persons)
  }

  /** As plain JSON to hand to another thread or to a file; seals. */
  snapshot(): SummarySnapshot {
    this.seal()
    return {
      cells: [...this.#cells].sort(([one], [other]) => one - other).map(([key, sums]) => [key, sums.toTexts()]),
      rejected: this.#rejected,
      refused: [...this.#refused].sort(([one], [other]) => (one < other ? -1 : 1)),
      bills: this.#bills.toTexts(),
      top: this.#top.list(),
      persons: this.#persons.snapshot(),
    }
  }

  /** Adds what `snapshot` of a summary of the same policy gave. */
  mergeSnapshot(snapshot: SummarySnapshot): void {
    for (const [key, texts] of snapshot.cells) this.#cell(key).addTexts(texts)
    for (const [code, count] of snapshot.refused) this.#refused.set(code, (this.#refused.get(code) ?? 0) + count)
    this.#rejected += snapshot.rejected
    this.#bills.addTexts(snapshot.bills)
    for (const claim of snapshot.top) this.#top.add(claim)
    this.#persons.addSnapshot(snapshot.persons)
  }

  /** The summary as JSON: amounts in yuan with two decimals, ratios with four, counts as numbers. */
  toJson(): SummaryJson {
    return summaryReport({
      policy: this.policy,
      limits: this.#limits,
      size: this.#size,
      cells: this.#cells,
      rejected: this.#rejected,
      refused: this.#refused,
      bills: this.#bills,
      top: this.#top.list(),
      persons: this.#persons.counted(),
    })
  }

  #cell(key: number): ExactSums {
    const known = this.#cells.get(key)
    if (known !== undefined) return known
    const sums = new ExactSums(this.#size)
    this.#cells.set(key, sums)
    return sums
  }
}
