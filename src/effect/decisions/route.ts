import { optional, type EffectSpec } from '../spec.ts'

/** Where the patient goes next: a level, a type of institution, a place, what it must be able to do, who arranges it; `preferred`: advice that limits nothing. */
export const route: EffectSpec = {
  type: 'route',
  merge: 'collect',
  label: { zh: '就诊去向', en: 'route' },
  params: {
    to: optional('level'),
    type: optional('institutionType'),
    where: optional('where'),
    capability: optional('capability'),
    arrangedBy: optional('name'),
    preferred: optional('truth'),
  },
}
