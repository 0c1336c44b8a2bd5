import { judge } from './conditions.ts'
import type { Verdict } from './conditions.ts'
import { unique } from './merge.ts'
import type { Parameters } from './parameters.ts'
import { factSetBy, isInForce, overridersOf } from './rules.ts'
import type { Rule } from './rules.ts'
import type { Facts, Pack } from './types.ts'

export interface Outcome {
  readonly read: (fact: string) => unknown
  readonly fired: readonly Rule[]
  readonly derived: Readonly<Record<string, unknown>>
  readonly guards: readonly string[]
}

function claimReader(pack: Pack, facts: Facts): (fact: string) => unknown {
  const derived = new Map((pack.derived ?? []).map(fact => [fact.id, fact.type === 'flag' ? false : fact.codes?.[0]]))
  return fact => {
    if (facts[fact] !== undefined) return facts[fact]
    if (fact === 'institution.ratioTier' || fact === 'institution.deductibleTier') return facts['institution.tier']
    return derived.get(fact)
  }
}

function setValue(
  setters: readonly Rule[],
  fired: readonly Rule[],
  claimed: unknown,
): { readonly value: unknown; readonly conflict: boolean } {
  const isFlag = setters.some(rule => typeof rule.params['value'] !== 'string')
  if (!isFlag) {
    const { value, conflict } = unique(fired, rule => rule.params['value'], Object.is)
    return { value: fired.length === 0 ? claimed : value, conflict }
  }
  const otherwise = setters.some(rule => rule.type === 'classify') ? false : claimed
  return { value: fired.length > 0 ? true : otherwise, conflict: false }
}

/** Facts are evaluated on demand, which is the order of the strata. */
export function stratify(pack: Pack, rules: readonly Rule[], facts: Facts, parameters: Parameters, date: string): Outcome {
  const claimed = claimReader(pack, facts)
  const overriders = overridersOf(rules)
  const settersOf = (fact: string): readonly Rule[] => rules.filter(rule => factSetBy(rule) === fact)
  const values = new Map<string, { readonly value: unknown; readonly conflict: boolean }>()
  const held = new Map<string, boolean>()
  const open = new Set<string>()

  const verdict = (rule: Rule, missing: 'undecided' | 'placeholder'): Verdict => {
    if (!isInForce(rule, date)) return false
    const own = factSetBy(rule)
    return judge(rule.conditions, { read: fact => (fact === own ? claimed(fact) : read(fact)), parameters, missing })
  }
  const holds = (rule: Rule): boolean => {
    const known = held.get(rule.id)
    if (known !== undefined) return known
    const now = verdict(rule, 'placeholder') === true
    held.set(rule.id, now)
    return now
  }
  const fires = (rule: Rule): boolean => holds(rule) && !(overriders.get(rule.id) ?? []).some(holds)
  const evaluate = (fact: string): { readonly value: unknown; readonly conflict: boolean } => {
    const known = values.get(fact)
    if (known !== undefined) return known
    if (open.has(fact)) throw new Error(`cycle through ${fact}`)
    open.add(fact)
    const setters = settersOf(fact)
    const now = setters.length === 0 ? { value: claimed(fact), conflict: false } : setValue(setters, setters.filter(fires), claimed(fact))
    values.set(fact, now)
    open.delete(fact)
    return now
  }
  const read = (fact: string): unknown => evaluate(fact).value

  const set = [...new Set(rules.map(factSetBy))].filter(fact => fact !== undefined).sort()
  const conflicts = set.filter(fact => evaluate(fact).conflict).map(fact => `conflict:${fact}`)
  const missing = rules
    .filter(rule => parameters.missingIn(rule.conditions).length > 0 && verdict(rule, 'undecided') !== false)
    .flatMap(rule => parameters.missingIn(rule.conditions).map(id => `missingParameter:${id}`))
  return {
    read,
    fired: rules.filter(fires),
    derived: Object.fromEntries(set.map(fact => [fact, read(fact)])),
    guards: [...conflicts, ...missing],
  }
}
