import { choice, optional, type EffectSpec } from '../spec.ts'
import { UNITS } from './choices.ts'

/** Whose money is one: surplus and overrun are tested on the sum of the unit, never on a member. `chosen`: the unit is a permission, and whether it is used is for the locality. */
export const aggregateUnit: EffectSpec = {
  type: 'aggregateUnit',
  merge: 'unique',
  label: { zh: '结算单位', en: 'unit of the budget' },
  params: { unit: choice(UNITS), chosen: optional('flag') },
}
