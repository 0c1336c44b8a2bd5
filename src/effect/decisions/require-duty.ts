import { optional, required, type EffectSpec } from '../spec.ts'

/** What somebody owes; `on`: only once that event happened; `shownBy`: the flag of the claim that says whether it was done. */
export const requireDuty: EffectSpec = {
  type: 'requireDuty',
  merge: 'collect',
  label: { zh: '须履行', en: 'require a duty' },
  params: { duty: required('name'), by: optional('name'), on: optional('name'), shownBy: optional('fact'), modality: optional('modality') },
}
