import type { Calendar } from '../base/calendar.ts'
import { canonicalJson } from '../base/canonical.ts'
import { dayNumber, type DayNumber } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { leaves } from '../condition/types.ts'
import { anyEffect } from '../effect/families.ts'
import { budgetFactSpec, budgetLabel } from '../facts/budget-facts.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactValue, Label } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { BudgetRules, type FactFinder, type Firing } from './budget-rules.ts'
import { inForce } from './condition-scope.ts'
import type { BudgetReport } from './report.ts'
import type { MemberInput, YearInput } from './year-input.ts'

/** One reading of a year by a policy: which rules fire, what their numbers are, and what came of it besides sums. */
export class BudgetRun {
  readonly pack: Pack
  readonly input: YearInput
  readonly calendar: Calendar
  readonly issues: Issue[]
  readonly findings: Issue[] = []
  /** Rules and parameters count as of the first day of the year. */
  readonly day: DayNumber
  readonly #fired = new Set<string>()
  readonly #assumed = new Map<string, unknown>()
  readonly #used = new Set<string>()
  readonly #ofMembers = new Map<string, BudgetRules>()
  readonly #ofYear: BudgetRules
  #unit: string | undefined

  constructor(pack: Pack, input: YearInput, calendar: Calendar, issues: Issue[]) {
    this.pack = pack
    this.input = input
    this.calendar = calendar
    this.issues = issues
    this.day = dayNumber(input.year, 1, 1)
    this.#unit = input.unit
    this.#ofYear = new BudgetRules(pack, this.day, path => this.#yearFact(path))
  }

  get unit(): string | undefined {
    return this.#unit
  }

  set unit(unit: string | undefined) {
    this.#unit = unit
  }

  /** Rules of an effect that fire for the year, whose params match, by id; one that hangs on what is not known is an issue. */
  firing(type: string, match: Readonly<Record<string, unknown>> = {}): readonly Rule[] {
    return this.#firing(this.#rules(type, match), rule => this.#ofYear.fires(rule), '/budget')
  }

  /** As `firing`, for one institution. */
  firingFor(member: MemberInput, type: string, match: Readonly<Record<string, unknown>> = {}): readonly Rule[] {
    const rules = this.#of(member)
    return this.#firing(this.#rules(type, match), rule => rules.fires(rule), member.path)
  }

  /** As `firing`, over the facts of a settled case beside those of the year. */
  firingOver(fact: FactFinder, type: string): readonly Rule[] {
    const rules = new BudgetRules(this.pack, this.day, path => fact(path) ?? this.#yearFact(path))
    return this.#firing(this.#rules(type, {}), rule => rules.fires(rule), '/encounter')
  }

  /** Notes the rules of an effect that hold for the whole year: what they say is carried out elsewhere. */
  declare(type: string): void {
    for (const rule of this.#rules(type, {})) {
      if (this.#ofYear.fires(rule) !== 'yes') continue
      this.#fired.add(rule.id)
      for (const raw of Object.values(rule.params)) this.#usedBy(raw)
    }
  }

  /** Whether a rule of any family holds for an institution; what it does not say of its conduct stays open. */
  holdsFor(member: MemberInput, rule: Rule): Firing {
    const open = new BudgetRules(this.pack, this.day, path =>
      path.startsWith('institution.conduct.') ? member.facts.get(path) : this.#memberFact(member, path),
    )
    return open.fires(rule)
  }

  /** The one rule that stands for all that fire; an issue names those that say different things. */
  unique(rules: readonly Rule[], subject?: string): Rule | undefined {
    const [first, ...others] = rules
    if (first === undefined) return undefined
    const said = (rule: Rule): string => canonicalJson(this.#resolved(rule.params))
    if (others.some(rule => said(rule) !== said(first))) {
      const label = anyEffect(first.type)?.label
      this.issues.push(
        errorIssue('conflict', '', { subject: subject ?? label?.zh ?? first.type, rules: rules.map(rule => rule.id).join(', ') }),
      )
    }
    return first
  }

  /** A number of a rule in ten-thousandths (`scale`, `ratio`) or as it is (`count`); a parameter without a value is an issue and undefined. */
  number(raw: unknown, kind: 'ratio' | 'scale' | 'count'): bigint | undefined {
    const value = this.value(raw)
    if (value === undefined) return undefined
    const count = readDecimal(value, kind === 'count' ? 0 : 4, 0, 1e9)
    if (typeof count !== 'number') throw new TypeError(`${String(value)} is no ${kind}`)
    return BigInt(count)
  }

  /** A choice of a rule, as written or by the one code of its parameter. */
  choice(raw: unknown): string | undefined {
    const value = this.value(raw)
    return value === undefined ? undefined : String(Array.isArray(value) ? value[0] : value)
  }

  /** What a rule says, as written or as its parameter has it. */
  value(raw: unknown): unknown {
    if (!isParameter(raw)) return raw
    const found = inForce(this.pack, raw.parameter, this.day)
    if (found === undefined) this.#lacksParameter(raw.parameter)
    else this.#used.add(raw.parameter)
    return found?.value
  }

  /** Notes a fact that nobody gave and the value it is taken to have. */
  assume(fact: string, value: unknown): void {
    this.#assumed.set(fact, value)
  }

  fire(rule: Rule): void {
    this.#fired.add(rule.id)
  }

  get fired(): readonly string[] {
    return [...this.#fired].sort()
  }

  get assumptions(): BudgetReport['assumptions'] {
    return [...this.#assumed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([fact, value]) => ({ fact, value }))
  }

  get sources(): BudgetReport['sources'] {
    return [...this.#used].sort().flatMap(id => {
      const found = inForce(this.pack, id, this.day)
      if (found === undefined) return []
      const { label, clause } = this.pack.parameters.get(id) ?? {}
      return [
        { parameter: id, ...(label === undefined ? {} : { label }), value: found.value, source: found.source, clause: clause ?? null },
      ]
    })
  }

  #rules(type: string, match: Readonly<Record<string, unknown>>): readonly Rule[] {
    const fits = (rule: Rule): boolean => Object.entries(match).every(([name, value]) => this.#plain(rule.params[name]) === value)
    return this.pack.budgets.filter(rule => rule.type === type && fits(rule)).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  #firing(rules: readonly Rule[], fires: (rule: Rule) => Firing, at: string): readonly Rule[] {
    return rules.filter(rule => {
      const firing = fires(rule)
      if (typeof firing === 'object') {
        for (const fact of firing.facts) this.lacksFact(fact, at, rule)
        for (const parameter of firing.parameters) this.#lacksParameter(parameter)
      }
      if (firing !== 'yes') return false
      this.#fired.add(rule.id)
      for (const leaf of leaves(rule.conditions)) this.#usedBy(leaf.value)
      return true
    })
  }

  #usedBy(value: unknown): void {
    if (isParameter(value)) this.#used.add(value.parameter)
  }

  /** A fact that rules hang on and nobody gave: one issue, which names them all. */
  lacksFact(fact: string, at: string, rule: Rule): void {
    const [object = '', ...names] = fact.split('.')
    const label = object === 'budget' ? budgetLabel(fact) : (this.pack.derived.get(fact) ?? factSpec(fact))?.label
    const path = object === 'budget' ? `/budget/${names.join('/')}` : at === '/budget' ? '/members' : `${at}/${names.join('/')}`
    const known = this.issues.findIndex(issue => issue.code === 'budgetFactMissing' && issue.path === path)
    const before = String(this.issues[known]?.params['rules'] ?? '')
    if (before.split(', ').includes(rule.id)) return
    const rules = before === '' ? rule.id : `${before}, ${rule.id}`
    const issue = errorIssue('budgetFactMissing', path, { fact, label: label?.zh ?? fact, labelEn: label?.en ?? fact, rules }, rule.clause)
    if (known < 0) this.issues.push(issue)
    else this.issues[known] = issue
  }

  #lacksParameter(id: string): void {
    const parameter = this.pack.parameters.get(id)
    const { zh, en } = parameter?.label ?? { zh: id, en: id }
    this.issues.push(errorIssue('budgetParameterMissing', '', { parameter: id, label: zh, labelEn: en }, parameter?.clause))
  }

  #plain(raw: unknown): unknown {
    const value = isParameter(raw) ? inForce(this.pack, raw.parameter, this.day)?.value : raw
    return Array.isArray(value) ? (value as readonly unknown[])[0] : value
  }

  #resolved(raw: unknown): unknown {
    if (isParameter(raw)) return inForce(this.pack, raw.parameter, this.day)?.value ?? raw
    if (Array.isArray(raw)) return raw.map(one => this.#resolved(one))
    if (!isPlainObject(raw)) return raw
    return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, key === 'label' ? undefined : this.#resolved(value)]))
  }

  #of(member: MemberInput): BudgetRules {
    const known = this.#ofMembers.get(member.id) ?? new BudgetRules(this.pack, this.day, path => this.#memberFact(member, path))
    this.#ofMembers.set(member.id, known)
    return known
  }

  #memberFact(member: MemberInput, path: string): FactValue | undefined {
    if (!path.startsWith('institution.')) return this.#yearFact(path)
    const given = member.facts.get(path)
    if (given !== undefined) return given
    const byDefault = factSpec(path)?.default
    if (byDefault !== undefined) this.assume(path, byDefault)
    return byDefault
  }

  #yearFact: FactFinder = path => {
    const { year, yearIndex, assessmentPassed, assessmentResult, adjustmentEvents } = this.input
    switch (path) {
      case 'budget.year':
        return year
      case 'budget.yearIndex':
        return yearIndex
      case 'budget.unit':
        return this.#unit
      case 'budget.assessmentPassed':
        return assessmentPassed
      case 'budget.assessmentResult':
        return assessmentResult ?? this.#byDefault(path)
      case 'budget.adjustmentEvents':
        return adjustmentEvents ?? this.#byDefault(path)
      case 'budget.adjusted':
        return (this.#yearFact('budget.adjustmentEvents') as readonly string[]).length > 0
      default:
        return undefined
    }
  }

  #byDefault(path: string): FactValue {
    const value = budgetFactSpec(path)?.default ?? ''
    this.assume(path, value)
    return value
  }
}

const isParameter = (raw: unknown): raw is { readonly parameter: string } => isPlainObject(raw) && typeof raw['parameter'] === 'string'

/** The label of a rule, else of what it says. */
export const labelOf = (rule: Rule): Label => rule.label ?? anyEffect(rule.type)?.label ?? { zh: rule.id, en: rule.id }

export const clausesOf = (rules: readonly Rule[]): readonly string[] => [
  ...new Set(rules.flatMap(({ clause }) => (clause === undefined ? [] : [clause]))),
]
