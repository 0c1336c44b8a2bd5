import type { Language } from './issue.ts'
import { CHECK_MESSAGES } from './messages-check.ts'
import { FIXTURE_MESSAGES } from './messages-fixtures.ts'
import { PACK_MESSAGES } from './messages-pack.ts'
import { SHAPE_MESSAGES } from './messages-shape.ts'

/** What each issue code says. `{name}` is replaced from the params; a suggestion and the clause are appended by formatIssue. */
export const MESSAGES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  unknownKey: { zh: '没有“{key}”这个字段。', en: 'There is no field "{key}".' },
  wrongType: { zh: '应为{expected}，实为{received}。', en: 'Expected {expected}, received {received}.' },
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
  daysOutOfOrder: { zh: '“{later}”早于“{earlier}”。', en: '{later} is before {earlier}.' },
  factConstraint: { zh: '{zh}', en: '{en}' },
  emptyText: { zh: '不能是空字符串；没有就不要写这个字段。', en: 'Must not be empty; leave the field out if there is no value.' },
  missingField: { zh: '缺少“{key}”。', en: 'Missing "{key}".' },
  duplicateId: { zh: '标识“{id}”重复。', en: 'The id "{id}" occurs twice.' },
  fromState: { zh: '“{key}”由 state 读出，不能填写。', en: '"{key}" is read from the state and cannot be given.' },
  unknownVersion: { zh: '不支持的版本，应为 {supported}。', en: 'Unknown version; it should be {supported}.' },
  unreadable: { zh: '读取输入时出错（属性访问抛出异常）。', en: 'The input could not be read: reading one of its properties threw.' },
  factNotSupplied: { zh: '未能取得“{label}”（{fact}）：{detail}', en: 'Could not obtain {labelEn} ({fact}): {detail}' },
  notLowered: {
    zh: '这不是已编译的政策包：请用 yibao build --policy 政策 -o 文件 生成。',
    en: 'This is not a lowered pack: make one with yibao build --policy POLICY -o FILE.',
  },
  notSuppliable: { zh: '“{key}”不是可以按需提供的事实。', en: '"{key}" is not a fact that can be supplied.' },
  ...PACK_MESSAGES,
  ...SHAPE_MESSAGES,
  ...FIXTURE_MESSAGES,
  ...CHECK_MESSAGES,
}
