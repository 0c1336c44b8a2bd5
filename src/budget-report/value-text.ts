import { budgetFactSpec } from '../facts/budget-facts.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Label } from '../facts/spec.ts'
import { grouped } from '../page/number-text.ts'
import type { Telling } from './telling.ts'

/** The ways among which policies choose, in words. */
const CHOICES: Readonly<Record<string, Label>> = {
  mean: { zh: '平均', en: 'mean' },
  latest: { zh: '最近一年', en: 'latest year' },
  sum: { zh: '合计', en: 'sum' },
  lastMonth: { zh: '最后一个月收回', en: 'in the last month' },
  immediate: { zh: '从首月起冲抵', en: 'from the first sums approved' },
  evenly: { zh: '逐月平均', en: 'evenly, month by month' },
  lead: { zh: '牵头机构', en: 'the lead' },
  each: { zh: '各成员', en: 'each member' },
  residentsAtMembers: { zh: '本地参保人在成员机构', en: 'residents at the members' },
  residentsAnywhere: { zh: '本地参保人，不论在何处就医', en: 'residents wherever treated' },
  members: { zh: '在成员机构就医的所有人', en: 'everyone at the members' },
  settleDate: { zh: '结算日期', en: 'day of settlement' },
  dischargeDate: { zh: '出院日期', en: 'day of discharge' },
  paid: { zh: '按支付', en: 'by what was paid' },
  score: { zh: '按分值', en: 'by score' },
  capitation: { zh: '按人头', en: 'by head' },
  priorYearFundUse: { zh: '上年度基金使用额', en: 'what was used last year' },
  total: { zh: '总额', en: 'the total' },
  monthlyApproved: { zh: '各月审核额之和', en: 'sum of the months approved' },
}

/** A value as people read it. `fact`: of which it is; without it, of a parameter. */
export function valueText(telling: Telling, value: unknown, fact?: string): string {
  const { say, language, memberName } = telling
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.length === 0 ? say('none') : value.map(one => valueText(telling, one, fact)).join(', ')
  if (typeof value !== 'string') return JSON.stringify(value) ?? ''
  if (/^-?\d+\.\d\d$/.test(value)) return grouped(value)
  if (fact?.startsWith('budget.actual.') === true) return memberName(value)
  const codes = fact === undefined ? undefined : (budgetFactSpec(fact) ?? factSpec(fact))?.codeLabels
  const label =
    codes !== undefined && Object.hasOwn(codes, value) ? codes[value] : Object.hasOwn(CHOICES, value) ? CHOICES[value] : undefined
  return label?.[language] ?? value
}
