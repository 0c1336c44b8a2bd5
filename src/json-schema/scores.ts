import { MAX_YEAR_FEN } from '../budget/fen.ts'
import { MAX_FEN } from '../facts/spec.ts'
import { both, decimalForm, NAME, object, type Schema } from './forms.ts'

const TEXT: Schema = { type: 'string' }
const FLAG: Schema = { type: 'boolean' }
const MONEY = decimalForm(2, MAX_FEN)
const POINTS = decimalForm(4, 1e10)
const COEFFICIENT: Schema = {
  type: ['string', 'number'],
  pattern: '^([0-7](\\.\\d{1,4})?|8(\\.0{1,4})?)$',
  exclusiveMinimum: 0,
  maximum: 8,
}
const SUM: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)\\.\\d\\d$' }
const FOUR: Schema = { type: 'string', pattern: '^(0|[1-9]\\d*)\\.\\d{4}$' }
const LABEL = whole({ zh: TEXT, en: TEXT })
const MOST = 50_000

const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more })
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const titled = (zh: string, en: string, schema: Schema): Schema => ({ title: both(zh, en), ...schema })
function whole(required: Schema, optional: Schema = {}): Schema {
  return object({ ...required, ...optional }, { required: Object.keys(required) })
}

const GROUP = whole(
  {
    id: NAME,
    score: titled('病种分值（基准点数）', 'Score of a case, base points', POINTS),
    meanCost: titled('次均费用，按机构级别或 all', 'Mean cost by level of institution, or of all', {
      type: 'object',
      additionalProperties: MONEY,
    }),
  },
  {
    label: whole({ zh: NAME, en: NAME }),
    isBase: titled('基层（基础）病种', 'A base group', FLAG),
    isByDay: titled('按床日', 'Scored by the day', FLAG),
  },
)

const CASE = whole(
  {
    id: NAME,
    member: NAME,
    group: NAME,
    cost: MONEY,
    paidByOthers: titled('患者和其他基金已付', 'What patients and other funds have paid', MONEY),
  },
  {
    fundPaid: titled('统筹基金已付', 'What the pooled fund has paid', MONEY),
    flags: list(NAME, { maxItems: 200 }),
    days: titled('床日数', 'Bed days', { type: 'integer', minimum: 1, maximum: 3660 }),
  },
)

/** What is settled by score, as a bureau gives it. */
export const SCORE_YEAR: Schema = whole(
  {
    fund: titled('可用于分值结算的基金', 'What the fund has for it', decimalForm(2, MAX_YEAR_FEN)),
    groups: list(GROUP, { maxItems: MOST }),
    institutions: list(whole({ member: NAME, level: NAME, coefficient: COEFFICIENT }), { maxItems: MOST }),
    cases: list(CASE),
  },
  { reimbursementRatio: titled('报销比例', 'Share of the cost that the fund pays', { ...decimalForm(4, 1e4), exclusiveMinimum: 0 }) },
)

const INSTITUTION = whole({
  member: TEXT,
  cases: { type: 'integer', minimum: 0 },
  score: FOUR,
  standard: SUM,
  paidByOthers: SUM,
  entitled: SUM,
  used: orNull(SUM),
  band: orNull(TEXT),
  fund: SUM,
})

const SETTLED_CASE = whole({
  id: TEXT,
  member: TEXT,
  group: TEXT,
  multiple: FOUR,
  deviation: TEXT,
  factors: list(whole({ id: TEXT, factor: FOUR })),
  score: FOUR,
  review: FLAG,
  standard: orNull(SUM),
  entitled: orNull(SUM),
})

/** What it comes to; `issue` and `source` are the schemas of a finding and of a parameter's value. */
export const scoreReport = (issue: Schema, source: Schema): Schema =>
  whole({
    method: { enum: ['dip', 'drg'] },
    terms: whole({
      id: TEXT,
      source: { enum: ['clause', 'published', 'illustrative'] },
      clause: orNull(TEXT),
      basis: orNull(LABEL),
    }),
    fund: SUM,
    reimbursementRatio: orNull(FOUR),
    score: FOUR,
    pointValue: orNull(FOUR),
    institutions: list(INSTITUTION),
    cases: list(SETTLED_CASE),
    remainder: SUM,
    findings: list(issue),
    sources: list(source),
  })
