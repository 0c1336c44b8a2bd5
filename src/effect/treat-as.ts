import type { Node } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { required, type EffectSpec } from './spec.ts'

/** For benefits a fact has another value than the claim says (tier, location, kind). The rule itself reads the claim's own value. */
export const treatAs: EffectSpec = {
  type: 'treatAs',
  merge: 'unique',
  label: { zh: '视同', en: 'treat as' },
  params: { fact: required('fact'), value: required('code') },
  setsFact: true,
}

export const TREATABLE = ['institution.ratioTier', 'institution.deductibleTier', 'encounter.location', 'encounter.kind'] as const

export function mergeTreatment(scope: EffectScope, fact: string, own: Node): Merged {
  return mergeUnique(
    scope.expressions,
    scope.rules('treatAs', { fact }).map(rule => ({
      rule,
      value: { node: scope.code(fact, rule.params['value']), parameters: [], missing: [] },
    })),
    own,
  )
}
