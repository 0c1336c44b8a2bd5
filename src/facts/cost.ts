import { money } from './build.ts'
import type { FactSpec } from './spec.ts'

/** Facts about the bill, in fen. With items they are the sums of the items at the shares the items state. */
export const COST_FACTS: readonly FactSpec[] = [
  money('cost.total', '总医疗费用', 'Total cost', null),
  money('cost.offCatalogue', '目录外（自费）费用', 'Off-catalogue cost'),
  money('cost.overLimit', '超限价费用', 'Cost over the price limit'),
  money('cost.advanceSelfPay', '先行自付', 'Advance self-pay'),
  money('cost.inPolicy', '政策范围内（合规）费用', 'In-policy cost', null, { source: 'derived' }),
  money('cost.irregularAmount', '不规范诊疗费用', 'Cost of irregular care'),
]
