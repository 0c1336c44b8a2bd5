import { calendarOf } from '../base/calendar.ts'
import { civilDay, type DayNumber } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import { clip } from '../base/text.ts'
import type { FactLookup, FactValue } from '../facts/spec.ts'
import type { Pack } from '../pack/pack.ts'
import type { BudgetOptions } from './budget.ts'
import { BudgetRun } from './budget-run.ts'
import { readYear } from './read-year.ts'
import type { BudgetReport, SpendReport } from './report.ts'
import { countedYear, type CountedYear } from './spend-closing.ts'
import { lacking, SpendFacts } from './spend-facts.ts'
import { ScoredSpend } from './spend-scores.ts'
import { spendReport } from './spend-report.ts'
import { SettledReader, type SettledSums } from './spend-settled.ts'
import { SpendRules, type SpendTerms } from './spend-rules.ts'
import { OpenStays, type PartSums } from './spend-stays.ts'
import { SpendSums, yearDays } from './spend-sums.ts'
import { SpendUnit } from './spend-unit.ts'
import { resolveUnit } from './unit.ts'

/** A case, whole or the last part of one. */
interface Case extends PartSums {
  readonly id: string
  readonly terms: SpendTerms | undefined
  readonly day: DayNumber
  readonly kind: string
  readonly institution: string
  readonly isResident: boolean
  readonly group: string
  readonly flags: readonly string[]
  readonly discharged: DayNumber | undefined
}

/**
 * Adds up settled claims as the spend of a budget year, one at a time, in any order: whose they are, by which day and with what they count is what the policy's
 * `countSpend` rules say. Interim parts of a stay go with its last part; a last part that comes before them waits for those that were announced. Memory grows with
 * members, months and kinds, and with the stays that are open.
 */
export class BudgetFold {
  readonly #pack: Pack
  readonly #year: number
  readonly #days: readonly [DayNumber, DayNumber]
  readonly #input: unknown
  readonly #facts = new SpendFacts()
  readonly #rules: SpendRules
  readonly #unit: SpendUnit
  readonly #settled: SettledReader
  readonly #scores: ScoredSpend
  readonly #stays = new OpenStays<Case>()
  readonly #sums = new SpendSums()
  #refused = 0

  /** `input`: a budget year without what is to be counted (`actual`). Throws a PolicyError with everything that is wrong with it. */
  constructor(pack: Pack, input: unknown) {
    const issues: Issue[] = []
    const year = readYear(input, issues)
    if (year === undefined) throw policyError(issues)
    if (year.actual !== undefined) issues.push(errorIssue('spendGiven', '/budget/actual'))
    const run = new BudgetRun(pack, year, calendarOf(PUBLISHED_DAYS), issues)
    resolveUnit(run)
    this.#pack = pack
    this.#year = year.year
    this.#days = yearDays(year.year)
    this.#input = input
    this.#rules = new SpendRules(run)
    this.#unit = new SpendUnit(year.members, this.#rules.choices('scope'), issues)
    this.#settled = new SettledReader(pack.layers[0]?.id ?? '', this.#rules.choices('counts').includes('score'))
    this.#scores = new ScoredSpend(pack, run.day, year)
    if (issues.length > 0) throw policyError(issues)
  }

  /** Says beforehand that a claim will come, if it is an interim part of a stay: its last part then waits for it, whichever comes first. */
  announce(claim: unknown): void {
    const facts = this.#facts.of(claim, [])
    if (isInterim(facts)) this.#stays.announce(stayKey(facts))
  }

  /** Adds a claim with its settlement: a whole one, or a row of a batch. Throws a PolicyError with everything that is wrong with them; nothing is added then. */
  add(claim: unknown, settlement: unknown): void {
    const issues: Issue[] = []
    const settled = this.#settled.read(settlement, issues)
    const facts = this.#facts.of(claim, issues)
    const id = isPlainObject(claim) && typeof claim['id'] === 'string' ? claim['id'] : ''
    if (settled !== undefined && settled.claimId !== id)
      issues.push(errorIssue('spendOtherClaim', '/claimId', { claim: clip(id), settled: clip(settled.claimId) }))
    const one =
      settled === undefined ? undefined : this.#read(facts, settled, settled.total ?? this.#facts.total(claim, issues) ?? 0, issues)
    if (one === undefined || issues.length > 0) throw policyError(issues)
    this.#put(facts, one)
  }

  /** Counts a claim that was refused, and so paid nothing. */
  refuse(claim: unknown): void {
    this.#refused++
    const facts = this.#facts.of(claim, [])
    const whole = isInterim(facts) ? this.#stays.dropped(stayKey(facts)) : undefined
    if (whole !== undefined) this.#close(whole)
  }

  /** The year with what was counted, for `policy.budget`. Throws a PolicyError where what counts by score or by head lacks its terms. */
  close(): CountedYear & { readonly spend: SpendReport } {
    for (const { paid } of this.#stays.left()) this.#sums.leaveOut('openStay', paid)
    const spend = this.#sums.report(this.#year, this.#refused)
    return { ...countedYear(this.#input, this.#year, this.#sums, spend, this.#scores.close()), spend }
  }

  /** Closes and reports the year, with what was counted. Throws a PolicyError where `close` and `policy.budget` do. */
  report(options: BudgetOptions = {}): BudgetReport {
    return spendReport(this.#pack, this.close(), options)
  }

  #read(facts: FactLookup, sums: SettledSums, cost: number, issues: Issue[]): Case | undefined {
    const terms = this.#rules.terms(facts, issues)
    const get = (path: string): FactValue | undefined => facts.get(path)
    const discharged = get('encounter.dischargeDate') as DayNumber | undefined
    const settledOn = get('encounter.settleDate') as DayNumber | undefined
    // A visit has no discharge: its own day stands for it.
    const ended = discharged ?? (get('encounter.serviceDate') as DayNumber | undefined) ?? settledOn
    const day = terms?.on === 'dischargeDate' ? ended : settledOn
    if (day === undefined && terms !== undefined) issues.push(lacking(`encounter.${terms.on}`))
    return {
      id: sums.claimId,
      terms,
      day: day ?? 0,
      kind: String(get('encounter.kind') ?? ''),
      institution: String(get('institution.id') ?? ''),
      isResident: this.#unit.isResident(facts),
      group: String(get('encounter.diseaseGroup') ?? ''),
      flags: (get('encounter.caseFlags') as readonly string[] | undefined) ?? [],
      discharged,
      admitted: get('encounter.admitDate') as DayNumber | undefined,
      cost,
      paid: sums.paid,
      paidByOthers: sums.paidByOthers,
    }
  }

  #put(facts: FactLookup, one: Case): void {
    const key = stayKey(facts)
    const whole = isInterim(facts) ? this.#stays.part(key, one) : key === '' ? one : this.#stays.last(key, one)
    if (whole !== undefined) this.#close(whole)
  }

  /** Counts a whole case, or says why it does not count. */
  #close(one: Case): void {
    const { terms, day, institution, isResident, kind, cost, paid } = one
    const [from, to] = this.#days
    if (terms === undefined) return this.#sums.leaveOut('noRule', paid)
    if (day < from || day >= to) return this.#sums.leaveOut('otherYear', paid)
    if (terms.scope !== 'members' && !isResident) return this.#sums.leaveOut('notResident', paid)
    const isMember = this.#unit.has(institution)
    if (!isMember) this.#sums.unknown(institution, paid)
    if (!isMember && terms.scope !== 'residentsAnywhere') return this.#sums.leaveOut('notMember', paid)
    const member = isMember ? institution : this.#unit.bearer
    this.#sums.count(member, civilDay(day).month, kind, terms.counts, cost, paid)
    if (terms.counts === 'score') this.#scores.add({ ...one, member })
  }
}

const isInterim = (facts: FactLookup): boolean => facts.get('encounter.part') === 'interim'

/** Parts of one stay of one person, of one kind: an examination before admission is a case of its own. '' where a claim names no stay. */
function stayKey(facts: FactLookup): string {
  const stay = facts.get('encounter.stayId') ?? ''
  return stay === '' ? '' : JSON.stringify([facts.get('person.id') ?? '', stay, facts.get('encounter.kind') ?? ''])
}
