import { choice, type EffectSpec } from '../spec.ts'
import { COUNTS, SCOPES, SPEND_DAYS } from './choices.ts'

/** Which settled cases count as the unit's spend of a year, by which day, and with what. */
export const countSpend: EffectSpec = {
  type: 'countSpend',
  merge: 'unique',
  label: { zh: '计入实际费用', en: 'count as spend' },
  params: { scope: choice(SCOPES), on: choice(SPEND_DAYS), counts: choice(COUNTS) },
}
