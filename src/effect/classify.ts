import type { Node } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, mergeUnique, type Merged } from './merge.ts'
import { optional, required, type EffectSpec } from './spec.ts'

/** A fact follows from others: a flag is true where any rule fires and false elsewhere; an enum has the rule's value. */
export const classify: EffectSpec = {
  type: 'classify',
  merge: 'any',
  label: { zh: '范围与类别归属', en: 'classify' },
  params: { fact: required('fact'), value: optional('code') },
  setsFact: true,
}

/** `fallback` is the fact's value where no rule fires. */
export function mergeClass(scope: EffectScope, fact: string, fallback: Node): Merged {
  const rules = scope.rules('classify', { fact })
  if (fallback.type === 'flag') return mergeAny(scope.expressions, rules)
  return mergeUnique(
    scope.expressions,
    rules.map(rule => ({ rule, value: { node: scope.code(fact, rule.params['value']), parameters: [], missing: [] } })),
    fallback,
  )
}
