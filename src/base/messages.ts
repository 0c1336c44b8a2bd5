import type { Messages } from './message.ts'
import { BATCH_MESSAGES } from './messages-batch.ts'
import { BUDGET_MESSAGES } from './messages-budget.ts'
import { CLAIM_MESSAGES } from './messages-claim.ts'
import { DECISION_MESSAGES } from './messages-decisions.ts'
import { CHECK_MESSAGES } from './messages-check.ts'
import { COLUMN_MESSAGES } from './messages-columns.ts'
import { FIXTURE_MESSAGES } from './messages-fixtures.ts'
import { PACK_MESSAGES } from './messages-pack.ts'
import { SCORE_MESSAGES } from './messages-scores.ts'
import { SPEND_MESSAGES } from './messages-spend.ts'
import { SHAPE_MESSAGES } from './messages-shape.ts'
import { YEAR_MESSAGES } from './messages-year.ts'

/** What each issue code says. */
export const MESSAGES: Messages = {
  ...CLAIM_MESSAGES,
  factNotSupplied: { zh: '未能取得“{label}”（{fact}）：{detail}', en: 'Could not obtain {labelEn} ({fact}): {detail}' },
  notSuppliable: { zh: '“{key}”不是可以按需提供的事实。', en: '"{key}" is not a fact that can be supplied.' },
  ...PACK_MESSAGES,
  ...SHAPE_MESSAGES,
  ...FIXTURE_MESSAGES,
  ...CHECK_MESSAGES,
  ...COLUMN_MESSAGES,
  ...YEAR_MESSAGES,
  ...SCORE_MESSAGES,
  ...BATCH_MESSAGES,
  ...DECISION_MESSAGES,
  ...BUDGET_MESSAGES,
  ...SPEND_MESSAGES,
}
