import type { Messages } from './message.ts'

/** Messages about decisions, indicators and the working calendar. */
export const DECISION_MESSAGES: Messages = {
  calendarGap: {
    zh: '工作日历缺少{year}年；各年须相连，至少一年。',
    en: 'The working calendar lacks the year {year}; its years must follow each other, one at least.',
  },
  calendarWeekday: {
    zh: '{received}：放假日（off）只列周一至周五，调休上班日（on）只列周六、周日。',
    en: '{received}: days off list Mondays to Fridays only, days worked (on) Saturdays and Sundays only.',
  },
  asOfNeeded: {
    zh: '须给出评价日（asOf，YYYY-MM-DD）：不取系统时钟。',
    en: 'A day to judge as of is needed (asOf, YYYY-MM-DD): the clock is not read.',
  },
  unknownIndicator: { zh: '政策没有指标“{id}”。', en: 'The policy has no indicator "{id}".' },
  notANumber: {
    zh: '“{received}”不是数，应写作如"1234.5"（整数至多18位，小数至多6位）。',
    en: '"{received}" is not a number; write it like "1234.5" (at most 18 digits and 6 decimals).',
  },
  negativeNumber: { zh: '{received}：计数不能为负。', en: '{received}: what is counted cannot be negative.' },
  complianceDiffers: {
    zh: '填写的“按规定转诊”为{given}，按本政策的规则为{derived}；以规则为准。',
    en: 'The case says compliant is {given}; by the rules of the policy it is {derived}, which counts.',
  },
  unknownEvent: { zh: '政策没有提到事件“{kind}”，没有计入。', en: 'The policy speaks of no event "{kind}"; it was left aside.' },
  mixedOverride: {
    zh: '规则“{rule}”与“{other}”一条判断、一条算钱，不能互相覆盖：判断不进入结算。',
    en: 'Rules "{rule}" and "{other}" cannot override each other: one decides, one settles, and no decision enters a settlement.',
  },
  calendarShape: {
    zh: '工作日历的一年应写作 {"year": 2027, "off": "0101 0104", "on": "0102"}，几年的写成列表。',
    en: 'A year of the working calendar reads {"year": 2027, "off": "0101 0104", "on": "0102"}; several make a list.',
  },
  calendarYear: { zh: '年份应为 {min} 至 {max} 的整数，如 2027。', en: 'The year is a whole number from {min} to {max}, like 2027.' },
  calendarDays: {
    zh: '“{key}”应为文本：月日各两位（MMDD），以空格分隔，如 "0101 0501"；没有则写 ""。off 列周一至周五的放假日，on 列周六、周日的上班日。',
    en: '"{key}" is a text of days as MMDD with blanks between, like "0101 0501", or "" for none: `off` the weekdays that are free, `on` the Saturdays and Sundays that are worked.',
  },
  calendarDay: {
    zh: '“{received}”不是{year}年的日子，应写作MMDD，如“0501”。',
    en: '"{received}" is no day of {year}; write it MMDD, like "0501".',
  },
  shareAboveOne: {
    zh: '占比须在 0 至 1 之间：分子{numerator}大于分母{denominator}。',
    en: 'A share lies between 0 and 1: the numerator {numerator} exceeds the denominator {denominator}.',
  },
  shareOutOfRange: { zh: '占比须在 0 至 1 之间，实为{received}。', en: 'A share lies between 0 and 1; this is {received}.' },
  dateAfterAsOf: {
    zh: '{received}晚于评价日{asOf}，没有计入。',
    en: '{received} is after {asOf}, the day judged as of; it was not counted.',
  },
  dateOutsidePeriod: {
    zh: '{received}不在所给时段（{from} 至 {to}）内，没有计入。',
    en: '{received} lies outside the period given ({from} to {to}); it was not counted.',
  },
  periodAfterAsOf: {
    zh: '时段到{received}，晚于评价日{asOf}：只评到评价日。',
    en: 'The period runs to {received}, after {asOf}, the day judged as of: it was judged up to that day only.',
  },
  blankValues: {
    zh: '还有 {count} 处没有填，请填写，或删去用不着的指标：{places}',
    en: '{count} places are blank; fill them in, or take out the indicators that are not wanted: {places}',
  },
  unknownName: { zh: '指标里没有“{name}”这个名称。', en: 'The indicator names nothing "{name}".' },
}
