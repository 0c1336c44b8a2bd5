import { effectSpec } from '../effect/effects.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import type { Pack } from '../pack/pack.ts'
import { Strata } from '../pack/strata.ts'

/** The rights that a pack grants stand among its rules of money, since some rest on the same facts. */
export const RIGHT = 'grant'

/** The rules that decisions rest on: those that set facts, rights, and the decision rules themselves. */
export function decisionPack(pack: Pack): Pack {
  const setting = pack.rules.filter(rule => effectSpec(rule.type)?.setsFact === true || rule.type === RIGHT)
  return { ...pack, rules: [...setting, ...pack.decisions] }
}

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
