import { MAX_FEN } from '../facts/spec.ts'
import { claimSchema } from './claim.ts'
import { both, DAY, decimalForm, NAME, object, type Schema } from './forms.ts'

const MONEY = decimalForm(2, MAX_FEN)
const COUNT: Schema = { type: 'integer', minimum: 0, maximum: 1e9 }

const EVENT = object(
  {
    kind: { ...NAME, title: both('事件，以政策的规则所用的名称', 'The event, as the rules of the policy name it') },
    date: { ...DAY, title: both('发生日', 'The day it happened') },
    completedOn: { ...DAY, title: both('办结日', 'The day it was settled') },
    done: { type: 'boolean', title: both('是否已办', 'Whether it was done') },
    count: { ...COUNT, title: both('次数', 'How often') },
  },
  { required: ['kind'] },
)

const PRICE = object({
  itemCategory: { ...NAME, title: both('项目类别', 'Category of the item') },
  base: { ...MONEY, title: both('最高等级的价格', 'Price at the top level') },
  tierSteps: { ...COUNT, maximum: 10, title: both('低于最高等级的级数', 'Levels below the top') },
  standards: { type: 'object', additionalProperties: MONEY, title: both('各机构的支付标准', 'Standard of payment by institution') },
})

/** The schema of a case: a claim with what stands beside it. */
export function caseSchema(): Schema {
  const claim = claimSchema()
  const properties = claim['properties'] as Readonly<Record<string, Schema>>
  return {
    ...claim,
    $id: 'urn:yibao-rules:case:1',
    title: both('案例', 'Case'),
    description: both('一例的事实，及转诊链、事件、价格。', 'The facts of a case, with earlier referrals, events and prices.'),
    properties: {
      ...properties,
      chain: {
        type: 'array',
        maxItems: 20,
        items: properties['referral'],
        title: both('此前各步转诊，按先后', 'The referrals before, in order'),
      },
      events: { type: 'array', maxItems: 1000, items: EVENT, title: both('发生或办过的事', 'What happened or was done') },
      price: { ...PRICE, title: both('所问的价格', 'The prices in question') },
    },
  }
}
