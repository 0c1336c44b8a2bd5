import { choice, optional, required, type EffectSpec } from '../spec.ts'
import { AGGREGATORS } from './choices.ts'

/** The total from what the fund paid in so many years before, grown with contributions: aggregate × (1 + growth × growthWeight) + other factors. */
export const computeBudget: EffectSpec = {
  type: 'computeBudget',
  merge: 'unique',
  label: { zh: '核定总额', en: 'compute the total' },
  params: { aggregator: choice(AGGREGATORS), years: required('count'), growthWeight: optional('scale') },
}
