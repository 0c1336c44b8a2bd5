import type { EffectSpec } from '../spec.ts'

/** An institution to which patients come by referral: whoever begins there owes an account of how he came. */
export const requireFirstContact: EffectSpec = {
  type: 'requireFirstContact',
  merge: 'any',
  label: { zh: '须先在别处首诊', en: 'require a first contact elsewhere' },
  params: {},
}
