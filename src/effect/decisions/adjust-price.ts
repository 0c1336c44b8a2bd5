import { optional, required, type EffectSpec } from '../spec.ts'

/** A direction in which prices move, of all or of some categories of items; by how much is for the locality. */
export const adjustPrice: EffectSpec = {
  type: 'adjustPrice',
  merge: 'collect',
  label: { zh: '价格调整方向', en: 'direction of prices' },
  params: { categories: optional('names'), direction: required('name'), by: optional('ratio') },
}
