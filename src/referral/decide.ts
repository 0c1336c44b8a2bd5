import { calendarOf, type Calendar, type CalendarYear } from '../base/calendar.ts'
import { formatDay } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { Pack } from '../pack/pack.ts'
import { packIdentity } from '../settlement/pack-identity.ts'
import { readAsOf, readCase } from './case.ts'
import { decidedRules } from './decision-sheet.ts'
import { ChangedCases } from './changed-cases.ts'
import type { Decision } from './decision.ts'
import { assumptionsOf } from './assumptions.ts'
import { CaseEvaluator } from './evaluate.ts'
import { findingsOf } from './findings.ts'
import { judgeCase, judgeMove, judgeWay } from './judged-case.ts'
import { owedOf } from './owed.ts'
import { priceAnswers } from './price-answers.ts'
import type { Question } from './question.ts'
import { referralAnswer } from './referral-answer.ts'
import { rightAnswers } from './right-answers.ts'
import { settlementAnswers } from './settlement-answers.ts'
import { sourcesOf } from './sources.ts'
import { Undecided } from './undecided.ts'

export interface DecideOptions {
  /** The day as of which it is judged, `YYYY-MM-DD`; without it the case's own day. Nothing is taken from the clock. */
  readonly asOf?: string
  /** Years of the working calendar besides the published ones, or instead of them. */
  readonly calendar?: readonly CalendarYear[]
}

/** Decides cases by the rules of one policy: lowered once. */
export class Decider {
  readonly #pack: Pack
  readonly #evaluator: CaseEvaluator

  constructor(pack: Pack, fact: (path: string) => FactSpec | undefined) {
    this.#pack = pack
    this.#evaluator = new CaseEvaluator(pack, path => fact(path)?.label)
  }

  /** Throws a PolicyError with everything that is wrong with the case. */
  decide(input: unknown, options: DecideOptions = {}): Decision {
    const issues: Issue[] = []
    const asOf = readAsOf(options.asOf, issues)
    const calendar = readCalendar(options.calendar ?? [], issues)
    const given = readCase(input, issues)
    // Any day stands in for one that could not be read: nothing is answered then.
    const context = { asOf: asOf ?? (options.asOf === undefined ? undefined : 0) }
    const moved = given && judgeMove(this.#evaluator, given, context, issues)
    const way = moved && judgeWay(this.#evaluator, moved, context, issues)
    const judged = moved && way && judgeCase(this.#evaluator, moved, way, issues)
    if (given === undefined || judged === undefined || calendar === undefined || issues.length > 0) throw policyError(issues)
    const changed = new ChangedCases(this.#evaluator, given, context, judged.way)
    const common = { pack: this.#pack, evaluator: this.#evaluator, given, context, judged, calendar, changed }
    const decision = this.#answer({ ...common, asOf: asOf ?? judged.facts.day }, issues)
    if (issues.length > 0) throw policyError(issues)
    return decision
  }

  #answer(question: Question, issues: Issue[]): Decision {
    const { pack, judged, asOf } = question
    const { claim, day, flag } = judged.facts
    const undecided = new Undecided(question)
    const settlement = settlementAnswers(question, undecided)
    return {
      version: 1,
      policy: packIdentity(pack),
      caseId: claim.id,
      on: formatDay(day),
      asOf: formatDay(asOf),
      referral: referralAnswer(question),
      rights: rightAnswers(question),
      ...owedOf(question, undecided),
      settlement,
      prices: priceAnswers(question, undecided, issues),
      undecided: undecided.answers(),
      fired: decidedRules(pack)
        .filter(judged.facts.fires)
        .map(rule => rule.id),
      derived: Object.fromEntries(this.#evaluator.flags.map(path => [path, flag(path)])),
      assumptions: assumptionsOf(question),
      findings: findingsOf(question, settlement),
      sources: sourcesOf(question),
    }
  }
}

const YEARS = /^(19|20|21)\d\d$/

let publishedDays: Calendar | undefined

/** The calendar of the published days alone, read once. */
const published = (): Calendar => (publishedDays ??= calendarOf(PUBLISHED_DAYS))

function readCalendar(years: readonly CalendarYear[], issues: Issue[]): Calendar | undefined {
  const isYear = (one: unknown): boolean =>
    isPlainObject(one) && YEARS.test(String(one['year'])) && typeof one['off'] === 'string' && typeof one['on'] === 'string'
  if (Array.isArray(years) && years.every(isYear)) return years.length === 0 ? published() : calendarOf([...PUBLISHED_DAYS, ...years])
  issues.push(errorIssue('wrongType', '/calendar', { expected: 'array', received: typeof years }))
  return undefined
}
