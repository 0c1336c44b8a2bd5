import { DIMENSIONS } from '../summary/dimensions.ts'
import { both, DRAFT, object, type Schema } from './forms.ts'

const TEXT: Schema = { type: 'string' }
const COUNT: Schema = { type: 'integer', minimum: 0 }
/** A sum of a province has more digits than an amount of a claim; what institutions bear may be below 0. */
const SUM: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)\\.\\d\\d$' }
const SHARE: Schema = { type: ['string', 'null'], pattern: '^\\d+\\.\\d{4}$' }
const LABEL: Schema = whole({ zh: TEXT, en: TEXT })

function whole(required: Schema, optional: Schema = {}): Schema {
  return object({ ...required, ...optional }, { required: Object.keys(required) })
}
const list = (items: Schema): Schema => ({ type: 'array', items })

const FUND: Schema = whole({ paid: SUM, deductible: SUM, capExcess: SUM, paidClaims: COUNT, deductibleClaims: COUNT, cappedClaims: COUNT })

const SUMS: Schema = {
  claims: COUNT,
  total: SUM,
  inPolicy: SUM,
  fund: SUM,
  personal: SUM,
  institutionBorne: SUM,
  fundShare: SHARE,
  inPolicyShare: SHARE,
  funds: { type: 'object', additionalProperties: { $ref: '#/$defs/fund' } },
}

const POLICY: Schema = whole(
  {
    id: TEXT,
    version: { type: 'integer' },
    status: { enum: ['issued', 'trial', 'draft'] },
    scheme: { type: ['string', 'null'] },
    illustrative: { type: 'boolean' },
    name: { $ref: '#/$defs/label' },
  },
  { release: TEXT },
)

const LIMIT: Schema = whole({
  id: TEXT,
  fund: TEXT,
  counts: { enum: ['payment', 'cost'] },
  bucket: { anyOf: [{ $ref: '#/$defs/label' }, { type: 'null' }] },
  persons: COUNT,
  claims: COUNT,
})

const step = (counted: Schema): Schema => list(whole({ from: SUM, ...counted }, { to: SUM }))
const PERSONS: Schema = step({ persons: COUNT, fund: SUM, personal: SUM })

export const summarySchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:summary:1',
  title: both('结算汇总', 'Summary of settlements'),
  description: both(
    '各维度的合计都等于 sums，分毫不差；金额为元，两位小数，可超过 2^53 分。',
    'The rows of each dimension add up to `sums`, to the fen; amounts in yuan, possibly beyond 2^53 fen.',
  ),
  ...whole({
    version: { const: 1 },
    policy: POLICY,
    rows: whole({ settled: COUNT, rejected: COUNT, refused: { type: 'object', additionalProperties: COUNT } }),
    persons: COUNT,
    funds: list(whole({ id: TEXT, label: { $ref: '#/$defs/label' } })),
    sums: { $ref: '#/$defs/sums' },
    by: whole(Object.fromEntries([...DIMENSIONS.map(({ id }) => id), 'month'].map(id => [id, list({ $ref: '#/$defs/row' })]))),
    limits: list(LIMIT),
    distribution: whole({ bills: step({ claims: COUNT, total: SUM, fund: SUM }), fund: PERSONS, personal: PERSONS }),
    top: list(whole({ claimId: TEXT, total: SUM, fund: SUM, personal: SUM })),
  }),
  $defs: { label: LABEL, fund: FUND, sums: whole(SUMS), row: whole({ code: TEXT, ...SUMS }) },
})
