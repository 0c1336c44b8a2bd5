import { optional, type EffectSpec } from '../spec.ts'

/** A move straight to a level that the ladder would reach only step by step; no level named: to any. */
export const permitDirect: EffectSpec = {
  type: 'permitDirect',
  merge: 'collect',
  label: { zh: '可直接转往', en: 'permit a direct transfer' },
  params: { to: optional('level') },
}
