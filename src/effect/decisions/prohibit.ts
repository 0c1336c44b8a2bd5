import { optional, required, type EffectSpec } from '../spec.ts'

/** What must not happen, or not more often than so. */
export const prohibit: EffectSpec = {
  type: 'prohibit',
  merge: 'collect',
  label: { zh: '禁止', en: 'prohibit' },
  params: { act: required('name'), by: optional('name'), moreThan: optional('count'), modality: optional('modality') },
}
