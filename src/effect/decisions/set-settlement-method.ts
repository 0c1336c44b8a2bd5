import { required, type EffectSpec } from '../spec.ts'

/** How the insurer settles with the institution. */
export const setSettlementMethod: EffectSpec = {
  type: 'setSettlementMethod',
  merge: 'unique',
  label: { zh: '结算方式', en: 'settlement method' },
  params: { method: required('name') },
}
