import type { EffectScope } from '../expression/scope.ts'
import { mergeAny, type Merged } from './merge.ts'
import type { EffectSpec } from './spec.ts'

/** This stay continues the chain of the stay before it; a chain is an unbroken run of such links. */
export const linkStay: EffectSpec = {
  type: 'linkStay',
  merge: 'any',
  label: { zh: '与前次住院相连', en: 'link to the previous stay' },
  params: {},
  setsFact: true,
}

/** The name under which strata know what `linkStay` sets. */
export const LINKED = 'chain.linked'

export const mergeLink = (scope: EffectScope): Merged => mergeAny(scope.expressions, scope.rules('linkStay'))
