import { judge } from './conditions.ts'
import type { Verdict } from './conditions.ts'
import { ZERO } from './decimal.ts'
import type { Parameters } from './parameters.ts'
import { targetLayer } from './rules.ts'
import type { Rule } from './rules.ts'
import type { State } from './state.ts'
import type { Condition, Facts, Layer, Num } from './types.ts'

export interface Context {
  readonly layers: readonly Layer[]
  readonly rules: readonly Rule[]
  readonly fired: readonly Rule[]
  readonly facts: Facts
  readonly read: (fact: string) => unknown
  readonly parameters: Parameters
  readonly state: State
  readonly isCovered: boolean
  readonly lines: Map<string, Num>
  readonly guards: Set<string>
}

export const line = (context: Context, name: string): Num => context.lines.get(name) ?? ZERO

const TEN_THOUSAND = 10000
export const setRatio = (context: Context, name: string, value: Num): void => void context.lines.set(name, value.times(TEN_THOUSAND))

const aims = (rule: Rule, type: string, layer: string): boolean => rule.type === type && targetLayer(rule) === layer
export const firedFor = (context: Context, type: string, layer: string): readonly Rule[] =>
  context.fired.filter(rule => aims(rule, type, layer))
export const canSet = (context: Context, type: string, layer: string): boolean => context.rules.some(rule => aims(rule, type, layer))

function verdict(context: Context, when: Condition | undefined, missing: 'undecided' | 'placeholder'): Verdict {
  return when === undefined || judge(when, { read: context.read, parameters: context.parameters, missing })
}
export const isTrue = (context: Context, when: Condition | undefined): boolean => verdict(context, when, 'placeholder') === true
export const mayBeTrue = (context: Context, when: Condition | undefined): boolean => verdict(context, when, 'undecided') !== false

export const reportMissing = (context: Context, json: unknown): void =>
  context.parameters.missingIn(json).forEach(id => context.guards.add(`missingParameter:${id}`))
