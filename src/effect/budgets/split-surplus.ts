import { choice, required, type EffectSpec } from '../spec.ts'

/** Who keeps what is left of the total, or what a purchase saved: shares that sum to one. */
export const splitSurplus: EffectSpec = {
  type: 'splitSurplus',
  merge: 'unique',
  label: { zh: '结余分配', en: 'split the surplus' },
  params: { of: choice(['total', 'procurement']), shares: required('shares') },
}
