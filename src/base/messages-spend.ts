import type { Messages } from './message.ts'

/** Messages about settled claims that are counted as the spend of a year. */
export const SPEND_MESSAGES: Messages = {
  spendRuleNeeded: {
    zh: '政策没有规定哪些结算计入实际费用（countSpend），不能由单据清算；请直接给出实际发生额（budget.actual）。',
    en: 'The policy does not say which settlements count as spend (countSpend), so claims cannot close a year; give budget.actual.',
  },
  spendRuleReads: {
    zh: '计入规则（countSpend）要看“{fact}”，单据里没有这一项，不能由单据清算。',
    en: 'A countSpend rule reads "{fact}", which claims do not hold: claims cannot close the year.',
  },
  spendGiven: { zh: '这一项由单据计出，不应同时给出。', en: 'This is counted from the claims; do not give it as well.' },
  spendAreaNeeded: {
    zh: '要分清本地参保人，成员须写明所在县（county）或市（city）。',
    en: 'To tell residents, members must say in which county (or city) they lie.',
  },
  spendBearerNeeded: {
    zh: '居民在单位之外的费用须有一家承担：请写明一家牵头机构（allianceRole: lead）。',
    en: 'What residents spend elsewhere must be borne by one: name one lead (allianceRole: lead).',
  },
  spendLineMissing: {
    zh: '结算结果没有“{line}”；请用 yibao batch 的默认输出列，或 --full。',
    en: 'The settlement has no "{line}"; use the default lines of yibao batch, or --full.',
  },
  spendAmount: { zh: '金额应为两位小数的文字，实为“{received}”。', en: 'An amount must be a text with two decimals, not "{received}".' },
  spendOtherClaim: {
    zh: '单据“{claim}”与结算“{settled}”不是同一份。',
    en: 'Claim "{claim}" and settlement "{settled}" are not of one another.',
  },
  spendScoresNeeded: {
    zh: '{count} 例按分值计算，但本年度没有分值数据（scores：基金、病组、机构系数）。',
    en: '{count} cases count by score, but the year has no scores (fund, groups, institutions).',
  },
  spendCapitationNeeded: {
    zh: '{count} 例按人头计算，但本年度没有人头数据（capitation：标准、人数）。',
    en: '{count} cases are paid for by head, but the year has no capitation (rate, persons).',
  },
  spendOtherYear: {
    zh: '{cases} 例不在本年度，未计入（基金支付 {paid}）。',
    en: '{cases} cases are of another year and do not count (the fund paid {paid}).',
  },
  spendNotMember: {
    zh: '{cases} 例不在成员机构，未计入（基金支付 {paid}）。',
    en: '{cases} cases are of institutions that are no members and do not count (the fund paid {paid}).',
  },
  spendNotResident: {
    zh: '{cases} 例不是本地参保人，未计入（基金支付 {paid}）。',
    en: '{cases} cases are of persons insured elsewhere and do not count (the fund paid {paid}).',
  },
  spendNoRule: { zh: '{cases} 例没有规则计入（基金支付 {paid}）。', en: 'No rule counts {cases} cases (the fund paid {paid}).' },
  spendOpenStay: {
    zh: '{cases} 次住院只有中途结算，没有出院结算，未计入（基金支付 {paid}）。',
    en: '{cases} stays have interim parts but no final one, and do not count (the fund paid {paid}).',
  },
  spendRefused: { zh: '{count} 份单据被拒绝，没有结算。', en: '{count} claims were refused and not settled.' },
  spendUnknown: {
    zh: '成员之外的机构：{institutions}。',
    en: 'Institutions that are no members: {institutions}.',
  },
}
