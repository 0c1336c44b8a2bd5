import type { Messages } from './message.ts'

/** Messages about claims, states and their settlement: all that a lowered policy can say. */
export const CLAIM_MESSAGES: Messages = {
  unknownKey: { zh: '没有“{key}”这个字段。', en: 'There is no field "{key}".' },
  wrongType: { zh: '应为{expected:kind}，实为{received:kind}。', en: 'Expected {expected:kind}, received {received:kind}.' },
  tooManyDecimals: {
    zh: '“{received}”小数位过多，最多{places}位。',
    en: '"{received}" has too many decimals, at most {places} are allowed.',
  },
  notADecimal: { zh: '“{received}”不是十进制数，应写作如"1234.56"。', en: '"{received}" is not a decimal; write it like "1234.56".' },
  outOfRange: { zh: '“{received}”超出范围（{min} 至 {max}）。', en: '"{received}" is out of range ({min} to {max}).' },
  notADay: { zh: '“{received}”不是有效日期，应写作YYYY-MM-DD。', en: '"{received}" is not a day; write it YYYY-MM-DD.' },
  notAnArea: { zh: '“{received}”不是六位行政区划代码。', en: '"{received}" is not a six-digit area code.' },
  unknownCode: { zh: '“{received}”不在可选值内：{allowed}。', en: '"{received}" is not one of: {allowed}.' },
  missingFact: { zh: '缺少“{label}”（{fact}），本政策需要它。', en: 'Missing {labelEn} ({fact}), which this policy needs.' },
  tooDeep: { zh: '嵌套过深（最多{max}层）。', en: 'Nested too deeply (at most {max} levels).' },
  tooLarge: { zh: '过大：{received}（最多{max}）。', en: 'Too large: {received} (at most {max}).' },
  contradiction: {
    zh: '“{fact}”填为{given}，但由其他事实得出{derived}。',
    en: '"{fact}" is given as {given}, but the other facts make it {derived}.',
  },
  identitiesUnranked: {
    zh: '{day}当日有多个身份（{categories}），政策未排定以哪个为准（identityRank）。',
    en: 'Several identities hold on {day} ({categories}), and the policy does not rank them (identityRank).',
  },
  partsExceedTotal: { zh: '分项之和 {parts} 超过总费用 {total}。', en: 'The parts add up to {parts}, more than the total {total}.' },
  inPolicyDiffers: {
    zh: '政策范围内费用 {given} 与总费用减各分项所得 {derived} 不符。',
    en: 'The in-policy cost {given} differs from total less its parts, {derived}.',
  },
  overLimitExceedsAmount: {
    zh: '超限价费用 {overLimit} 超过金额 {amount}。',
    en: 'The cost over the price limit, {overLimit}, exceeds the amount {amount}.',
  },
  itemsAndTotals: {
    zh: '有费用明细时不能再填“{key}”，它由明细汇总得出。',
    en: 'With items, "{key}" must not be given: it is the sum of the items.',
  },
  itemsTotalDiffers: {
    zh: '总费用 {given} 与明细合计 {derived} 不符。',
    en: 'The total {given} differs from the sum of the items, {derived}.',
  },
  daysOutOfOrder: {
    zh: '“{later}”（{laterDay}）早于“{earlier}”（{earlierDay}）。',
    en: '{later} ({laterDay}) is before {earlier} ({earlierDay}).',
  },
  factConstraint: { zh: '{zh}', en: '{en}' },
  emptyText: { zh: '不能是空字符串；没有就不要写这个字段。', en: 'Must not be empty; leave the field out if there is no value.' },
  missingField: { zh: '缺少“{key}”。', en: 'Missing "{key}".' },
  duplicateId: { zh: '“{id}”重复。', en: '"{id}" is used twice.' },
  fromState: { zh: '“{key}”由 state 读出，不能填写。', en: '"{key}" is read from the state and cannot be given.' },
  unknownVersion: { zh: '不支持的版本，应为 {supported}。', en: 'Unknown version; it should be {supported}.' },
  unreadable: { zh: '读取输入时出错（属性访问抛出异常）。', en: 'The input could not be read: reading one of its properties threw.' },
  damagedPack: {
    zh: '已编译的政策包已损坏：请重新用 yibao build 生成。',
    en: 'The lowered pack is damaged: make it again with yibao build.',
  },
  notLowered: {
    zh: '这不是已编译的政策包：请用 yibao build --policy 政策 -o 文件 生成。',
    en: 'This is not a lowered pack: make one with yibao build --policy POLICY -o FILE.',
  },
  missingParameter: {
    zh: '参数“{label}”（{parameter}）没有值，本次结算需要它。请在方案中给出，或用 --param {parameter}=值。',
    en: 'Parameter "{labelEn}" ({parameter}) has no value, and this claim needs it. Give it in a scheme, or with --param {parameter}=VALUE.',
  },
  conflict: { zh: '“{subject}”有互相冲突的规则：{rules}。', en: 'Rules in force disagree on "{subject}": {rules}.' },
  noRule: {
    zh: '没有规则给出“{zh}”（{subject}）：没有一条规则或表中的行适用于这份单据。',
    en: 'No rule gives "{en}" ({subject}): no rule or row of a table applies to this claim.',
  },
  notInForce: {
    zh: '政策施行期为 {from} 起、{to} 前，{day} 不在其内。',
    en: 'The policy is in force from {from} until before {to}; {day} is outside.',
  },
  uncoveredKind: { zh: '本政策包不含“{subject}”，各基金支付0元。', en: 'This pack does not cover "{subject}": every fund pays 0.' },
  itemsNeeded: {
    zh: '规则“{subject}”要按费用明细计算，本次只有总额，未作调整。',
    en: 'Rule "{subject}" works on items; this claim has totals only, so nothing was adjusted.',
  },
  draftPolicy: { zh: '本政策为{status}，结果仅供测算。', en: 'This policy is a {status}; the result is an estimate only.' },
  illustrativeScheme: { zh: '方案“{scheme}”为示例，不是当地公布的数值。', en: 'Scheme "{scheme}" is illustrative, not published values.' },
  wrongYear: { zh: '累计状态属于{state}年度，本次属于{claim}年度。', en: 'The state is of benefit year {state}, the claim of {claim}.' },
  settledTwice: {
    zh: '单据“{id}”已经在累计状态里，不能再结算一次。',
    en: 'Claim "{id}" is in the state already and cannot be settled a second time.',
  },
  stateInYear: {
    zh: '整年结算时单据不能自带 state：累计状态由前面的单据得出。',
    en: 'A claim settled in a year cannot bring a state: the claims before it make it.',
  },
  otherPerson: {
    zh: '“{received}”不是本次结算的人（{person}）；一次只结算一个人的单据。',
    en: '"{received}" is another person than {person}; one call settles the claims of one person.',
  },
  otherPolicy: {
    zh: '这一年是按另一个政策版本或方案结算的；请用 resettle 重新结算。',
    en: 'The year was settled under another version or scheme of the policy; settle it anew with resettle.',
  },
  staleState: {
    zh: '累计状态已计{current}份单据，这次结算却从第{from}份之后算起：其间有别处结算过，请用现在的状态重算。',
    en: 'The state counts {current} claims, the settlement was made from one of {from}: another was settled in between; settle again with the state of now.',
  },
  damagedYear: { zh: '不是 settleYear 写出的内容。', en: 'This is not as settleYear writes it.' },
  stateAndClaim: {
    zh: '状态给了两次：在claim.state和第二个参数。',
    en: 'The state is given twice: in claim.state and as the second argument.',
  },
  ratioOutOfBounds: {
    zh: '报销比例不在文件允许的范围内（规则“{subject}”）；按所给比例计算，未作调整。',
    en: 'The ratio lies outside what the document allows (rule "{subject}"); it was applied as given, not lifted.',
  },
}
