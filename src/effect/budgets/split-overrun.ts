import { required, type EffectSpec } from '../spec.ts'

/** Who bears what the year cost beyond its total: shares that sum to one. */
export const splitOverrun: EffectSpec = {
  type: 'splitOverrun',
  merge: 'unique',
  label: { zh: '超支分担', en: 'split the overrun' },
  params: { shares: required('shares') },
}
