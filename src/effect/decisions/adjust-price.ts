import { optional, required, type EffectSpec } from '../spec.ts'

/** A direction in which prices move; by how much is for the locality. */
export const adjustPrice: EffectSpec = {
  type: 'adjustPrice',
  merge: 'collect',
  label: { zh: '价格调整方向', en: 'direction of prices' },
  params: { categories: required('names'), direction: required('name'), by: optional('ratio') },
}
