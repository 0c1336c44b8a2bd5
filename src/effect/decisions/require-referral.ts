import { optional, type EffectSpec } from '../spec.ts'

/** A move that is to be filed as a referral; `filedVia`: the channels that count, none named: any. */
export const requireReferral: EffectSpec = {
  type: 'requireReferral',
  merge: 'any',
  label: { zh: '须办转诊', en: 'require a referral' },
  params: { filedVia: optional('channels') },
}
