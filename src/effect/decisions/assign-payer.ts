import { optional, required, type EffectSpec } from '../spec.ts'

/** Which agency settles with the institution; `business`: a part of its settlements only. */
export const assignPayer: EffectSpec = {
  type: 'assignPayer',
  merge: 'unique',
  label: { zh: '结算主体', en: 'assign the payer' },
  params: { payer: required('name'), business: optional('name') },
}
