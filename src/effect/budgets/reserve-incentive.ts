import { choice, optional, required, type EffectSpec } from '../spec.ts'

/** Money set aside for incentives, beside the total unless it is carved out of it; `right`: who has this right may be rewarded. */
export const reserveIncentive: EffectSpec = {
  type: 'reserveIncentive',
  merge: 'unique',
  label: { zh: '预留奖励金', en: 'reserve for incentives' },
  params: { rate: required('ratio'), of: choice(['priorYearFundUse', 'total']), carveOut: optional('flag'), right: optional('name') },
}
