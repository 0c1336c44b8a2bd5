import { choice, required, type EffectSpec } from '../spec.ts'

/** Who pays what of a cost that several pay together. */
export const splitCost: EffectSpec = {
  type: 'splitCost',
  merge: 'unique',
  label: { zh: '费用分担', en: 'split a cost' },
  params: { of: choice(['familyDoctorFees']), shares: required('shares') },
}
