import type { DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { Interpreter } from '../expression/readings/interpret.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { readClaim, type Claim } from '../facts/claim.ts'
import type { FactValue, Label } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { benefitFirstDay, benefitMonth, claimDays, type ClaimDays } from '../settlement/dates.ts'
import { identify } from '../settlement/identity.ts'
import { Preparer } from '../settlement/prepare.ts'
import { freshState, type YearState } from '../settlement/state.ts'
import { decisionPack, lowerDecisions } from './decision-sheet.ts'

/** A case under the decision rules of a policy: which of them fire, and what its facts are after every rule that sets them. */
export interface DecidedFacts {
  readonly claim: Claim
  /** The day that dates rules and numbers. */
  readonly day: DayNumber
  readonly fires: (rule: Rule) => boolean
  /** Own, given, or as rules set it. */
  readonly fact: (path: string) => FactValue | undefined
}

export interface DecisionContext {
  /** The day of a case that has none of its own. */
  readonly asOf: DayNumber | undefined
  readonly state: YearState | undefined
}

/** Evaluates cases by the decision sheet of one policy. */
export class CaseEvaluator {
  readonly pack: Pack
  readonly #sheet: LiveSheet
  readonly #interpreter: Interpreter
  readonly #preparer: Preparer
  readonly #rules: ReadonlyMap<string, LiveSheet['rules'][number]>

  constructor(pack: Pack, label: (path: string) => Label | undefined) {
    const decisions = decisionPack(pack)
    this.pack = decisions
    this.#sheet = lowerDecisions(decisions)
    this.#interpreter = new Interpreter(this.#sheet)
    this.#preparer = new Preparer(this.#sheet, label)
    this.#rules = new Map(this.#sheet.rules.map(rule => [rule.id, rule]))
  }

  /** Facts the decision rules read. */
  get reads(): readonly string[] {
    return this.#preparer.reads
  }

  /** Flags that rules set. */
  get flags(): readonly string[] {
    return this.#sheet.derived.filter(({ node }) => node.type === 'flag').map(({ path }) => path)
  }

  /** Reads a claim's facts and works out the rules; undefined with every issue. */
  evaluate(facts: unknown, context: DecisionContext, issues: Issue[]): DecidedFacts | undefined {
    const before = issues.length
    const read = readClaim(facts)
    issues.push(...read.issues)
    const claim = read.claim ?? read.partial
    if (claim === undefined) return undefined
    const days = this.#days(claim, context.asOf, issues)
    const identified = identify(claim, days?.identity, this.pack, this.reads)
    issues.push(...identified.issues, ...(read.claim === undefined ? [] : this.#preparer.missing(identified.claim, new Set())))
    if (days === undefined || issues.length > before) return undefined
    const record = this.#preparer.record(identified.claim, days, context.state ?? freshState(this.#sheet, days.year))
    const value = this.#interpreter.values(record)
    for (const guard of this.#sheet.guards) if (value(guard.when) === 1) issues.push(this.#guardIssue(guard))
    const derived = new Map(this.#sheet.derived.filter(({ node }) => node.type === 'flag').map(({ path, node }) => [path, node]))
    return {
      claim: identified.claim,
      day: days.rules,
      fires: rule => {
        const nodes = this.#rules.get(rule.id)
        return nodes !== undefined && value(nodes.fires) === 1
      },
      fact: path => {
        const node = derived.get(path)
        return node === undefined ? identified.claim.facts.get(path) : value(node) === 1
      },
    }
  }

  /** Its own day dates a case; else the day it is judged as of. */
  #days(claim: Claim, asOf: DayNumber | undefined, issues: Issue[]): ClaimDays | undefined {
    const own = claimDays(claim, this.pack)
    if (!('missing' in own)) return own
    if (asOf !== undefined) return { rules: asOf, identity: asOf, ...benefitMonth(asOf, benefitFirstDay(this.pack)) }
    issues.push(errorIssue('asOfNeeded', ''))
    return undefined
  }

  #guardIssue({ code, subject }: LiveSheet['guards'][number]): Issue {
    const parameter = code === 'missingParameter' ? this.pack.parameters.get(subject) : undefined
    if (parameter === undefined) return errorIssue(code, '', { subject, rules: '' })
    const { label, clause } = parameter
    return errorIssue(code, '', { parameter: subject, label: label.zh, labelEn: label.en }, clause)
  }
}
