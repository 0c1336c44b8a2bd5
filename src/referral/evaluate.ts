import type { DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { leafPath, leaves } from '../condition/types.ts'
import { Interpreter } from '../expression/readings/interpret.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import type { Node } from '../expression/node.ts'
import { readClaim, type Claim } from '../facts/claim.ts'
import { factDomain } from '../facts/domain.ts'
import type { FactValue, Label } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { benefitFirstDay, benefitMonth, claimDays, type ClaimDays } from '../settlement/dates.ts'
import { identify } from '../settlement/identity.ts'
import { Preparer } from '../settlement/prepare.ts'
import { freshState } from '../settlement/state.ts'
import { decisionPack, lowerDecisions } from './decision-sheet.ts'
import { lackingFacts } from './lacking.ts'
import { COMPLIANT, missingDirection, withDirection, withFact } from './direction.ts'

/** A case under the decision rules of a policy: which of them fire, and what its facts are after every rule that sets them. */
export interface DecidedFacts {
  readonly claim: Claim
  /** The day that dates rules and numbers. */
  readonly day: DayNumber
  readonly fires: (rule: Rule) => boolean
  /** Facts that a rule rests on and the case does not give: while there are any, nobody knows whether it fires. */
  readonly lacking: (rule: Rule) => readonly string[]
  /** Parameters without a value on which it depends whether a rule fires. */
  readonly lackingParameters: (rule: Rule) => readonly string[]
  /** As the case was read, before its compliance was derived. */
  readonly said: ReadonlyMap<string, FactValue>
  /** Own, given, or as rules set it. */
  readonly fact: (path: string) => FactValue | undefined
}

export interface DecisionContext {
  /** The day of a case that has none of its own. */
  readonly asOf: DayNumber | undefined
}

/** Evaluates cases by the decision sheet of one policy. */
export class CaseEvaluator {
  readonly pack: Pack
  readonly #sheet: LiveSheet
  readonly #interpreter: Interpreter
  readonly #preparer: Preparer
  readonly #rules: ReadonlyMap<string, LiveSheet['rules'][number]>
  readonly #flags: ReadonlyMap<string, Node>
  readonly #parameters = new Map<string, Set<string>>()

  constructor(pack: Pack, label: (path: string) => Label | undefined) {
    const decisions = decisionPack(pack)
    this.pack = decisions
    this.#sheet = lowerDecisions(decisions)
    this.#interpreter = new Interpreter(this.#sheet)
    this.#preparer = new Preparer(this.#sheet, label)
    this.#rules = new Map(this.#sheet.rules.map(rule => [rule.id, rule]))
    this.#flags = new Map(
      this.#sheet.derived
        .filter(({ path, node }) => node.type === 'flag' && (pack.derived.has(path) || factDomain(path) !== undefined))
        .map(({ path, node }) => [path, node]),
    )
  }

  /** Facts the decision rules read. */
  get reads(): readonly string[] {
    return this.#preparer.reads
  }

  /** Flags that rules set. */
  get flags(): readonly string[] {
    return [...this.#flags.keys()]
  }

  /** Reads a claim's facts and works out the rules; undefined with every issue. `compliant`: as its moves make it, whatever it says itself. */
  evaluate(facts: unknown, context: DecisionContext, issues: Issue[], compliant?: boolean): DecidedFacts | undefined {
    const before = issues.length
    const read = readClaim(facts)
    issues.push(...read.issues)
    const given = read.claim ?? read.partial
    if (given === undefined) return undefined
    const days = this.#days(given, context.asOf, issues)
    const identified = identify(given, days?.identity, this.pack, this.reads)
    const moved = withDirection(identified.claim, issues)
    issues.push(...identified.issues)
    if (days === undefined || issues.length > before) return undefined
    const claim = compliant === undefined ? moved : withFact(moved, COMPLIANT, compliant)
    const value = this.#interpreter.values(this.#preparer.record(claim, days, freshState(this.#sheet, days.year)))
    const absent = this.#preparer.missing(claim, new Set()).map(issue => String(issue.params['fact']))
    const missing = new Set([...absent, ...missingDirection(claim)])
    const lacks = new Map<Node, readonly string[]>()
    const lacking = (node: Node): readonly string[] => {
      const known = missing.size === 0 ? [] : (lacks.get(node) ?? lackingFacts(node, missing, value))
      lacks.set(node, known)
      return known
    }
    const met = this.#sheet.guards.filter(({ when }) => value(when) === 1 && lacking(when).length === 0)
    const valueless = met.filter(({ code }) => code === 'missingParameter').map(({ subject }) => subject)
    issues.push(
      ...met.filter(({ code }) => code !== 'missingParameter').map(({ code, subject }) => errorIssue(code, '', { subject, rules: '' })),
    )
    const unknown = (rule: Rule): readonly string[] =>
      valueless.length === 0 ? [] : valueless.filter(id => this.#parametersOf(rule).has(id))
    return {
      claim,
      day: days.rules,
      said: moved.facts,
      lacking: rule => lacking(this.#firing(rule)),
      lackingParameters: unknown,
      fires: rule => value(this.#firing(rule)) === 1 && unknown(rule).length === 0 && lacking(this.#firing(rule)).length === 0,
      fact: path => {
        const node = this.#flags.get(path)
        return node === undefined ? claim.facts.get(path) : value(node) === 1
      },
    }
  }

  #firing({ id }: Rule): Node {
    const node = this.#rules.get(id)?.fires
    if (node === undefined) throw new Error(`rule ${id} is not in the sheet of decisions`)
    return node
  }

  /** Parameters in the conditions of a rule, of those that override it, and of those that set what they read. */
  #parametersOf(rule: Rule): ReadonlySet<string> {
    const known = this.#parameters.get(rule.id)
    if (known !== undefined) return known
    const own = leaves(rule.conditions)
    const found = new Set(own.flatMap(({ value }) => (typeof value === 'object' && 'parameter' in value ? [value.parameter] : [])))
    this.#parameters.set(rule.id, found)
    const read = new Set(own.map(leafPath))
    const behind = this.pack.rules.filter(other => other.overrides.includes(rule.id) || read.has(String(other.params['fact'])))
    for (const id of behind.flatMap(other => [...this.#parametersOf(other)])) found.add(id)
    return found
  }

  /** Its own day dates a case; else the day it is judged as of. */
  #days(claim: Claim, asOf: DayNumber | undefined, issues: Issue[]): ClaimDays | undefined {
    const own = claimDays(claim, this.pack)
    if (!('missing' in own)) return own
    if (asOf !== undefined) return { rules: asOf, identity: asOf, ...benefitMonth(asOf, benefitFirstDay(this.pack)) }
    issues.push(errorIssue('asOfNeeded', ''))
    return undefined
  }
}
