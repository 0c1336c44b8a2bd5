import { choice, optional, type EffectSpec } from '../spec.ts'

/** What is adjusted: the total of the plan, what is paid at the closing, or an amount of which a target asks without effect on either. */
export const ADJUSTED = ['total', 'payment', 'previousTotal', 'previousPrimaryAmount', 'newFund', 'accountBase', 'memberAmounts'] as const

/** Raises an amount by a ratio (`by`), scales it (`times`), or takes a share of it for something (`share`, `to`). */
export const adjustBudget: EffectSpec = {
  type: 'adjustBudget',
  merge: 'collect',
  label: { zh: '调整预算', en: 'adjust the budget' },
  params: { of: choice(ADJUSTED), by: optional('ratio'), times: optional('scale'), share: optional('ratio'), to: optional('name') },
  oneOf: ['by', 'times', 'share'],
}
