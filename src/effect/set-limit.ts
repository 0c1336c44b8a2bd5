import type { EffectScope } from '../expression/scope.ts'
import { mergeUnique, type Merged } from './merge.ts'
import { required, type EffectSpec } from './spec.ts'

/** The amount of a limit that declares none; `limit` is its line, such as `basic.limit`. */
export const setLimit: EffectSpec = {
  type: 'setLimit',
  merge: 'unique',
  label: { zh: '设定限额', en: 'set a limit' },
  params: { limit: required('limit'), amount: required('amount') },
}

export function mergeLimit(scope: EffectScope, limit: string): Merged {
  return mergeUnique(
    scope.expressions,
    scope.rules('setLimit', { limit }).map(rule => ({ rule, value: scope.value(rule.params['amount'], 'money') })),
    scope.expressions.zero,
  )
}
