import { effectSpec } from '../effect/effects.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { overriders } from '../pack/expand.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { Strata } from '../pack/strata.ts'

/** The rights that a pack grants stand among its rules of money, since some rest on the same facts. */
export const RIGHT = 'grant'

/** The rules that decisions rest on: those that set facts, rights, what overrides these, and the decision rules themselves. */
export function decisionPack(pack: Pack): Pack {
  const setting = pack.rules.filter(rule => effectSpec(rule.type)?.setsFact === true || rule.type === RIGHT)
  const above = overriders(pack.rules, [])
  const wanted = new Set(setting.flatMap(({ id }) => [id, ...(above.get(id) ?? [])]))
  return { ...pack, rules: [...pack.rules.filter(rule => wanted.has(rule.id)), ...pack.decisions] }
}

/** The rules that decide something: decision rules and rights. */
export const decidedRules = (pack: Pack): readonly Rule[] => [...pack.rules.filter(rule => rule.type === RIGHT), ...pack.decisions]

/** The truth of those rules as a sheet without lines: it settles nothing. */
export function lowerDecisions(pack: Pack): LiveSheet {
  const strata = new Strata(pack)
  const rules = strata.ruleNodes()
  return {
    expressions: strata.expressions,
    codes: strata.codes.lists,
    items: [],
    lines: [],
    guards: strata.guards(),
    findings: [],
    slots: [],
    rules,
    derived: strata.derivedFacts(),
  }
}
