import type { FactSpec, Label } from './spec.ts'

/**
 * Facts of a budget year that conditions of budget rules may read. They stand beside the catalogue of a claim, which knows none of them.
 * `budget.adjusted` follows from the events; money is not compared in conditions, since plan and closing work it out.
 */
export const BUDGET_FACTS: readonly FactSpec[] = [
  { path: 'budget.year', type: 'int', min: 1990, max: 2200, label: { zh: '预算年度', en: 'budget year' } },
  { path: 'budget.yearIndex', type: 'int', min: 1, max: 100, label: { zh: '改革实施第几年', en: 'year of the scheme, from 1' } },
  {
    path: 'budget.unit',
    type: 'enum',
    codes: ['institution', 'alliance', 'region'],
    label: { zh: '预算单位', en: 'unit of the budget' },
    codeLabels: {
      institution: { zh: '单个机构', en: 'institution' },
      alliance: { zh: '医共体（医疗集团）', en: 'alliance' },
      region: { zh: '区域', en: 'region' },
    },
  },
  { path: 'budget.assessmentPassed', type: 'flag', label: { zh: '考核合格', en: 'assessment passed' } },
  {
    path: 'budget.assessmentResult',
    type: 'code',
    open: true,
    codes: ['none'],
    default: 'none',
    label: { zh: '考核结果', en: 'result of the assessment' },
    codeLabels: { none: { zh: '没有给出', en: 'not given' } },
  },
  {
    path: 'budget.adjustmentEvents',
    type: 'set',
    open: true,
    codes: ['majorPolicyChange', 'majorEmergency', 'naturalDisaster'],
    default: [],
    label: { zh: '允许调整总额的事由', en: 'events that may change the total' },
    codeLabels: {
      majorPolicyChange: { zh: '重大政策调整', en: 'major policy change' },
      majorEmergency: { zh: '影响面大的突发事件', en: 'large emergency' },
      naturalDisaster: { zh: '自然灾害', en: 'natural disaster' },
    },
  },
  {
    path: 'budget.adjusted',
    type: 'flag',
    source: 'derived',
    label: { zh: '有允许调整总额的事由', en: 'an event that may change the total is named' },
  },
]

const BY_PATH: ReadonlyMap<string, FactSpec> = new Map(BUDGET_FACTS.map(spec => [spec.path, spec]))

/** The budget fact of that path. */
export const budgetFactSpec = (path: string): FactSpec | undefined => BY_PATH.get(path)

/** Names of what a budget year gives besides: sums and lists that no condition may read. */
const SUMS: Readonly<Record<string, Label>> = {
  'budget.total': {
    zh: '核定总额，或测算所需的历年支付（history）',
    en: 'an approved total, or the history (history) from which it is computed',
  },
  'budget.history': { zh: '历年基金支付', en: 'what the fund paid in earlier years' },
  'budget.contributionGrowth': { zh: '征缴增长率', en: 'growth of contributions' },
  'budget.otherFactors': { zh: '其他因素', en: 'other factors' },
  'budget.monthlyApproved': { zh: '月度审核额', en: 'sums approved month by month' },
  'budget.actual': { zh: '全年实际发生额', en: 'actual spend of the year' },
  'budget.actual.0.00': { zh: '没有实际发生额、按零计的成员', en: 'members without an actual spend, taken as nothing' },
  'budget.reasonableOverrun': { zh: '合理超支', en: 'reasonable overrun' },
  'budget.payee': { zh: '款项拨给', en: 'who is paid' },
  'budget.priorYearFundUse': { zh: '上年度基金使用额', en: 'what was used last year' },
  scores: { zh: '按分值结算的数据', en: 'what the settlement by score takes' },
}

/** What people call a fact or a sum of a budget year. */
export const budgetLabel = (path: string): Label | undefined =>
  budgetFactSpec(path)?.label ?? (Object.hasOwn(SUMS, path) ? SUMS[path] : undefined)
