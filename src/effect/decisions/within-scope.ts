import type { EffectSpec } from '../spec.ts'

/** A case with which the policy is concerned; where one of these does not fire the case is outside. */
export const withinScope: EffectSpec = {
  type: 'withinScope',
  merge: 'collect',
  label: { zh: '适用范围', en: 'within the scope' },
  params: {},
}
