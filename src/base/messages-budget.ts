import type { Messages } from './message.ts'

/** Messages about budget rules and a budget year. */
export const BUDGET_MESSAGES: Messages = {
  oneChoice: {
    zh: '参数“{parameter}”只能有一个代码：它是一项选择。',
    en: 'Parameter "{parameter}" must have exactly one code: it is a choice.',
  },
  sharesNotWhole: { zh: '各方份额之和是{sum}，应为1。', en: 'The shares sum to {sum}; they must sum to 1.' },
  memberTwice: { zh: '成员“{member}”列出两次。', en: 'Member "{member}" is listed twice.' },
  unknownMember: { zh: '“{member}”不在成员（members）之内。', en: '"{member}" is not among the members.' },
  monthTwice: { zh: '{month}已有成员“{member}”的金额。', en: '{month} has a sum of member "{member}" already.' },
  notAMonth: { zh: '“{received}”不是月份，应写作YYYY-MM。', en: '"{received}" is not a month; write it YYYY-MM.' },
  monthOutside: {
    zh: '{month}不在{year}年内；另外只可给出上一年12月，供首月预拨计算。',
    en: '{month} is not in {year}; besides its months only the December before it may be given, for the first advance.',
  },
  historyYearTwice: { zh: '{year}年列出两次。', en: 'The year {year} is listed twice.' },
  historyNotBefore: { zh: '{year}年不早于预算年度{budgetYear}年。', en: 'The year {year} is not before the budget year {budgetYear}.' },
  historyYearsMissing: {
    zh: '缺少这些年度的基金支付：{years}。',
    en: 'What the fund paid is missing for: {years}.',
  },
  historyYearsUnused: { zh: '这些年度不用于测算：{years}。', en: 'These years do not enter the total: {years}.' },
  totalNeeded: {
    zh: '没有总额：给出核定总额（total），或政策测算所需的历年支付（history）。',
    en: 'There is no total: give the approved one (total), or the history from which the policy computes it.',
  },
  totalNegative: { zh: '总额为负：{total}。', en: 'The total is negative: {total}.' },
  budgetFactMissing: {
    zh: '缺少“{label}”（{fact}）：规则“{rules}”需要它。',
    en: 'Missing {labelEn} ({fact}): needed by the rules "{rules}".',
  },
  budgetParameterMissing: {
    zh: '参数“{label}”（{parameter}）没有值，本年度需要它。请在方案中给出，或用 --param {parameter}=值。',
    en: 'Parameter "{labelEn}" ({parameter}) has no value, and this year needs it. Give it in a scheme, or with --param {parameter}=VALUE.',
  },
  unitDiffers: { zh: '预算单位填为{given}，政策定为{unit}。', en: 'The unit is given as {given}; the policy makes it {unit}.' },
  unitNotChosen: { zh: '当地没有选用{unit}为预算单位。', en: 'The locality has not chosen {unit} as the unit.' },
  oneLeadNeeded: {
    zh: '须有且只有一家牵头机构（allianceRole 为 lead），现有{received}家：款项拨给它。',
    en: 'Exactly one member must be the lead (allianceRole "lead"), here {received}: the money goes to it.',
  },
  reasonableTooLarge: {
    zh: '合理超支{given}大于超支{overrun}。',
    en: 'The reasonable overrun {given} is more than the overrun {overrun}.',
  },
  partNeeds: {
    zh: '算不出{partLabel}：缺少{label}（{fact}）。',
    en: 'Without {labelEn} ({fact}), {partLabelEn} cannot be worked out.',
  },
  closingNeedsMonths: {
    zh: '算不出年终清算：缺少全年实际发生额（budget.actual），或这些月份的月度审核额（budget.monthlyApproved）：{months}。',
    en: 'The closing cannot be worked out: give the actual spend of the year (budget.actual), or the sums approved (budget.monthlyApproved) of these months as well: {months}.',
  },
  unknownPart: { zh: '可选的部分：{known}。', en: 'The parts are: {known}.' },
  reserveNeedsUse: {
    zh: '没有给出上年度基金使用额，奖励金未计算。',
    en: 'What was used last year is not given: the reserve for incentives was not worked out.',
  },
  rewardOpen: { zh: '这些成员的考核事实没有给出，能否得奖未定：{members}。', en: 'What the reward hangs on is not said of: {members}.' },
  lastMonthMissing: {
    zh: '没有{before}的审核额，{month}的预拨未计算。',
    en: 'The sums of {before} are not given: no advance on {month} was worked out.',
  },
  totalBelowTarget: {
    zh: '总额{amount}低于要求的{asked}（上年度{before}）。',
    en: 'The total {amount} is below the {asked} asked for (year before: {before}).',
  },
  primaryBelowTarget: {
    zh: '用于基层的{amount}没有达到要求的{asked}（上年度{before}，须增加）。',
    en: 'The part of primary institutions, {amount}, does not reach the {asked} asked for (year before: {before}, and it must rise).',
  },
}
