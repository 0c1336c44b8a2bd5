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
}
