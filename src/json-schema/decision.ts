import type {
  Exemption,
  UnmetFact,
  Hop,
  NextStep,
  Decision,
  Reason,
  ReferralAnswer,
  RightAnswer,
  UndecidedAnswer,
  AnswerSource,
} from '../referral/decision.ts'
import type { DeadlineAnswer } from '../referral/deadlines.ts'
import type { DutyAnswer, ProhibitionAnswer } from '../referral/duties.ts'
import type { FaultAnswer } from '../referral/move-words.ts'
import type { DirectionAnswer, ParityAnswer, StepAnswer } from '../referral/prices.ts'
import type { Change } from '../referral/change.ts'
import { modality } from '../pack/schema-indicator.ts'
import { both, DAY, DRAFT, exactly, LABEL, list, NULLABLE_DAY, NULLABLE_TEXT, orNull, SOURCES, TEXT, type Schema } from './forms.ts'
import { IDENTITY, ISSUE } from './results.ts'

const COUNT: Schema = { type: 'integer', minimum: 0 }
const FLAG: Schema = { type: 'boolean' }
const NULLABLE_FLAG: Schema = { type: ['boolean', 'null'] }
const AMOUNT: Schema = { type: 'string', pattern: '^(0|[1-9]\\d{0,12})\\.\\d\\d$' }
const MODALITY: Schema = { enum: modality.options }
const VALUE: Schema = { type: ['boolean', 'number', 'string', 'array'] }
const STATUS: Schema = { enum: ['notRequired', 'permitted', 'required', 'refused', 'notAsked', 'undetermined'] }

const REASON = { rule: TEXT, clause: NULLABLE_TEXT, label: orNull(LABEL) }
const OWED = { ...REASON, modality: MODALITY }
const CHANGES = list(list(exactly<Change>({ fact: TEXT, value: VALUE })))
const REASONS = list({ $ref: '#/$defs/reason' })

const STEP = exactly<NextStep>({
  ...REASON,
  to: NULLABLE_TEXT,
  type: NULLABLE_TEXT,
  where: NULLABLE_TEXT,
  capability: NULLABLE_TEXT,
  arrangedBy: NULLABLE_TEXT,
  preferred: FLAG,
})

const FAULTS = list(
  exactly<FaultAnswer>({
    code: {
      enum: ['notFiled', 'skipsLevel', 'notWhitelisted', 'elsewhere', 'firstContactElsewhere'] satisfies readonly FaultAnswer['code'][],
    },
    label: LABEL,
  }),
)

const SOURCE = exactly<AnswerSource>({ parameter: TEXT, value: { type: ['boolean', 'number', 'string'] }, source: SOURCES })

const HOP = exactly<Hop>({
  index: { type: 'integer', minimum: 1 },
  from: NULLABLE_TEXT,
  to: NULLABLE_TEXT,
  status: STATUS,
  compliant: NULLABLE_FLAG,
  faults: FAULTS,
  reasons: REASONS,
})

const REFERRAL = exactly<ReferralAnswer>({
  status: STATUS,
  target: NULLABLE_TEXT,
  next: list({ $ref: '#/$defs/step' }),
  direct: list({ $ref: '#/$defs/step' }),
  isDirect: FLAG,
  exemption: orNull(exactly<Exemption>({ ...REASON, sources: list(SOURCE) })),
  firstContactAtPrimary: NULLABLE_FLAG,
  compliance: exactly<ReferralAnswer['compliance']>({
    source: { enum: ['derived', 'given', 'none'] },
    compliant: NULLABLE_FLAG,
    hops: list(HOP),
    gaps: list(ISSUE),
  }),
  faults: FAULTS,
  reasons: REASONS,
  changes: CHANGES,
})

const DEADLINE = exactly<Decision['deadlines'][number]>({
  ...OWED,
  duty: TEXT,
  from: NULLABLE_DAY,
  due: NULLABLE_DAY,
  lastCovered: NULLABLE_DAY,
  completedOn: NULLABLE_DAY,
  status: { enum: ['met', 'open', 'overdue', 'undetermined'] satisfies readonly DeadlineAnswer['status'][] },
})

const DUTY = exactly<DutyAnswer & Reason & { modality: string }>({
  ...OWED,
  duty: TEXT,
  by: NULLABLE_TEXT,
  status: { enum: ['done', 'violated', 'unknown'] satisfies readonly DutyAnswer['status'][] },
})

const PROHIBITION = exactly<ProhibitionAnswer & Reason & { modality: string }>({
  ...OWED,
  act: TEXT,
  by: NULLABLE_TEXT,
  count: COUNT,
  allowed: COUNT,
  violated: FLAG,
})

const SETTLEMENT = exactly<Decision['settlement']>({
  methods: list(exactly<Decision['settlement']['methods'][number]>({ ...REASON, method: TEXT, permitted: FLAG })),
  payers: list(exactly<Decision['settlement']['payers'][number]>({ ...REASON, payer: TEXT, business: NULLABLE_TEXT })),
})

const PRICES = exactly<Decision['prices']>({
  parity: list(exactly<ParityAnswer & Reason>({ ...REASON, of: TEXT, equal: { type: ['boolean', 'null'] } })),
  steps: list(exactly<StepAnswer & Reason>({ ...REASON, price: AMOUNT, base: AMOUNT, tierSteps: COUNT, step: TEXT, geometric: FLAG })),
  directions: list(exactly<DirectionAnswer & Reason>({ ...REASON, direction: TEXT, by: NULLABLE_TEXT, parameter: NULLABLE_TEXT })),
})

/** The schema of what `decide` answers. */
export const decisionSchema = (): Schema => ({
  $schema: DRAFT,
  $id: 'urn:yibao-rules:decision:1',
  title: both('判断结果', 'Decision'),
  description: both(
    'decide 的答复：每一项附依据，以及怎样才会改变。',
    'What decide answers: each part with its reasons and what would change it.',
  ),
  ...exactly<Decision>({
    version: { const: 1 },
    policy: IDENTITY,
    caseId: TEXT,
    on: DAY,
    asOf: DAY,
    referral: REFERRAL,
    rights: list(
      exactly<RightAnswer>({
        right: TEXT,
        granted: NULLABLE_FLAG,
        missing: list(TEXT),
        reasons: REASONS,
        unmet: list(exactly<UnmetFact>({ fact: TEXT, value: orNull(VALUE) })),
        changes: CHANGES,
      }),
    ),
    duties: list(DUTY),
    prohibitions: list(PROHIBITION),
    deadlines: list(DEADLINE),
    settlement: SETTLEMENT,
    prices: PRICES,
    undecided: list(exactly<UndecidedAnswer>({ ...REASON, facts: list(TEXT), parameters: list(TEXT) })),
    fired: list(TEXT),
    derived: { type: 'object', additionalProperties: NULLABLE_FLAG },
    assumptions: list(
      exactly<Decision['assumptions'][number]>({ fact: TEXT, value: VALUE, hop: { type: ['integer', 'null'], minimum: 1 } }),
    ),
    findings: list(ISSUE),
    sources: list(SOURCE),
  }),
  $defs: { reason: exactly<Reason>(REASON), step: STEP },
})
