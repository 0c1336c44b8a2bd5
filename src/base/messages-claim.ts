import type { Messages } from './message.ts'

/** Messages about claims, states and their settlement: all that a lowered policy can say. */
export const CLAIM_MESSAGES: Messages = {
  unknownKey: ['没有“{key}”这个字段。', 'There is no field "{key}".'],
  wrongType: ['应为{expected:kind}，实为{received:kind}。', 'Expected {expected:kind}, received {received:kind}.'],
  tooManyDecimals: ['“{received}”小数位过多，最多{places}位。', '"{received}" has too many decimals, at most {places} are allowed.'],
  notADecimal: ['“{received}”不是十进制数，应写作如"1234.56"。', '"{received}" is not a decimal; write it like "1234.56".'],
  outOfRange: ['“{received}”超出范围（{min} 至 {max}）。', '"{received}" is out of range ({min} to {max}).'],
  notADay: ['“{received}”不是有效日期，应写作YYYY-MM-DD。', '"{received}" is not a day; write it YYYY-MM-DD.'],
  notAnArea: ['“{received}”不是六位行政区划代码。', '"{received}" is not a six-digit area code.'],
  unknownCode: ['“{received}”不在可选值内：{allowed}。', '"{received}" is not one of: {allowed}.'],
  missingFact: ['缺少“{label}”（{fact}），本政策需要它。', 'Missing {labelEn} ({fact}), which this policy needs.'],
  tooDeep: ['嵌套过深（最多{max}层）。', 'Nested too deeply (at most {max} levels).'],
  tooLarge: ['过大：{received}（最多{max}）。', 'Too large: {received} (at most {max}).'],
  contradiction: [
    '“{fact}”填为{given}，但由其他事实得出{derived}。',
    '"{fact}" is given as {given}, but the other facts make it {derived}.',
  ],
  partsExceedTotal: ['分项之和 {parts} 超过总费用 {total}。', 'The parts add up to {parts}, more than the total {total}.'],
  inPolicyDiffers: [
    '政策范围内费用 {given} 与总费用减各分项所得 {derived} 不符。',
    'The in-policy cost {given} differs from total less its parts, {derived}.',
  ],
  overLimitExceedsAmount: [
    '超限价费用 {overLimit} 超过金额 {amount}。',
    'The cost over the price limit, {overLimit}, exceeds the amount {amount}.',
  ],
  itemsAndTotals: ['有费用明细时不能再填“{key}”，它由明细汇总得出。', 'With items, "{key}" must not be given: it is the sum of the items.'],
  itemsTotalDiffers: ['总费用 {given} 与明细合计 {derived} 不符。', 'The total {given} differs from the sum of the items, {derived}.'],
  daysOutOfOrder: ['“{later}”早于“{earlier}”。', '{later} is before {earlier}.'],
  factConstraint: ['{zh}', '{en}'],
  emptyText: ['不能是空字符串；没有就不要写这个字段。', 'Must not be empty; leave the field out if there is no value.'],
  missingField: ['缺少“{key}”。', 'Missing "{key}".'],
  duplicateId: ['“{id}”重复。', '"{id}" is used twice.'],
  fromState: ['“{key}”由 state 读出，不能填写。', '"{key}" is read from the state and cannot be given.'],
  unknownVersion: ['不支持的版本，应为 {supported}。', 'Unknown version; it should be {supported}.'],
  unreadable: ['读取输入时出错（属性访问抛出异常）。', 'The input could not be read: reading one of its properties threw.'],
  damagedPack: ['已编译的政策包已损坏：请重新用 yibao build 生成。', 'The lowered pack is damaged: make it again with yibao build.'],
  notLowered: [
    '这不是已编译的政策包：请用 yibao build --policy 政策 -o 文件 生成。',
    'This is not a lowered pack: make one with yibao build --policy POLICY -o FILE.',
  ],
  missingParameter: [
    '参数“{label}”（{parameter}）没有值，本次结算需要它。请在方案中给出，或用 --param {parameter}=值。',
    'Parameter "{labelEn}" ({parameter}) has no value, and this claim needs it. Give it in a scheme, or with --param {parameter}=VALUE.',
  ],
  conflict: ['“{subject}”有互相冲突的规则：{rules}。', 'Rules in force disagree on "{subject}": {rules}.'],
  noRule: ['没有规则给出“{subject}”。', 'No rule in force gives "{subject}".'],
  notInForce: ['政策于{from}至{to}施行，{day}不在其内。', 'The policy is in force from {from} to {to}; {day} is outside.'],
  uncoveredKind: ['本政策包不含“{subject}”，各基金支付0元。', 'This pack does not cover "{subject}": every fund pays 0.'],
  itemsNeeded: [
    '规则“{subject}”要按费用明细计算，本次只有总额，未作调整。',
    'Rule "{subject}" works on items; this claim has totals only, so nothing was adjusted.',
  ],
  draftPolicy: ['本政策为{status}，结果仅供测算。', 'This policy is a {status}; the result is an estimate only.'],
  illustrativeScheme: ['方案“{scheme}”为示例，不是当地公布的数值。', 'Scheme "{scheme}" is illustrative, not published values.'],
  wrongYear: ['累计状态属于{state}年度，本次属于{claim}年度。', 'The state is of benefit year {state}, the claim of {claim}.'],
  stateAndClaim: ['状态给了两次：在claim.state和第二个参数。', 'The state is given twice: in claim.state and as the second argument.'],
  ratioOutOfBounds: [
    '报销比例不在文件允许的范围内（规则“{subject}”）；按所给比例计算，未作调整。',
    'The ratio lies outside what the document allows (rule "{subject}"); it was applied as given, not lifted.',
  ],
}
