import type { Messages } from './message.ts'

/** Messages about what the check of a pack finds. */
export const CHECK_MESSAGES: Messages = {
  ratioUnderBound: {
    zh: '“{layer}”的报销比例{ratio}低于规则“{rule}”的下限{bound}。',
    en: 'The ratio {ratio} of layer "{layer}" is under the bound {bound} of rule "{rule}".',
  },
  ratioOverBound: {
    zh: '“{layer}”的报销比例{ratio}高于规则“{rule}”的上限{bound}。',
    en: 'The ratio {ratio} of layer "{layer}" is over the bound {bound} of rule "{rule}".',
  },
  boundNotChecked: {
    zh: '规则“{rule}”的界限没有核对：参数“{parameter}”没有值。',
    en: 'The bound of rule "{rule}" was not checked: its parameter "{parameter}" has no value.',
  },
  gapBroken: {
    zh: '不变量“{invariant}”不成立：“{line}”为{a}与{b}，相差{gap}个百分点，应至少{atLeast}个。',
    en: 'Invariant "{invariant}" does not hold: "{line}" is {a} and {b}, {gap} points apart; at least {atLeast} are required.',
  },
  gapOfMoneyBroken: {
    zh: '不变量“{invariant}”不成立：“{line}”为{a}元与{b}元，相差{gap}元，应至少{atLeast}元。',
    en: 'Invariant "{invariant}" does not hold: "{line}" is {a} and {b} yuan, {gap} apart; at least {atLeast} are required.',
  },
  invariantUnreadable: {
    zh: '不变量“{invariant}”无法读出：{detail}',
    en: 'Invariant "{invariant}" cannot be read: {detail}',
  },
  ruleNeverFires: { zh: '规则“{rule}”从不适用：{reason}。', en: 'Rule "{rule}" never fires: {reasonEn}.' },
  rowNeverFires: { zh: '表“{table}”第{row}行从不适用：{reason}。', en: 'Row {row} of table "{table}" never fires: {reasonEn}.' },
  ruleSwitchedOff: {
    zh: '规则“{rule}”在参数 {parameters} 现有的值下从不适用。',
    en: 'Rule "{rule}" never fires with the values that {parameters} have.',
  },
  ruleNeedsParameter: {
    zh: '规则“{rule}”在此方案下从不适用：参数 {parameters} 没有值。',
    en: 'Rule "{rule}" never fires under this scheme: {parameters} have no value.',
  },
  ruleOutsideWindow: {
    zh: '“{of}”施行于{from}至{to}，与政策的施行期{first}至{end}没有共同的一天。',
    en: '"{of}" is in force from {from} to {to}, on no day of the policy ({first} to {end}).',
  },
  windowEmpty: { zh: '“{of}”的施行期（{from}至{to}）没有一天。', en: 'The window of "{of}" ({from} to {to}) holds no day.' },
  valueNeverInForce: {
    zh: '参数“{label}”（{parameter}）自{from}起的值{value}从不施行。',
    en: 'The value {value} of parameter "{labelEn}" ({parameter}), from {from}, is never in force.',
  },
  valueGap: {
    zh: '参数“{label}”（{parameter}）自{from}至{until}（不含）没有值。',
    en: 'Parameter "{labelEn}" ({parameter}) has no value from {from} until {until}.',
  },
  parameterOutOfBounds: {
    zh: '参数“{label}”（{parameter}）的值{value}{since}超出界限（{min}至{max}）。',
    en: 'The value {value} of parameter "{labelEn}" ({parameter}){sinceEn} is outside its bounds ({min} to {max}).',
  },
  parameterWithoutValue: {
    zh: '此方案没有给出参数“{label}”（{parameter}）的值。',
    en: 'This scheme gives no value of parameter "{labelEn}" ({parameter}).',
  },
  segmentsFall: {
    zh: '“{layer}”各段的to在{day}不是逐段增大。',
    en: 'The ends of the segments of layer "{layer}" do not rise on {day}.',
  },
  noClauses: { zh: '政策包没有列出条款，引用无从核对。', en: 'The pack lists no clauses, so citations cannot be checked.' },
  ruleWithoutClause: { zh: '规则“{rule}”没有条款依据。', en: 'No clause stands behind rule "{rule}".' },
  tableWithoutClause: { zh: '表“{rule}”没有条款依据。', en: 'No clause stands behind table "{rule}".' },
  checkIncomplete: {
    zh: '没有查完：{zh}。情形过多，或找到的情形无法以单据证实。',
    en: 'Not decided: {en}. There are too many situations, or none of those found could be settled as a claim.',
  },
}
