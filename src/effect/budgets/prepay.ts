import { choice, optional, type EffectSpec } from '../spec.ts'

/** An advance: so many months of the year's total on its first day, or each month a share of what was approved for the month before. */
export const prepay: EffectSpec = {
  type: 'prepay',
  merge: 'unique',
  label: { zh: '预付', en: 'advance' },
  params: {
    of: choice(['total', 'lastMonth']),
    months: optional('count'),
    share: optional('ratio'),
    workingDayOfMonth: optional('count'),
  },
  oneOf: ['months', 'share'],
}
