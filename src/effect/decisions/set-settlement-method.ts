import { optional, required, type EffectSpec } from '../spec.ts'

/** How the insurer settles with the institution: one of these methods, by the choice of the locality; `permitted`: they may be used beside what else holds. */
export const setSettlementMethod: EffectSpec = {
  type: 'setSettlementMethod',
  merge: 'unique',
  label: { zh: '结算方式', en: 'settlement method' },
  params: { methods: required('methods'), permitted: optional('truth') },
}
