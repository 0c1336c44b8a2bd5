import { both, DAY, DRAFT, object, type Schema } from './forms.ts'
import { ISSUE, SETTLEMENT, STATE_DEFS } from './results.ts'

const TEXT: Schema = { type: 'string' }
const HASH: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const AMOUNT: Schema = { type: 'string', pattern: '^(0|[1-9]\\d{0,12})\\.\\d\\d$' }
const VALUE: Schema = { type: 'string', pattern: '^(0|[1-9]\\d{0,12})\\.\\d{2}(\\d{2})?$' }
const list = (items: Schema): Schema => ({ type: 'array', items })
const whole = (required: Schema, optional: Schema = {}): Schema => object({ ...required, ...optional }, { required: Object.keys(required) })
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const STATES: Schema = { type: 'object', propertyNames: { pattern: '^\\d{4}$' }, additionalProperties: ref('state') }
/** Plain data of the caller's: a claim, a request. */
const GIVEN: Schema = {}
const SAID: Schema = whole({ zh: TEXT, en: TEXT })

const SUPPLEMENT: Schema = whole(
  {
    id: TEXT,
    layer: TEXT,
    claims: list(
      whole({
        claimId: TEXT,
        base: AMOUNT,
        deductible: AMOUNT,
        paid: AMOUNT,
        clauses: list(TEXT),
        lines: list(whole({ id: TEXT, value: VALUE, rules: list(TEXT), clauses: list(TEXT), text: SAID })),
      }),
    ),
    total: AMOUNT,
    text: SAID,
    state: ref('state'),
  },
  { clause: TEXT },
)

const ENTRY: Schema = {
  ...whole(
    {
      claimId: TEXT,
      on: { anyOf: [DAY, { type: 'null' }] },
      sequence: { type: 'integer', minimum: 0 },
      year: { type: ['integer', 'null'] },
    },
    { claim: GIVEN, request: GIVEN, settlement: ref('settlement'), supplement: ref('supplement'), issues: list(ISSUE) },
  ),
  oneOf: [{ required: ['claim', 'settlement'] }, { required: ['request', 'supplement'] }, { required: ['issues'] }],
}

export const yearSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:year:1',
  title: both('一人一年的结算', "A person's year"),
  description: both(
    'settleYear 写出的内容：单据依次结算的结果和各年度累计。',
    'What settleYear writes: the claims as they were settled, in order, and the states.',
  ),
  ...whole({
    version: { const: 1 },
    personId: TEXT,
    policyHash: HASH,
    opening: STATES,
    entries: list(ref('entry')),
    states: STATES,
  }),
  $defs: { ...STATE_DEFS, settlement: SETTLEMENT, supplement: SUPPLEMENT, entry: ENTRY },
})

export const receiptSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:receipt:1',
  title: both('结算凭据', 'Receipt of a settlement'),
  description: both('结算由什么得出：可用 yibao verify 重算核验。', 'What a settlement was made from and by: yibao verify makes it again.'),
  ...whole({
    version: { const: 1 },
    engine: whole({ name: { const: 'yibao-rules' }, version: TEXT }),
    formats: whole({ claim: { const: 1 }, state: { const: 1 }, settlement: { const: 1 } }),
    policy: {
      type: 'object',
      required: ['id', 'version', 'status', 'scheme', 'illustrative', 'on', 'hash', 'hashes', 'parameters'],
      properties: { hash: HASH, hashes: whole({ pack: HASH, scheme: HASH }), parameters: { type: 'object', additionalProperties: GIVEN } },
      additionalProperties: GIVEN,
    },
    input: whole({ hash: HASH }, { claim: GIVEN, state: GIVEN }),
    fired: list(TEXT),
    output: whole({ hash: HASH, settlement: ref('settlement') }),
  }),
  $defs: { ...STATE_DEFS, settlement: SETTLEMENT },
})
