import { MAX_YEAR_FEN } from '../budget/fen.ts'
import { MAX_ENTRIES } from '../budget/read-fields.ts'
import { budgetFactSpec } from '../facts/budget-facts.ts'
import { claimSchema } from './claim.ts'
import { both, decimalForm, DRAFT, NAME, object, type Schema } from './forms.ts'
import { SCORE_YEAR } from './scores.ts'

const MONEY = decimalForm(2, MAX_YEAR_FEN)
const SIGNED: Schema = { type: ['string', 'number'], pattern: '^-?(0|[1-9]\\d{0,12})(\\.\\d{1,2})?$' }
const RATIO: Schema = { type: ['string', 'number'], pattern: '^-?(0|[1-9]\\d?)(\\.\\d{1,4})?$', minimum: -1, maximum: 10 }
const YEAR: Schema = { type: 'integer', minimum: 1990, maximum: 2200 }
const TITLE: Schema = { anyOf: [NAME, object({ zh: NAME, en: NAME }, { required: ['zh', 'en'] })] }
const list = (items: Schema): Schema => ({ type: 'array', maxItems: MAX_ENTRIES, items })
const whole = (required: Schema, optional: Schema = {}): Schema => object({ ...required, ...optional }, { required: Object.keys(required) })
const titled = (zh: string, en: string, schema: Schema): Schema => ({ title: both(zh, en), ...schema })
const SUMS = list(whole({ member: NAME, amount: MONEY }))

/** A budget fact under the label that conditions show. */
function fact(name: string, schema: Schema): Schema {
  const { zh = name, en = name } = budgetFactSpec(`budget.${name}`)?.label ?? {}
  return titled(zh, en, schema)
}

const BUDGET = whole(
  { year: fact('year', YEAR) },
  {
    yearIndex: fact('yearIndex', { type: 'integer', minimum: 1, maximum: 100 }),
    unit: fact('unit', { enum: budgetFactSpec('budget.unit')?.codes ?? [] }),
    name: titled('单位名称', 'Name of the unit', TITLE),
    history: titled('前几年统筹基金支付', 'What the pooled fund paid in earlier years', list(whole({ year: YEAR, amount: MONEY }))),
    contributionGrowth: titled('征缴增长率', 'Growth of contributions, a ratio', RATIO),
    otherFactors: titled('其他因素', 'What else is added to the total', SIGNED),
    total: titled('核定总额', 'Approved total', MONEY),
    adjustmentEvents: fact('adjustmentEvents', { type: 'array', maxItems: 200, items: NAME }),
    monthlyApproved: titled(
      '月度审核额',
      'Sums approved by month and member',
      list(whole({ month: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }, member: NAME, amount: MONEY })),
    ),
    actual: titled('实际费用', 'Actual spend by member', SUMS),
    reasonableOverrun: titled('合理超支', 'The part of the overrun that is shared', MONEY),
    assessmentPassed: fact('assessmentPassed', { type: 'boolean' }),
    assessmentResult: fact('assessmentResult', NAME),
    priorYearFundUse: titled('上年度基金使用额', 'What was used in the year before', MONEY),
    previousTotal: titled('上年度总额', 'Total of the year before', MONEY),
    previousPrimaryAmount: titled('上年度用于基层的金额', 'Part of primary institutions in the year before', MONEY),
    primaryAmount: titled('用于基层的金额', 'Part of primary institutions', MONEY),
    newFund: titled('新增（腾出）的基金', 'New or freed money', MONEY),
    procurementSurplus: titled('集采结余', 'What purchases saved, by member', SUMS),
    familyDoctorFees: titled('家庭医生签约服务费', "Family doctors' fees", MONEY),
    accountBase: titled('个人账户计入基数', 'What personal accounts are credited from', MONEY),
    memberAmounts: titled('各成员的计划金额', 'What is planned for each member', SUMS),
  },
)

/** The schema of a budget year; an institution has the facts that a claim gives of one. */
export function budgetYearSchema(): Schema {
  const claim = claimSchema()['properties'] as Readonly<Record<string, { readonly properties?: Schema }>>
  const member = object({ name: titled('名称', 'Name', TITLE), ...claim['institution']?.properties }, { required: ['id'] })
  return {
    $schema: DRAFT,
    $id: 'urn:yibao-rules:budgetYear:1',
    title: both('预算年度', 'Budget year'),
    description: both(
      '一个预算单位一年的事实；金额以元计，最多两位小数，宜写作字符串。',
      'The facts of one unit and year; amounts in yuan, at most two decimals, best written as strings.',
    ),
    ...whole(
      { version: { const: 1 }, budget: BUDGET, members: titled('成员机构', 'Institutions of the unit', list(member)) },
      {
        $schema: { ...NAME, title: both('本格式', 'This schema') },
        scores: titled('按分值（点数）结算', 'What is settled by score', SCORE_YEAR),
        capitation: titled(
          '按人头付费：每人每年标准、人数',
          'Paid for by head: yuan a person and year, persons',
          whole({ rate: MONEY, persons: list(whole({ member: NAME, count: { type: 'integer', minimum: 0 } })) }),
        ),
      },
    ),
  }
}
