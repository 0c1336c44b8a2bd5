import { BUDGETS, budgetSpec } from './budgets/budgets.ts'
import { DECISIONS, decisionSpec } from './decisions/decisions.ts'
import { EFFECTS, effectSpec } from './effects.ts'
import type { EffectSpec } from './spec.ts'

/** Where a rule belongs by what it says: to the money of a claim, to decisions, or to a year's money. */
export type EffectFamily = 'effects' | 'decisions' | 'budgets'

/** The family of an effect; one that is unknown counts to the first. */
export const familyOf = (type: string): EffectFamily =>
  budgetSpec(type) !== undefined ? 'budgets' : decisionSpec(type) !== undefined ? 'decisions' : 'effects'

/** An effect of any family. */
export const anyEffect = (type: string): EffectSpec | undefined => effectSpec(type) ?? decisionSpec(type) ?? budgetSpec(type)

/** Names of all effects. */
export const effectNames = (): readonly string[] => [...EFFECTS, ...DECISIONS, ...BUDGETS].map(spec => spec.type)
