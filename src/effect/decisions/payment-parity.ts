import { required, type EffectSpec } from '../spec.ts'

/** One standard of payment, whatever the level of the institution. */
export const paymentParity: EffectSpec = {
  type: 'paymentParity',
  merge: 'collect',
  label: { zh: '同病同价', en: 'same payment at every level' },
  params: { of: required('name') },
}
