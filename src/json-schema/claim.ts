import { FACTS } from '../facts/catalogue.ts'
import { ITEM_KINDS } from '../facts/item-kinds.ts'
import { LOW_INCOME_CATEGORIES } from '../facts/labels/codes.ts'
import { MAX_ITEMS } from '../facts/items.ts'
import { MAX_FEN, type FactSpec } from '../facts/spec.ts'
import { both, DAY, decimalForm, DRAFT, NAME, object, type Schema } from './forms.ts'
import { STATE_DEFS } from './results.ts'

const MAX_LIST = 200
const MONEY = decimalForm(2, MAX_FEN)

interface Branch {
  readonly [key: string]: Branch | Schema
}

/** The schema of a claim, from the catalogue of facts: every fact that a claim may give, none else. */
export function claimSchema(): Schema {
  const tree: Record<string, Record<string, unknown>> = {}
  for (const spec of FACTS) if (spec.source !== 'history') place(tree, spec.path.split('.'), factSchema(spec))
  place(tree, ['cost', 'items'], ITEMS)
  place(tree, ['person', 'identities'], IDENTITIES)
  return {
    $schema: DRAFT,
    $id: 'urn:yibao-rules:claim:1',
    title: both('医保单据', 'Claim'),
    description: both(
      '一次就诊的事实；金额以元计，最多两位小数，宜写作字符串。',
      'The facts of one encounter; amounts in yuan, at most two decimals, best written as strings.',
    ),
    ...object({
      $schema: { ...NAME, title: both('本格式', 'This schema') },
      version: { const: 1 },
      id: { ...NAME, title: both('单据标识', 'Id of the claim') },
      ...Object.fromEntries(Object.entries(tree).map(([key, branch]) => [key, branchSchema(branch as Branch)])),
      state: { $ref: '#/$defs/state', title: both('本年累计', 'What the year has used') },
    }),
    $defs: STATE_DEFS,
  }
}

function place(tree: Record<string, Record<string, unknown>>, keys: readonly string[], leaf: Schema): void {
  let branch: Record<string, unknown> = tree
  for (const key of keys.slice(0, -1)) branch = (branch[key] ??= {}) as Record<string, unknown>
  branch[keys.at(-1) ?? ''] = leaf
}

/** A leaf has a title; a branch is a part of the claim. */
const branchSchema = (branch: Branch): Schema =>
  typeof branch['title'] === 'string'
    ? branch
    : object(Object.fromEntries(Object.entries(branch).map(([key, part]) => [key, branchSchema(part as Branch)])))

function factSchema(spec: FactSpec): Schema {
  const title = both(spec.label.zh, spec.label.en)
  const codes = Object.entries(spec.codeLabels ?? {}).map(([code, label]) => `${code} ${both(label.zh, label.en)}`)
  const described = codes.length === 0 ? {} : { description: codes.join('; ') }
  const byDefault =
    spec.default === undefined || spec.default === '' || spec.type === 'money' || spec.type === 'area' ? {} : { default: spec.default }
  return { title, ...described, ...valueSchema(spec), ...byDefault }
}

function valueSchema(spec: FactSpec): Schema {
  switch (spec.type) {
    case 'flag':
      return { type: 'boolean' }
    case 'int':
      return { type: 'integer', minimum: spec.min ?? 0, maximum: spec.max ?? Number.MAX_SAFE_INTEGER }
    case 'money':
      return MONEY
    case 'day':
      return DAY
    case 'area':
      return { type: 'string', pattern: '^[1-9]\\d{5}$' }
    case 'enum':
      return { type: 'string', enum: spec.codes ?? [] }
    case 'set':
      return { type: 'array', maxItems: MAX_LIST, items: spec.open === true ? NAME : { type: 'string', enum: spec.codes ?? [] } }
    case 'id':
    case 'code':
      return NAME
  }
}

const titled = (zh: string, en: string, schema: Schema): Schema => ({ title: both(zh, en), ...schema })

const ITEMS: Schema = titled('费用明细', 'Items of the bill', {
  type: 'array',
  maxItems: MAX_ITEMS,
  items: object(
    {
      id: titled('明细标识', 'Id', NAME),
      code: titled('项目编码', 'Code of the item', NAME),
      amount: titled('金额', 'Amount', MONEY),
      overLimit: titled('超限价金额', 'Amount over the price limit', MONEY),
      selfPayShare: titled('先行自付比例', 'Advance self-pay share', decimalForm(4, 10_000)),
      catalogueClass: titled('目录类别（甲乙丙）', 'Catalogue class', { enum: ['A', 'B', 'C'] }),
      itemKind: titled('项目类别', 'Kind of item', { enum: ITEM_KINDS }),
      flags: titled('标签', 'Flags', { type: 'array', maxItems: MAX_LIST, items: NAME }),
      irregular: titled('不规范诊疗', 'Irregular care', { type: 'boolean' }),
    },
    {
      required: ['id', 'amount', 'catalogueClass'],
      if: { properties: { catalogueClass: { const: 'B' } } },
      then: { required: ['selfPayShare'] },
    },
  ),
})

const IDENTITIES: Schema = titled('救助身份', 'Low-income identities', {
  type: 'array',
  maxItems: MAX_LIST,
  items: object(
    {
      category: titled('身份类别', 'Category', { enum: Object.keys(LOW_INCOME_CATEGORIES) }),
      from: titled('起', 'From', DAY),
      to: titled('止（当日不再有）', 'To (no longer held on that day)', DAY),
      recognisedOn: titled('认定日', 'Recognised on', DAY),
      markedOn: titled('标识日', 'Marked on', DAY),
    },
    { required: ['category', 'from'] },
  ),
})
