import { LAST_DAY, parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { lowerCondition, type ConditionScope, type Truth } from '../condition/lower.ts'
import type { Condition, Literal } from '../condition/types.ts'
import { mergeClass } from '../effect/classify.ts'
import { effectSpec } from '../effect/effects.ts'
import { mergeEnrolment } from '../effect/enrol.ts'
import { LINKED, mergeLink } from '../effect/link-stay.ts'
import type { Merged } from '../effect/merge.ts'
import { mergeTreatment } from '../effect/treat-as.ts'
import { Expressions } from '../expression/expressions.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import type { Node } from '../expression/node.ts'
import type { EffectScope, FiringRule, Quantity, Valued } from '../expression/scope.ts'
import type { DerivedFact, Notice, RuleNodes } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import { itemFactSpec } from '../facts/item.ts'
import type { FactSpec } from '../facts/spec.ts'
import { CodeRegistry } from './codes.ts'
import { overriders } from './expand.ts'
import { factInput } from './fact-input.ts'
import type { Pack, Rule } from './pack.ts'
import { ParameterNodes, type ParameterOptions } from './parameter-nodes.ts'

/** The facts a policy reads that no claim gives: the day that dates rules, the month of the benefit year, whether there are items. */
export const RULES_DAY = 'date.rules'

/**
 * The rules of a pack as nodes. A fact that rules set is lowered before the rules that read it (strata); a rule that reads the very fact it
 * sets reads the claim's own value. Facts that need each other are a cycle: PolicyError `stratumCycle`.
 */
export class Strata implements EffectScope {
  readonly expressions = new Expressions()
  readonly codes: CodeRegistry
  readonly #pack: Pack
  readonly #parameters: ParameterNodes
  readonly #date: Node
  readonly #overriders: ReadonlyMap<string, ReadonlySet<string>>
  readonly #byId: ReadonlyMap<string, Rule>
  readonly #byType = new Map<string, Rule[]>()
  readonly #truths = new Map<string, Truth>()
  readonly #firing = new Map<string, Node>()
  readonly #set = new Map<string, Merged | null>()
  readonly #pending: string[] = []

  constructor(pack: Pack, options: ParameterOptions = {}) {
    const x = this.expressions
    this.#pack = pack
    this.codes = new CodeRegistry(pack)
    this.#date = x.input('fact', RULES_DAY, 'day', 0, LAST_DAY)
    this.#parameters = new ParameterNodes(x, pack.parameters, this.#date, options)
    const cycles: Issue[] = []
    this.#overriders = overriders(pack.rules, cycles)
    this.#byId = new Map(pack.rules.map(rule => [rule.id, rule]))
    for (const rule of [...pack.rules].sort((a, b) => (a.id < b.id ? -1 : 1)))
      this.#byType.set(rule.type, [...(this.#byType.get(rule.type) ?? []), rule])
  }

  get date(): Node {
    return this.#date
  }

  spec(path: string): FactSpec {
    const spec = this.#pack.derived.get(path) ?? factSpec(path) ?? itemFactSpec(path)
    if (spec === undefined) throw new RangeError(`no fact ${path}`)
    return spec
  }

  /** The claim's own value of a fact. */
  own(path: string): Node {
    return factInput(this.expressions, this.codes, this.spec(path))
  }

  /** The value of a fact after every rule that sets it. */
  fact(path: string): Node {
    return this.#merged(path)?.node ?? this.own(path)
  }

  /** Whether this stay continues the chain of the previous one. */
  get linked(): Merged {
    return (
      this.#merged(LINKED) ?? {
        node: this.expressions.no,
        any: this.expressions.no,
        clash: this.expressions.no,
        contributions: [],
        missing: [],
      }
    )
  }

  rules(type: string, match: Readonly<Record<string, unknown>> = {}): readonly FiringRule[] {
    const names = Object.keys(match)
    return (this.#byType.get(type) ?? [])
      .filter(rule => names.every(name => rule.params[name] === match[name]))
      .map(rule => ({ id: rule.id, fires: this.fires(rule.id), params: rule.params }))
  }

  value(raw: unknown, quantity: Quantity): Valued {
    return this.#parameters.value(raw, quantity)
  }

  code(path: string, code: unknown): Node {
    const spec = this.spec(path)
    if (spec.type === 'flag') return this.expressions.flag(code === true)
    return this.expressions.constant(this.codes.index(spec, String(code)), this.codes.type(spec))
  }

  /** A condition of a layer or limit: reads every fact as set. */
  condition(condition: Condition): Truth {
    return lowerCondition(
      this.#scope(() => false),
      condition,
    )
  }

  holds(id: string): Node {
    return this.expressions.and(this.inForce(id), this.#truth(id).truth)
  }

  inForce(id: string): Node {
    const x = this.expressions
    const { from, to } = this.#rule(id)
    return x.and(
      from === undefined ? x.yes : x.le(x.constant(from, 'day'), this.#date),
      to === undefined ? x.yes : x.not(x.le(x.constant(to, 'day'), this.#date)),
    )
  }

  fires(id: string): Node {
    const known = this.#firing.get(id)
    if (known !== undefined) return known
    const x = this.expressions
    const above = [...(this.#overriders.get(id) ?? [])].map(other => x.not(this.holds(other)))
    const fires = x.and(this.holds(id), ...above)
    this.#firing.set(id, fires)
    return fires
  }

  /** All rules, in order of the pack. */
  ruleNodes(): readonly RuleNodes[] {
    return this.#pack.rules.map(({ id }) => ({ id, inForce: this.inForce(id), holds: this.holds(id), fires: this.fires(id) }))
  }

  derivedFacts(): readonly DerivedFact[] {
    const linked = this.#byType.has('linkStay') ? [{ path: LINKED, node: this.linked.node }] : []
    return [...this.#factsSet().map(path => ({ path, node: this.fact(path) })), ...linked]
  }

  /** Conflicts on facts, and parameters that a rule's conditions reach without a value. */
  guards(): readonly Notice[] {
    const x = this.expressions
    const conflicts = this.#factsSet().map(path => ({ code: 'conflict', subject: path, when: this.#merged(path)?.clash ?? x.no }))
    const missing = this.#pack.rules.flatMap(({ id }) => {
      const truth = this.#truth(id)
      return truth.missing.map(one => missingNotice(one, x.and(this.inForce(id), truth.possible, one.when)))
    })
    return [...conflicts, ...missing]
  }

  #factsSet(): readonly string[] {
    const facts = this.#pack.rules.filter(rule => effectSpec(rule.type)?.setsFact === true).map(setFact)
    return [...new Set(facts)].filter(path => path !== LINKED).sort()
  }

  #merged(path: string): Merged | null {
    const known = this.#set.get(path)
    if (known !== undefined) return known
    if (this.#pending.includes(path)) {
      const facts = [...this.#pending.slice(this.#pending.indexOf(path)), path].join(' → ')
      throw policyError([errorIssue('stratumCycle', '', { facts })])
    }
    this.#pending.push(path)
    const merged = path === LINKED ? mergeLink(this) : this.#mergeFact(path)
    this.#pending.pop()
    this.#set.set(path, merged)
    return merged
  }

  #mergeFact(path: string): Merged | null {
    const sets = (type: string): boolean => (this.#byType.get(type) ?? []).some(rule => rule.params['fact'] === path)
    let merged: Merged | null = null
    if (sets('classify')) merged = mergeClass(this, path, this.#unclassified(path))
    if (sets('enrol')) merged = mergeEnrolment(this, path, merged?.node ?? this.own(path))
    if (sets('treatAs')) merged = mergeTreatment(this, path, merged?.node ?? this.own(path))
    if (merged !== null || !this.#pack.derived.has(path)) return merged
    return { node: this.#unclassified(path), any: this.expressions.no, clash: this.expressions.no, contributions: [], missing: [] }
  }

  #unclassified(path: string): Node {
    const spec = this.spec(path)
    if (spec.type === 'flag') return this.expressions.no
    return this.#pack.derived.has(path) ? this.code(path, spec.default) : this.own(path)
  }

  #truth(id: string): Truth {
    const known = this.#truths.get(id)
    if (known !== undefined) return known
    const rule = this.#rule(id)
    const own = effectSpec(rule.type)?.setsFact === true ? setFact(rule) : undefined
    const truth = lowerCondition(
      this.#scope(path => path === own),
      rule.conditions,
    )
    this.#truths.set(id, truth)
    return truth
  }

  #scope(readsOwn: (path: string) => boolean): ConditionScope {
    return {
      expressions: this.expressions,
      fact: path => (readsOwn(path) ? this.own(path) : this.fact(path)),
      literal: (path, literal) => this.#literal(path, literal),
      parameter: (id, path) =>
        this.spec(path).type === 'flag'
          ? this.#parameters.flag(id)
          : this.#parameters.parameter(id, this.spec(path).type === 'int' ? 'int' : 'money'),
      codes: id => this.#parameters.codes(id),
    }
  }

  #literal(path: string, literal: Literal): Node {
    const x = this.expressions
    const spec = this.spec(path)
    switch (spec.type) {
      case 'flag':
        return x.flag(literal === true)
      case 'int':
        return x.constant(Number(literal), 'int')
      case 'money':
        return x.constant(Number(readDecimal(literal, 2, 0, 1e11)), 'money')
      case 'day':
        return x.constant(parseDay(String(literal)) ?? 0, 'day')
      case 'area':
        return x.constant(Number(literal), 'area')
      case 'set':
        return x.has(this.own(path), this.codes.index(spec, String(literal)))
      default:
        return this.code(path, literal)
    }
  }

  #rule(id: string): Rule {
    const rule = this.#byId.get(id)
    if (rule === undefined) throw new RangeError(`no rule ${id}`)
    return rule
  }
}

/** The fact a rule sets. */
const setFact = (rule: Rule): string => (rule.type === 'linkStay' ? LINKED : String(rule.params['fact']))
