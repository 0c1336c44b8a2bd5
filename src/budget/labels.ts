import type { Label } from '../facts/spec.ts'

/** Names of the sums that the core itself makes. */
export const LABELS = {
  base: { zh: '前几年基金支付的基数', en: 'base: what the fund paid in earlier years' },
  growth: { zh: '征缴增长', en: 'growth of contributions' },
  other: { zh: '其他因素', en: 'other factors' },
  given: { zh: '核定总额', en: 'approved total' },
  approved: { zh: '核定与测算之差', en: 'approved otherwise than computed' },
  carvedOut: { zh: '从总额中预留', en: 'set aside out of the total' },
  month: { zh: '月度结算', en: 'monthly payment' },
  advanceReturned: { zh: '退回未核销的预付款', en: 'advance not recovered, returned' },
  difference: { zh: '实际费用与月度审核之差', en: 'actual spend less the months approved' },
  unallocated: { zh: '没有分配，留在基金', en: 'kept by nobody, stays in the fund' },
  assessmentFailed: { zh: '考核不合格：没有分配，留在基金', en: 'assessment failed: kept by nobody, stays in the fund' },
  unit: { zh: '单位自担', en: 'stays with the unit' },
  fund: { zh: '基金', en: 'fund' },
} as const satisfies Readonly<Record<string, Label>>

/** Names of the parts of a report. */
export const PART_LABELS = {
  plan: { zh: '年初核定', en: 'the plan' },
  months: { zh: '逐月结算', en: 'the monthly payments' },
  closing: { zh: '年终清算', en: 'the closing' },
  scores: { zh: '按分值结算', en: 'the settlement by score' },
} as const satisfies Readonly<Record<string, Label>>
