import { optional, required, type EffectSpec } from '../spec.ts'

/** Where the patient goes next: a level, perhaps a type of institution, a place, who arranges it. */
export const route: EffectSpec = {
  type: 'route',
  merge: 'collect',
  label: { zh: '就诊去向', en: 'route' },
  params: { to: required('level'), type: optional('institutionType'), where: optional('where'), arrangedBy: optional('name') },
}
