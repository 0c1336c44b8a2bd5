import { errorIssue, type Issue } from '../base/issue.ts'
import { leafPath, leaves, type Leaf } from '../condition/types.ts'
import type { COUNTS, SCOPES, SPEND_DAYS } from '../effect/budgets/choices.ts'
import { budgetFactSpec } from '../facts/budget-facts.ts'
import { factDomain } from '../facts/domain.ts'
import type { FactLookup, FactValue } from '../facts/spec.ts'
import type { BudgetRun } from './budget-run.ts'
import type { MemberInput } from './year-input.ts'

/** Whose cases count, by which day, and with what. */
export interface SpendTerms {
  readonly scope: (typeof SCOPES)[number]
  readonly on: (typeof SPEND_DAYS)[number]
  readonly counts: (typeof COUNTS)[number]
}

/** Combinations of facts whose terms are kept. */
const MOST = 4096

/** The `countSpend` rules of a policy over cases; what was found for a combination of facts is kept. */
export class SpendRules {
  readonly #run: BudgetRun
  readonly #members: ReadonlyMap<string, MemberInput>
  /** Facts of a case that the rules read. */
  readonly #paths: readonly string[]
  readonly #known = new Map<string, SpendTerms | undefined>()

  constructor(run: BudgetRun) {
    const rules = run.pack.budgets.filter(rule => rule.type === 'countSpend')
    this.#run = run
    this.#members = new Map(run.input.members.map(member => [member.id, member]))
    const read = rules.flatMap(rule => leaves(rule.conditions).flatMap(factsOf))
    this.#paths = [...new Set(read)].filter(path => budgetFactSpec(path) === undefined).sort()
    for (const fact of this.#paths)
      if (factDomain(fact)?.source !== undefined || factDomain(fact) === undefined)
        run.issues.push(errorIssue('spendRuleReads', '', { fact }))
    if (rules.length === 0) run.issues.push(errorIssue('spendRuleNeeded', '', {}))
  }

  /** What cases may count by: the choices of all rules. */
  choices(name: keyof SpendTerms): readonly (string | undefined)[] {
    return this.#run.pack.budgets.filter(rule => rule.type === 'countSpend').map(rule => this.#run.choice(rule.params[name]))
  }

  /** The terms of a case; undefined: no rule counts it. What hangs on facts that it lacks, or on parameters, is an issue. */
  terms(facts: FactLookup, issues: Issue[]): SpendTerms | undefined {
    const member = this.#members.get(String(facts.get('institution.id')))
    // What the year says of an institution goes before what a claim does.
    const fact = (path: string): FactValue | undefined => member?.facts.get(path) ?? facts.get(path)
    const key = this.#paths.length === 0 ? '' : JSON.stringify(this.#paths.map(path => fact(path) ?? null))
    if (this.#known.has(key)) return this.#known.get(key)
    const before = issues.length
    const terms = this.#find(fact, issues)
    if (this.#known.size >= MOST) this.#known.clear()
    if (issues.length === before) this.#known.set(key, terms)
    return terms
  }

  #find(fact: (path: string) => FactValue | undefined, issues: Issue[]): SpendTerms | undefined {
    const { issues: found } = this.#run
    const before = found.length
    const rule = this.#run.unique(this.#run.firingOver(path => (this.#paths.includes(path) ? fact(path) : undefined), 'countSpend'))
    const choice = (name: string): string | undefined => (rule === undefined ? undefined : this.#run.choice(rule.params[name]))
    const [scope, on, counts] = [choice('scope'), choice('on'), choice('counts')]
    // They are this case's, and told with it.
    issues.push(...found.splice(before))
    return scope === undefined || on === undefined || counts === undefined ? undefined : ({ scope, on, counts } as SpendTerms)
  }
}

const factsOf = (leaf: Leaf): readonly string[] => [
  leafPath(leaf),
  ...(typeof leaf.value === 'object' && 'fact' in leaf.value ? [leaf.value.fact] : []),
]
