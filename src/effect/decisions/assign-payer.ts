import { required, type EffectSpec } from '../spec.ts'

/** Which agency settles with the institution. */
export const assignPayer: EffectSpec = {
  type: 'assignPayer',
  merge: 'unique',
  label: { zh: '结算主体', en: 'assign the payer' },
  params: { payer: required('name') },
}
