import type { FactLabels } from './label.ts'

/** Facts about the bill. */
export const COST_LABELS: FactLabels = {
  'cost.total': ['总医疗费用', 'Total cost'],
  'cost.offCatalogue': ['目录外（自费）费用', 'Off-catalogue cost'],
  'cost.overLimit': ['超限价费用', 'Cost over the price limit'],
  'cost.advanceSelfPay': ['先行自付', 'Advance self-pay'],
  'cost.inPolicy': ['政策范围内（合规）费用', 'In-policy cost'],
  'cost.irregularAmount': ['不规范诊疗费用', 'Cost of irregular care'],
}
