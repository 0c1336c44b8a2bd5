import { choice, type EffectSpec } from '../spec.ts'
import { OFFSETS, PAYEES } from './choices.ts'

/** What is approved for a month is paid, less the part of the advance recovered with it: to the lead institution, or to each. */
export const payMonthly: EffectSpec = {
  type: 'payMonthly',
  merge: 'unique',
  label: { zh: '按月结算', en: 'monthly payment' },
  params: { offset: choice(OFFSETS), to: choice(PAYEES) },
}
