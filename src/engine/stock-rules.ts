import type { RuleProperties, TopLevelCondition } from 'json-rules-engine'
import { factSpec } from '../facts/catalogue.ts'
import type { FactSpec } from '../facts/spec.ts'
import { overriders } from '../pack/expand.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { Policy } from '../policy.ts'
import { allOf, anyOf, membersOf, stockCondition, withinDays, type Part, type StockScope } from './conditions.ts'
import { factSetBy, pathsRead, planStrata, type Setter } from './strata.ts'

export interface StockOptions {
  /** Paths of facts that cost a question, such as a look-up in a hospital's database: leaves on them are looked at last. */
  readonly lazy?: readonly string[]
}

/** A fact as the engine has it. */
export interface EngineFact {
  readonly id: string
  readonly spec: FactSpec
  /** Not as the claim says but always the same before any rule fires: a flag that rules classify. */
  readonly initial?: string | boolean
}

/** A pack as stock rules: plain JSON, made once, from which each run gets an engine of its own. */
export interface StockRules {
  readonly rules: readonly RuleProperties[]
  /** Conditions by name: `holds:<rule>` of each rule that overrides others, `overridden:<n>` for rules with the same overriders. Only the latter refer to others. */
  readonly conditions: ReadonlyMap<string, TopLevelCondition>
  readonly setters: ReadonlyMap<string, Setter>
  readonly facts: readonly EngineFact[]
}

/** The id of a fact as the claim says it, where rules set the fact and a rule that sets it reads it. */
export const ownId = (path: string): string => OWN + path
export const pathOfId = (id: string): string => (id.startsWith(OWN) ? id.slice(OWN.length) : id)

const OWN = 'own:'

/** A pack's expanded rules, rows of tables too, as rules of a stock engine. */
export function stockRules(policy: Policy, options: StockOptions = {}): StockRules {
  const { pack } = policy
  const above = overriders(pack.rules, [])
  const plan = planStrata(pack, above)
  const names = new Overridden(pack, above, new Set(options.lazy))
  const rules = pack.rules.map(rule => {
    const parts = [...names.holds(rule), ...names.notOverridden(rule)]
    return {
      name: rule.id,
      priority: plan.priorities.get(rule.id) ?? 1,
      conditions: root(parts),
      event: {
        type: rule.type,
        params: { ...rule.params, rule: rule.id, ...(rule.clause === undefined ? {} : { clause: rule.clause }) },
      },
    }
  })
  return { rules, conditions: names.conditions, setters: plan.setters, facts: engineFactsOf(pack, plan.factsSet) }
}

const root = (parts: readonly Part[]): TopLevelCondition => allOf(parts).condition as TopLevelCondition

/** The conditions of rules, those of overriders by name: rules share them, so that n rules under k others are n + k conditions. */
class Overridden {
  readonly conditions = new Map<string, TopLevelCondition>()
  readonly #pack: Pack
  readonly #above: ReadonlyMap<string, ReadonlySet<string>>
  readonly #lazy: ReadonlySet<string>
  readonly #byId: ReadonlyMap<string, Rule>
  /** By the overriders' ids, the reference to "one of them holds". */
  readonly #shared = new Map<string, Part>()

  constructor(pack: Pack, above: ReadonlyMap<string, ReadonlySet<string>>, lazy: ReadonlySet<string>) {
    this.#pack = pack
    this.#above = above
    this.#lazy = lazy
    this.#byId = new Map(pack.rules.map(rule => [rule.id, rule]))
  }

  /** That a rule is in force and its conditions are true. */
  holds(rule: Rule): readonly Part[] {
    const scope = this.#scope(factSetBy(rule))
    return [...withinDays(rule.from, rule.to), ...membersOf(rule.conditions).map(member => stockCondition(scope, member))]
  }

  notOverridden(rule: Rule): readonly Part[] {
    const ids = [...(this.#above.get(rule.id) ?? [])].sort()
    if (ids.length === 0) return []
    const key = ids.join('\n')
    const shared = this.#shared.get(key) ?? this.#anyHolds(ids)
    this.#shared.set(key, shared)
    return [{ condition: { not: shared.condition }, lazy: shared.lazy }]
  }

  #anyHolds(ids: readonly string[]): Part {
    const [first] = ids
    if (ids.length === 1 && first !== undefined) return this.#reference(first)
    const part = anyOf(ids.map(id => this.#reference(id)))
    const condition = `overridden:${String(this.#shared.size + 1)}`
    this.conditions.set(condition, part.condition as TopLevelCondition)
    return { condition: { condition }, lazy: part.lazy }
  }

  #reference(id: string): Part {
    const rule = this.#byId.get(id)
    if (rule === undefined) throw new RangeError(`no rule ${id}`)
    const condition = `holds:${id}`
    const parts = this.holds(rule)
    if (!this.conditions.has(condition)) this.conditions.set(condition, root(parts))
    return { condition: { condition }, lazy: parts.some(part => part.lazy) }
  }

  #scope(own: string | undefined): StockScope {
    return {
      spec: path => specOf(this.#pack, path),
      factId: path => (path === own ? ownId(path) : path),
      isLazy: path => this.#lazy.has(path),
      parameter: id => {
        const parameter = this.#pack.parameters.get(id)
        if (parameter === undefined) throw new RangeError(`no parameter ${id}`)
        return parameter
      },
    }
  }
}

function specOf(pack: Pack, path: string): FactSpec {
  const spec = pack.derived.get(path) ?? factSpec(path)
  if (spec === undefined) throw new RangeError(`no fact ${path}`)
  return spec
}

/** Every fact that a condition reads or a rule sets. */
function engineFactsOf(pack: Pack, factsSet: ReadonlyMap<string, ReadonlySet<string>>): readonly EngineFact[] {
  const known = (path: string): boolean => pack.derived.has(path) || factSpec(path) !== undefined
  const own = new Set(pack.rules.flatMap(rule => pathsRead(rule).filter(path => path === factSetBy(rule))))
  const plain = new Set([...pack.rules.flatMap(pathsRead), ...factsSet.keys()].filter(known))
  return [
    ...[...plain].sort().map(path => {
      const spec = specOf(pack, path)
      const classified = factsSet.get(path)?.has('classify') === true
      const initial = initialOf(pack, spec, classified)
      return { id: path, spec, ...(initial === undefined ? {} : { initial }) }
    }),
    ...[...own].sort().map(path => {
      const spec = specOf(pack, path)
      const initial = initialOf(pack, spec, false)
      return { id: ownId(path), spec, ...(initial === undefined ? {} : { initial }) }
    }),
  ]
}

/** A flag that rules classify is false, a fact of the pack's own its default, whatever a claim says; any other fact is as the claim says. */
function initialOf(pack: Pack, spec: FactSpec, classified: boolean): string | boolean | undefined {
  if (spec.type === 'flag' && classified) return false
  if (!pack.derived.has(spec.path)) return undefined
  return spec.type === 'flag' ? false : String(spec.default)
}
