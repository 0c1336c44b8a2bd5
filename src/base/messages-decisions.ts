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
  firstContactDiffers: {
    zh: '填写的“经基层首诊”为{given}，按病人怎样来的为{derived}；以后者为准。',
    en: 'The case says first contact at primary level is {given}; by the way the patient came it is {derived}, which counts.',
  },
  eventAfterAsOf: {
    zh: '事件“{kind}”的日期{day}在判断日{asOf}之后，没有计入。',
    en: 'Event "{kind}" is dated {day}, after {asOf}, the day it is judged as of; that was left aside.',
  },
  unknownEvent: { zh: '政策没有提到事件“{kind}”，没有计入。', en: 'The policy speaks of no event "{kind}"; it was left aside.' },
  moveNotFiled: { zh: '没有{channel}办理转诊', en: 'no referral was filed{channelEn}' },
  moveSkipsLevel: { zh: '越级：应先到{via}', en: 'a level was skipped: the {viaEn} comes first' },
  moveNotWhitelisted: {
    zh: '越级，且不在可直接转往的白名单上：应先到{via}',
    en: 'a level was skipped without being on a whitelist that allows it: the {viaEn} comes first',
  },
  moveElsewhere: { zh: '不是规则指明的去处', en: 'not where the rules send the patient' },
  moveWithoutFirstContact: { zh: '没有经基层首诊、转诊，直接前往', en: 'went there without a first contact and a referral' },
  badHop: {
    zh: '第{index}次转诊（{from}→{to}）不合规定：{reason}。',
    en: 'Move {index} ({fromEn} → {toEn}) was against the rules: {reasonEn}.',
  },
  arrivalUnknown: {
    zh: '没有说明病人怎样来到现在的机构（{at}）：须给出转诊链（chain）或转出机构（referral.from）。',
    en: 'How the patient came here ({atEn}) is not given: give the chain of referrals (chain), or where he was referred from (referral.from).',
  },
  startUnknown: {
    zh: '转诊链从{at}起，没有说明病人怎样到那里。',
    en: 'The chain begins at the {atEn}; how the patient came there is not given.',
  },
  chainBroken: {
    zh: '转诊链断开：第{index}次转到{left}，下一次却从{right}转出（不同：{by}）；中间的转诊没有给出。',
    en: 'The chain is broken: move {index} leads to the {leftEn}, the next begins at the {rightEn} (differing: {byEn}); what lies between is not given.',
  },
  chainEndsElsewhere: {
    zh: '转诊链断开：最后一次（第{index}次）转到{left}，病人现在却在{right}（不同：{by}）；怎样来到这里没有给出。',
    en: 'The chain is broken: its last move ({index}) leads to the {leftEn}, but the patient is at the {rightEn} (differing: {byEn}); how the patient came here is not given.',
  },
  fromElsewhere: {
    zh: '所问的转诊从{left}转出，病人却在{right}（不同：{by}）：来到这里的经过须写在转诊链（chain）里。',
    en: 'The move asked about begins at the {leftEn}, but the patient is at the {rightEn} (differing: {byEn}): how he came here belongs in the chain of referrals (chain).',
  },
  hopWithoutTarget: {
    zh: '第{index}次转诊没有说明转到哪一级（to.adminLevel）。',
    en: 'Move {index} does not say to which level it led (to.adminLevel).',
  },
  outOfScope: {
    zh: '本例不在本政策的适用范围内（{label}）；以下回答只说明本政策没有要求什么。',
    en: 'This case is outside the scope of the policy ({labelEn}); what follows only says what the policy does not ask.',
  },
  outOfScopeByDefault: {
    zh: '按默认值，本例不在本政策的适用范围内（{label}）：没有给出{facts}。',
    en: 'By default values this case is outside the scope of the policy ({labelEn}): not given are {factsEn}.',
  },
  scopeUnknown: {
    zh: '本例是否在本政策的适用范围内不清楚（{label}）：缺少{facts}。',
    en: 'Whether this case is within the scope of the policy is unknown ({labelEn}): missing are {factsEn}.',
  },
  kindOutsidePolicy: { zh: '本政策不管这类就医：{kind}。', en: 'The policy is not concerned with this kind of care: {kindEn}.' },
  notYetInForce: {
    zh: '{day}时政策尚未施行：施行期{window}。',
    en: 'On {day} the policy is not yet in force: it is in force {windowEn}.',
  },
  noLongerInForce: {
    zh: '{day}时政策已不再施行：施行期{window}。',
    en: 'On {day} the policy is no longer in force: it was in force {windowEn}.',
  },
  answersConflict: {
    zh: '规则{rules}给出不同的{of}（{values}）：只能有一个。',
    en: 'Rules {rules} give different answers to the {ofEn} ({values}): there can be one only.',
  },
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
