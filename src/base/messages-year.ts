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
  damagedReceipt: { zh: '不是结算凭据写出的内容。', en: 'This is not as a receipt has it.' },
  receiptWithoutClaim: { zh: '凭据里没有单据，请另行给出。', en: 'The receipt carries no claim; give it beside.' },
  receiptEngine: { zh: '凭据由引擎 {was} 写出，现在是 {is}。', en: 'The receipt was written by engine {was}, this is {is}.' },
  receiptPack: {
    zh: '政策包不同：凭据为 {was} 第{wasVersion}版（{wasRelease}），现在是 {is} 第{isVersion}版（{isRelease}），内容不一致。',
    en: 'The pack differs: the receipt is of {was} version {wasVersion} ({wasRelease}), this is {is} version {isVersion} ({isRelease}), of other content.',
  },
  receiptScheme: {
    zh: '方案或参数不同：凭据用“{was}”，现在是“{is}”，数值不一致。',
    en: 'The scheme or parameters differ: the receipt has "{was}", this is "{is}", of other values.',
  },
  receiptAltered: { zh: '这里与凭据自己的哈希不符：凭据被改动过。', en: 'This does not fit its own hash: the receipt was altered.' },
  receiptInput: {
    zh: '输入（单据或累计状态）与凭据的哈希不符：输入被改动过。',
    en: 'The input (claim or state) does not fit the hash: it was altered.',
  },
  receiptLine: { zh: '{line} 凭据为 {was}，重算为 {is}。', en: '{line} was {was} and now comes to {is}.' },
  receiptRuleGone: { zh: '规则“{rule}”当时适用，现在不适用。', en: 'Rule "{rule}" fired and now does not.' },
  receiptRuleNew: { zh: '规则“{rule}”当时不适用，现在适用。', en: 'Rule "{rule}" did not fire and now does.' },
  receiptPart: { zh: '结算结果的“{part}”部分不同。', en: 'The part "{part}" of the settlement differs.' },
}
