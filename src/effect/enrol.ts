import type { Node } from '../expression/node.ts'
import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, type Merged } from './merge.ts'
import { required, type EffectSpec } from './spec.ts'

/** The person is in a programme as a whole, without review, whatever the claim says. */
export const enrol: EffectSpec = {
  type: 'enrol',
  merge: 'any',
  label: { zh: '整体纳入', en: 'enrol' },
  params: { fact: required('fact') },
  setsFact: true,
}

export function mergeEnrolment(scope: EffectScope, fact: string, own: Node): Merged {
  const merged = mergeAny(scope.expressions, scope.rules('enrol', { fact }))
  return { ...merged, node: scope.expressions.or(own, merged.node) }
}
