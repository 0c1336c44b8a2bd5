import type { Messages } from './message.ts'
import { CLAIM_MESSAGES } from './messages-claim.ts'
import { CHECK_MESSAGES } from './messages-check.ts'
import { COLUMN_MESSAGES } from './messages-columns.ts'
import { FIXTURE_MESSAGES } from './messages-fixtures.ts'
import { PACK_MESSAGES } from './messages-pack.ts'
import { SHAPE_MESSAGES } from './messages-shape.ts'
import { YEAR_MESSAGES } from './messages-year.ts'

/** What each issue code says. */
export const MESSAGES: Messages = {
  ...CLAIM_MESSAGES,
  factNotSupplied: { zh: '未能取得“{label}”（{fact}）：{detail}', en: 'Could not obtain {labelEn} ({fact}): {detail}' },
  notSuppliable: { zh: '“{key}”不是可以按需提供的事实。', en: '"{key}" is not a fact that can be supplied.' },
  rowNotUtf8: { zh: '这一行不是 UTF-8 编码，请转换编码。', en: 'The row is not UTF-8; convert its encoding.' },
  rowNotJson: { zh: '这一行不是合法的 JSON。', en: 'The row is not valid JSON.' },
  noPerson: { zh: '请填写 person.id：同一参保人的费用按年度累计。', en: 'Give person.id: what a person has used adds up over the year.' },
  ...PACK_MESSAGES,
  ...SHAPE_MESSAGES,
  ...FIXTURE_MESSAGES,
  ...CHECK_MESSAGES,
  ...COLUMN_MESSAGES,
  ...YEAR_MESSAGES,
}
