import type { Messages } from './message.ts'

/** Messages about reversals, supplements and receipts. */
export const YEAR_MESSAGES: Messages = {
  noSuchClaim: { zh: '这一年里没有“{id}”这份单据。', en: 'There is no claim "{id}" in this year.' },
  neverSettled: {
    zh: '“{id}”当时被拒绝，没有结算过，无可冲销。',
    en: '"{id}" was refused and never settled: there is nothing to reverse.',
  },
  unknownSupplement: {
    zh: '政策包“{pack}”没有追溯支付“{received}”，可用：{known}。',
    en: 'Pack "{pack}" has no supplement "{received}"; known are: {known}.',
  },
  nothingToSupplement: {
    zh: '{year}年度没有可追溯支付的单据：都在认定之后，或已经支付过，或个人没有负担。',
    en: 'No claim of {year} can be supplemented: each is of after the recognition, had it before, or left the person nothing to bear.',
  },
}
