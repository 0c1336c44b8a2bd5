import { FACTS } from '../facts/catalogue.ts'
import { both, DAY, DRAFT, list, NAME, object, SOURCES, TEXT, type Schema } from './forms.ts'

const AMOUNT: Schema = { type: 'string', pattern: '^(0|[1-9]\\d{0,12})\\.\\d\\d$' }
/** An amount that may be below 0: what the institution keeps of a standard over the cost. */
const SIGNED: Schema = { type: 'string', pattern: '^(0|-?[1-9]\\d{0,12}|-0(?=\\.(0[1-9]|[1-9]\\d)$))\\.\\d\\d$' }
const READ_AMOUNT: Schema = { type: ['string', 'number'], pattern: '^(0|[1-9]\\d{0,10})(\\.\\d{1,2})?$', minimum: 0, maximum: 1e10 }
const RATIO: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)\\.\\d{4}$' }
const OPTIONAL_NAME: Schema = { type: 'string', maxLength: 200 }
const whole = (required: Schema, optional: Schema = {}): Schema => object({ ...required, ...optional }, { required: Object.keys(required) })
const tiers = FACTS.find(spec => spec.path === 'institution.tier')?.codes ?? []

const BUCKET: Schema = object({
  index: { type: 'integer', minimum: 0, maximum: 12 },
  base: READ_AMOUNT,
  thresholdPaid: READ_AMOUNT,
  paid: READ_AMOUNT,
  cost: READ_AMOUNT,
})

const STAY: Schema = whole(
  { stayId: OPTIONAL_NAME, admitDate: DAY, dischargeDate: DAY },
  {
    claimIds: { ...list(OPTIONAL_NAME), maxItems: 1000 },
    institution: OPTIONAL_NAME,
    tier: { enum: ['', ...tiers] },
    compliant: { type: 'boolean' },
    chainId: OPTIONAL_NAME,
    deductible: READ_AMOUNT,
  },
)

const STATE: Schema = whole(
  { year: { type: 'integer', minimum: 1969, maximum: 2199 } },
  {
    $schema: NAME,
    version: { const: 1 },
    applied: { type: 'integer', minimum: 0, maximum: 1e6 },
    stayId: OPTIONAL_NAME,
    buckets: { type: 'object', additionalProperties: { $ref: '#/$defs/bucket' } },
    stays: list({ $ref: '#/$defs/stay' }),
  },
)

/** A state and its parts, as definitions. */
export const STATE_DEFS: Schema = { bucket: BUCKET, stay: STAY, state: STATE }

export const stateSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:state:1',
  title: both('本年累计', 'State of a benefit year'),
  description: both(
    '一人一个待遇年度已用的额度；由上一次结算得出。',
    "What a person's benefit year has used, as the settlement before wrote it.",
  ),
  ...STATE,
  $defs: { bucket: BUCKET, stay: STAY },
})

/** An issue or finding: data, whose message is made last. */
export const ISSUE: Schema = whole(
  {
    code: TEXT,
    path: TEXT,
    severity: { enum: ['error', 'finding'] },
    params: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  },
  { clause: TEXT },
)

const LINE: Schema = {
  ...whole({ id: TEXT, rules: list(TEXT), clauses: list(TEXT) }, { amount: SIGNED, ratio: RATIO }),
  oneOf: [{ required: ['amount'] }, { required: ['ratio'] }],
}

const PACK: Schema = {
  id: TEXT,
  version: { type: 'integer' },
  status: { enum: ['issued', 'trial', 'draft'] },
  scheme: { type: ['string', 'null'] },
  illustrative: { type: 'boolean' },
}

/** A pack under its scheme, by name. */
export const IDENTITY: Schema = whole(PACK, { release: TEXT })

const POLICY: Schema = whole({ ...PACK, on: DAY, hash: { type: 'string', pattern: '^[0-9a-f]{64}$' } }, { release: TEXT })

const SOURCE: Schema = whole({ id: TEXT, value: TEXT, source: SOURCES }, { clause: TEXT })

const ASSUMED: Schema = { type: ['boolean', 'number', 'string', 'array', 'null'] }

/** Needs the definitions of a state. */
export const SETTLEMENT: Schema = whole({
  version: { const: 1 },
  policy: POLICY,
  claimId: TEXT,
  lines: list(LINE),
  fund: whole({ total: AMOUNT, layers: { type: 'object', additionalProperties: AMOUNT } }),
  personal: whole({ total: AMOUNT, selfPaid: AMOUNT, selfFunded: AMOUNT, account: AMOUNT, cash: AMOUNT }),
  institutionBorne: SIGNED,
  assumptions: list(whole({ fact: TEXT, value: ASSUMED })),
  findings: list(ISSUE),
  sources: list(SOURCE),
  state: { $ref: '#/$defs/state' },
})

export const settlementSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:settlement:1',
  title: both('结算结果', 'Settlement'),
  description: both(
    'fund.total + personal.total + institutionBorne = 总费用，分毫不差。',
    'fund.total + personal.total + institutionBorne is the total, to the fen.',
  ),
  ...SETTLEMENT,
  $defs: STATE_DEFS,
})
