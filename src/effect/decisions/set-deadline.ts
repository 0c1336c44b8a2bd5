import { optional, required, type EffectSpec } from '../spec.ts'

/** By when a duty is due: days or working days after an event, or so many working days into a month. */
export const setDeadline: EffectSpec = {
  type: 'setDeadline',
  merge: 'collect',
  label: { zh: '期限', en: 'set a deadline' },
  params: {
    duty: required('name'),
    after: optional('name'),
    days: optional('count'),
    workingDays: optional('count'),
    workingDayOfMonth: optional('count'),
    modality: optional('modality'),
  },
  oneOf: ['days', 'workingDays', 'workingDayOfMonth'],
}
