import { optional, required, type EffectSpec } from '../spec.ts'

/** Prices that fall by a step from level to level, of the top price (or, `geometric`, of the level above). */
export const priceTierStep: EffectSpec = {
  type: 'priceTierStep',
  merge: 'collect',
  label: { zh: '等级价差', en: 'price step between levels' },
  params: { categories: required('names'), step: required('ratio'), geometric: optional('flag') },
}
