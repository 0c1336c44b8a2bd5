import type { FactDomain } from '../../facts/spec.ts'
import type { EffectSpec } from '../spec.ts'
import { adjustBudget } from './adjust-budget.ts'
import { aggregateUnit } from './aggregate-unit.ts'
import { computeBudget } from './compute-budget.ts'
import { countSpend } from './count-spend.ts'
import { payMonthly } from './pay-monthly.ts'
import { prepay } from './prepay.ts'
import { reserveIncentive } from './reserve-incentive.ts'
import { splitCost } from './split-cost.ts'
import { splitOverrun } from './split-overrun.ts'
import { splitSurplus } from './split-surplus.ts'

/** The closed list of what a budget rule may say of a year's money: the sheet that settles claims does not hold it. */
export const BUDGETS: readonly EffectSpec[] = [
  aggregateUnit,
  computeBudget,
  adjustBudget,
  prepay,
  payMonthly,
  splitSurplus,
  splitOverrun,
  reserveIncentive,
  splitCost,
  countSpend,
]

const BY_TYPE = /* @__PURE__ */ new Map(BUDGETS.map(effect => [effect.type, effect]))

export const budgetSpec = (type: string): EffectSpec | undefined => BY_TYPE.get(type)

/** The codes of a choice, as `computeBudget.aggregator`: what a parameter of codes may choose among. */
export function choiceDomain(name: string): FactDomain | undefined {
  const [type = '', param = ''] = name.split('.')
  const params = budgetSpec(type)?.params
  const codes = params !== undefined && Object.hasOwn(params, param) ? params[param]?.codes : undefined
  return codes === undefined ? undefined : { path: name, type: 'enum', codes }
}
