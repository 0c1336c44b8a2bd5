import type { DayNumber } from '../base/date.ts'
import { lowerCondition } from '../condition/lower.ts'
import { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import { budgetFactSpec } from '../facts/budget-facts.ts'
import { factDomain } from '../facts/domain.ts'
import type { FactDomain, FactValue } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { overriders } from '../pack/expand.ts'
import { KnownScope } from './condition-scope.ts'

/** Whether a rule fires, or on what that hangs: facts that are not given, parameters without a value. */
export type Firing = 'yes' | 'no' | { readonly facts: readonly string[]; readonly parameters: readonly string[] }

/** Facts by path: of the year, and of a member or case where a rule is asked of one. */
export type FactFinder = (path: string) => FactValue | undefined

/** The budget rules of a policy on a day over known facts, with those that set flags and rights for an institution. */
export class BudgetRules {
  readonly #pack: Pack
  readonly #day: DayNumber
  readonly #fact: FactFinder
  readonly #x = new Expressions()
  readonly #scope: KnownScope
  readonly #overriders: ReadonlyMap<string, ReadonlySet<string>>
  readonly #byId: ReadonlyMap<string, Rule>
  readonly #open = new Set<string>()

  constructor(pack: Pack, day: DayNumber, fact: FactFinder) {
    const rules = [...pack.budgets, ...pack.rules]
    this.#pack = pack
    this.#day = day
    this.#fact = fact
    this.#overriders = overriders(rules, [])
    this.#byId = new Map(rules.map(rule => [rule.id, rule]))
    const domain = (path: string): FactDomain | undefined => pack.derived.get(path) ?? budgetFactSpec(path) ?? factDomain(path)
    this.#scope = new KnownScope(this.#x, pack, day, {
      domain,
      value: path => this.#fact(path),
      set: path => this.#setBy(path, domain(path)),
    })
  }

  fires(rule: Rule): Firing {
    const { certain, possible, lists } = this.#firing(rule)
    if (certain === this.#x.yes) return 'yes'
    if (possible === this.#x.no) return 'no'
    const inputs = inputsOf([certain, possible])
    return { facts: inputs.facts, parameters: [...new Set([...inputs.parameters, ...lists])].sort() }
  }

  #firing(rule: Rule): { readonly certain: Node; readonly possible: Node; readonly lists: readonly string[] } {
    const x = this.#x
    const own = this.#holding(rule)
    const others = [...(this.#overriders.get(rule.id) ?? [])].flatMap(id => this.#byId.get(id) ?? []).map(other => this.#holding(other))
    return {
      certain: x.and(own.certain, ...others.map(other => x.not(other.possible))),
      possible: x.and(own.possible, ...others.map(other => x.not(other.certain))),
      lists: [own, ...others].flatMap(one => one.lists),
    }
  }

  #holding({ conditions, from, to }: Rule): { readonly certain: Node; readonly possible: Node; readonly lists: readonly string[] } {
    const isInForce = (from === undefined || from <= this.#day) && (to === undefined || this.#day < to)
    if (!isInForce) return { certain: this.#x.no, possible: this.#x.no, lists: [] }
    const { certain, possible, missing } = lowerCondition(this.#scope, conditions)
    return { certain, possible, lists: missing.map(one => one.parameter) }
  }

  /** A flag that a rule of the policy makes true, and none false. */
  #setBy(path: string, domain: FactDomain | undefined): Node | undefined {
    const setters = this.#pack.rules.filter(rule => rule.type === 'classify' && rule.params['fact'] === path)
    if (domain?.type !== 'flag' || setters.length === 0 || this.#open.has(path)) return undefined
    this.#open.add(path)
    const nodes = setters.map(rule => this.#firing(rule))
    this.#open.delete(path)
    const known = this.#x.or(...nodes.map(one => one.certain))
    return nodes.every(one => one.certain === one.possible) ? known : undefined
  }
}

/** Names of the facts and parameters on which nodes hang, in code-unit order. */
function inputsOf(roots: readonly Node[]): { readonly facts: readonly string[]; readonly parameters: readonly string[] } {
  const seen = new Set<Node>()
  const queue = [...roots]
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    queue.push(...node.args)
  }
  const named = (op: Node['op']): readonly string[] => [...new Set([...seen].filter(node => node.op === op).map(node => node.name))].sort()
  return { facts: named('fact'), parameters: named('parameter') }
}
