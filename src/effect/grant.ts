import { required, type EffectSpec } from './spec.ts'

/** A right of the person or institution while the conditions hold; it moves no money of a claim. */
export const grant: EffectSpec = {
  type: 'grant',
  merge: 'any',
  label: { zh: '给予资格', en: 'grant a right' },
  params: { right: required('name') },
}
