import { both, DAY, DRAFT, object, type Schema } from './forms.ts'
import { ISSUE } from './results.ts'
import { scoreReport } from './scores.ts'

const TEXT: Schema = { type: 'string' }
const FLAG: Schema = { type: 'boolean' }
/** A sum of a year may have more digits than an amount of a claim. */
const SUM: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)\\.\\d\\d$' }
const FOUR: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)\\.\\d{4}$' }
const MONTH: Schema = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }
const ANY: Schema = {}
const list = (items: Schema): Schema => ({ type: 'array', items })
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const whole = (required: Schema, optional: Schema = {}): Schema => object({ ...required, ...optional }, { required: Object.keys(required) })
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const TEXT_OR_NULL = orNull(TEXT)
const SUM_OR_NULL = orNull(SUM)

const POLICY = whole(
  {
    id: TEXT,
    version: { type: 'integer' },
    status: { enum: ['issued', 'trial', 'draft'] },
    scheme: TEXT_OR_NULL,
    illustrative: FLAG,
  },
  { release: TEXT },
)

const LINE = whole({ id: TEXT, label: ref('label'), amount: SUM, working: TEXT, rules: list(TEXT), clauses: list(TEXT) })
const SHARE = whole({ party: TEXT, label: ref('label'), share: FOUR, amount: SUM, rules: list(TEXT), clauses: list(TEXT) })

const PLAN = whole({
  lines: list(ref('line')),
  total: SUM,
  advance: orNull(ref('line')),
  reserve: orNull(ref('line')),
  allocations: list(ref('line')),
})

const MONTH_PAYMENT = whole({
  month: MONTH,
  approved: SUM,
  offset: SUM,
  paid: SUM,
  advanceLeft: SUM,
  members: list(whole({ member: TEXT, approved: SUM })),
  advances: list(whole({ member: TEXT, amount: SUM, due: orNull(DAY) })),
})

const CLOSING = whole({
  total: SUM,
  actual: SUM,
  surplus: SUM,
  overrun: SUM,
  sharedOverrun: SUM,
  shares: list(ref('share')),
  members: list(whole({ member: TEXT, actual: SUM })),
  splits: list(whole({ of: TEXT, member: TEXT_OR_NULL, amount: SUM, shares: list(ref('share')) })),
  reserve: SUM_OR_NULL,
  rewarded: orNull(list(TEXT)),
})

const ENTRY = whole({
  id: TEXT,
  stage: { enum: ['plan', 'month', 'closing', 'scores'] },
  on: TEXT_OR_NULL,
  from: TEXT,
  to: TEXT,
  amount: SUM,
  label: ref('label'),
  rules: list(TEXT),
  clauses: list(TEXT),
})

const SOURCE = whole(
  {
    parameter: TEXT,
    value: ANY,
    source: { enum: ['clause', 'published', 'illustrative', 'override'] },
    clause: TEXT_OR_NULL,
  },
  { label: ref('label') },
)

const SPEND = whole({
  cases: { type: 'integer' },
  paid: SUM,
  rows: list(
    whole({
      member: TEXT,
      month: MONTH,
      kind: TEXT,
      counts: { enum: ['paid', 'score', 'capitation'] },
      cases: { type: 'integer' },
      cost: SUM,
      paid: SUM,
    }),
  ),
  outside: list(
    whole({ why: { enum: ['otherYear', 'notMember', 'notResident', 'noRule', 'openStay'] }, cases: { type: 'integer' }, paid: SUM }),
  ),
  unknown: list(whole({ institution: TEXT, cases: { type: 'integer' }, paid: SUM })),
  refused: { type: 'integer' },
})

export const budgetReportSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:budgetReport:1',
  title: both('预算年度的结果', 'Report of a budget year'),
  description: both(
    '年初核定、按月拨付、年终清算和分值结算；没有要的部分为 null。金额为元，两位小数。',
    'Plan, months, closing and scores; what was not asked for is null. Amounts in yuan with two decimals.',
  ),
  ...whole(
    {
      version: { const: 1 },
      policy: POLICY,
      year: { type: 'integer' },
      unit: whole({
        kind: TEXT,
        name: orNull(ref('label')),
        lead: TEXT_OR_NULL,
        members: list(whole({ id: TEXT, name: orNull(ref('label')) })),
      }),
      plan: orNull(PLAN),
      months: list(MONTH_PAYMENT),
      closing: orNull(CLOSING),
      scores: orNull(scoreReport(ISSUE, SOURCE)),
      ledger: list(ENTRY),
      fired: list(TEXT),
      assumptions: list(whole({ fact: TEXT, value: ANY })),
      findings: list(ISSUE),
      sources: list(SOURCE),
    },
    { spend: SPEND },
  ),
  $defs: { label: whole({ zh: TEXT, en: TEXT }), line: LINE, share: SHARE },
})
