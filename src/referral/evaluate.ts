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
import { decidedRules, decisionPack, lowerDecisions } from './decision-sheet.ts'
import { decidingFacts } from './deciding.ts'
import { factsBelow, lackingFacts } from './lacking.ts'
import { missingDirection, withCauseToMove, withDirection } from './direction.ts'

/** An area that was not given. */
const NOWHERE = 0

/** A case under the decision rules of a policy: which of them fire, and what its facts are after every rule that sets them. */
export interface DecidedFacts {
  readonly claim: Claim
  /** The day that dates rules and numbers. */
  readonly day: DayNumber
  readonly fires: (rule: Rule) => boolean
  /** Facts that a rule rests on and the case does not give: while there are any, nobody knows whether it fires. */
  readonly lacking: (rule: Rule) => readonly string[]
  /** The same where a default settles nothing either, as long as a fact is missing that has none. */
  readonly lackingBeyondDefaults: (rule: Rule) => readonly string[]
  /** Those of the facts on which it depends whether a rule fires, given all the others. */
  readonly hinging: (rule: Rule, paths: ReadonlySet<string>) => readonly string[]
  /** The facts that make a rule fire or not, of those that are known. */
  readonly deciding: (rule: Rule) => readonly string[]
  /** Parameters without a value on which it depends whether a rule fires. */
  readonly lackingParameters: (rule: Rule) => readonly string[]
  /** Own, given, or as rules set it. */
  readonly fact: (path: string) => FactValue | undefined
  /** A flag that rules set; null where it depends on what the case does not give. */
  readonly flag: (path: string) => boolean | null
}

export interface DecisionContext {
  /** The day of a case that has none of its own. */
  readonly asOf: DayNumber | undefined
}

/** A case's facts as read, with the direction of its move and the days that date it. */
export interface ReadFacts {
  readonly claim: Claim
  readonly days: ClaimDays
}

/** Evaluates cases by the decision sheet of one policy. */
export class CaseEvaluator {
  readonly pack: Pack
  /** Facts that the rules which decide read, and the flags that an answer names. */
  readonly reads: readonly string[]
  readonly #sheet: LiveSheet
  readonly #interpreter: Interpreter
  readonly #preparer: Preparer
  readonly #rules: ReadonlyMap<string, LiveSheet['rules'][number]>
  readonly #flags: ReadonlyMap<string, Node>
  readonly #areas: readonly string[]
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
    const roots = [...decidedRules(decisions).map(rule => this.#firing(rule)), ...this.#flags.values()]
    const below = new Set(roots.flatMap(factsBelow))
    this.reads = this.#preparer.reads.filter(path => below.has(path))
    this.#areas = this.#preparer.reads.filter(path => factDomain(path)?.type === 'area')
  }

  /** Flags that rules set. */
  get flags(): readonly string[] {
    return [...this.#flags.keys()]
  }

  /** Reads a claim's facts; undefined with every issue. */
  read(facts: unknown, context: DecisionContext, issues: Issue[]): ReadFacts | undefined {
    const before = issues.length
    const read = readClaim(facts)
    issues.push(...read.issues)
    const given = read.claim ?? read.partial
    if (given === undefined) return undefined
    const days = this.#days(given, context.asOf, issues)
    const identified = identify(given, days?.identity, this.pack, this.#preparer.reads)
    const claim = withCauseToMove(withDirection(identified.claim, issues))
    issues.push(...identified.issues)
    return days === undefined || issues.length > before ? undefined : { claim, days }
  }

  /** Works out the rules. `unknown`: facts that nobody can know though they have a value. Rules that contradict each other are issues. */
  decide({ claim, days }: ReadFacts, issues: Issue[], unknown: readonly string[] = []): DecidedFacts {
    const value = this.#interpreter.values(this.#preparer.record(claim, days, freshState(this.#sheet, days.year)))
    const missing = new Set([...this.#missing(claim), ...unknown])
    const lacking = lackingOf(missing, value)
    const met = this.#sheet.guards.filter(({ when }) => value(when) === 1 && lacking(when).length === 0)
    const valueless = met.filter(({ code }) => code === 'missingParameter').map(({ subject }) => subject)
    issues.push(
      ...met.filter(({ code }) => code !== 'missingParameter').map(({ code, subject }) => errorIssue(code, '', { subject, rules: '' })),
    )
    const parameters = (rule: Rule): readonly string[] =>
      valueless.length === 0 ? [] : valueless.filter(id => this.#parametersOf(rule).has(id))
    const firing = (rule: Rule): Node => this.#firing(rule)
    const open = (paths: Iterable<string>): ((node: Node) => readonly string[]) => lackingOf(new Set([...missing, ...paths]), value)
    const assumed = open(claim.defaulted)
    const beyondDefaults = (node: Node): readonly string[] => (missing.size === 0 ? [] : assumed(node).filter(path => missing.has(path)))
    return {
      claim,
      day: days.rules,
      lacking: rule => lacking(firing(rule)),
      lackingBeyondDefaults: rule => beyondDefaults(firing(rule)),
      hinging: (rule, paths) => open(paths)(firing(rule)).filter(path => paths.has(path)),
      deciding: rule => decidingFacts(firing(rule), value).filter(path => !missing.has(path)),
      lackingParameters: parameters,
      fires: rule => value(firing(rule)) === 1 && parameters(rule).length === 0 && lacking(firing(rule)).length === 0,
      fact: path => {
        const node = this.#flags.get(path)
        return node === undefined ? claim.facts.get(path) : value(node) === 1
      },
      flag: path => {
        const node = this.#flags.get(path)
        return node === undefined || beyondDefaults(node).length > 0 ? null : value(node) === 1
      },
    }
  }

  /** Required facts that are not given, areas of which nobody says which, and the direction of a move from nobody knows where. */
  #missing(claim: Claim): readonly string[] {
    const absent = this.#preparer.missing(claim, new Set()).map(issue => String(issue.params['fact']))
    return [...absent, ...this.#areas.filter(path => claim.facts.get(path) === NOWHERE), ...missingDirection(claim)]
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

/** The facts that a node lacks, each node worked out once. */
function lackingOf(missing: ReadonlySet<string>, value: (node: Node) => number): (node: Node) => readonly string[] {
  const known = new Map<Node, readonly string[]>()
  return node => {
    if (missing.size === 0) return []
    const found = known.get(node) ?? lackingFacts(node, missing, value)
    known.set(node, found)
    return found
  }
}
