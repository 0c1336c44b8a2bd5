import { comparedFact, leafPath, leaves } from '../condition/types.ts'
import { effectSpec } from '../effect/effects.ts'
import { LINKED } from '../effect/link-stay.ts'
import type { Pack, Rule } from '../pack/pack.ts'

/** What a rule does to a fact. Of all setters of the fact that fire the one with the highest rank stands, in whatever order they end. */
export interface Setter {
  readonly fact: string
  readonly value: string | boolean
  readonly rank: number
}

/** The facts that rules set, and in which turn each rule runs. */
export interface StrataPlan {
  readonly setters: ReadonlyMap<string, Setter>
  /** Facts that rules set, with the types of the effects that do. */
  readonly factsSet: ReadonlyMap<string, ReadonlySet<string>>
  /** Rule id to engine priority, at least 1: a rule runs after all rules that set a fact which it, or a rule that overrides it, reads. */
  readonly priorities: ReadonlyMap<string, number>
}

/** The fact a rule sets, if it sets one. */
export function factSetBy(rule: Rule): string | undefined {
  if (effectSpec(rule.type)?.setsFact !== true) return undefined
  return rule.type === 'linkStay' ? LINKED : String(rule.params['fact'])
}

/** Paths of all facts in a rule's conditions, on either side. */
export function pathsRead(rule: Rule): readonly string[] {
  return leaves(rule.conditions).flatMap(leaf => {
    const other = comparedFact(leaf)
    return other === undefined ? [leafPath(leaf)] : [leafPath(leaf), other]
  })
}

/** The pack was lowered to a sheet before, which refuses cycles: here each fact has a level. */
export function planStrata(pack: Pack, overriders: ReadonlyMap<string, ReadonlySet<string>>): StrataPlan {
  const byFact = new Map<string, Rule[]>()
  for (const rule of pack.rules) {
    const fact = factSetBy(rule)
    if (fact !== undefined) byFact.set(fact, [...(byFact.get(fact) ?? []), rule])
  }
  const levels = levelsOf(pack, byFact, overriders)
  const top = Math.max(0, ...levels.values())
  return {
    setters: new Map([...byFact].flatMap(([fact, rules]) => settersOf(fact, rules))),
    factsSet: new Map([...byFact].map(([fact, rules]) => [fact, new Set(rules.map(rule => rule.type))])),
    priorities: new Map([...levels].map(([id, level]) => [id, top - level + 1])),
  }
}

/** As the sheet merges: a classification gives way to an enrolment, that to a treatment; within each the first id stands (two
 * that differ are a conflict, and the claim has no answer). */
const EFFECT_ORDER: readonly string[] = ['linkStay', 'classify', 'enrol', 'treatAs']

function settersOf(fact: string, rules: readonly Rule[]): readonly (readonly [string, Setter])[] {
  const sorted = [...rules].sort((a, b) => EFFECT_ORDER.indexOf(a.type) - EFFECT_ORDER.indexOf(b.type) || (a.id < b.id ? 1 : -1))
  return sorted.map((rule, rank) => {
    const value = rule.params['value']
    return [rule.id, { fact, value: typeof value === 'string' ? value : true, rank }]
  })
}

function levelsOf(
  pack: Pack,
  byFact: ReadonlyMap<string, readonly Rule[]>,
  overriders: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> {
  const byId = new Map(pack.rules.map(rule => [rule.id, rule]))
  const factLevels = new Map<string, number>()
  const readLevels = new Map<string, number>()
  const levels = new Map<string, number>()
  const factLevel = (path: string): number => {
    const setters = byFact.get(path)
    if (setters === undefined) return 0
    const known = factLevels.get(path)
    if (known !== undefined) return known
    const level = 1 + setters.reduce((most, rule) => Math.max(most, levelOf(rule)), 0)
    factLevels.set(path, level)
    return level
  }
  const readLevel = (rule: Rule): number => {
    const known = readLevels.get(rule.id)
    if (known !== undefined) return known
    const own = factSetBy(rule)
    const level = pathsRead(rule).reduce((most, path) => (path === own ? most : Math.max(most, factLevel(path))), 0)
    readLevels.set(rule.id, level)
    return level
  }
  const levelOf = (rule: Rule): number => {
    const known = levels.get(rule.id)
    if (known !== undefined) return known
    let level = readLevel(rule)
    for (const id of overriders.get(rule.id) ?? []) {
      const other = byId.get(id)
      if (other !== undefined) level = Math.max(level, readLevel(other))
    }
    levels.set(rule.id, level)
    return level
  }
  for (const rule of pack.rules) levelOf(rule)
  return levels
}
