import type { Messages } from './message.ts'

/** Messages about fixtures and about the account of clauses. */
export const FIXTURE_MESSAGES: Messages = {
  noSuchLine: { zh: '这个政策没有“{line}”这一行。', en: 'This policy has no line "{line}".' },
  unknownBase: { zh: '没有“{base}”这个公共单据。', en: 'There is no base "{base}".' },
  emptyExpectation: { zh: 'expect 什么也没有断言。', en: 'This expects nothing.' },
  linesOfRefusal: {
    zh: '断言单据被拒绝（issues），就没有行可比，也没有算式：{keys}。',
    en: 'A fixture that expects a refusal (issues) has no lines or workings: {keys}.',
  },
  workingsWithoutLine: {
    zh: 'expect 里没有“{line}”，算式无从比较。',
    en: 'There is no "{line}" in expect to compare these workings with.',
  },
  stateAndBefore: { zh: 'state 和 before 只能给一个。', en: 'Give state or before, not both.' },
  badWorkings: {
    zh: '算式“{text}”第 {column} 个字符处有误：{zh}。',
    en: 'The workings "{text}" are wrong at character {column}: {en}.',
  },
  beforeRefused: { zh: '先前单据 {index} 不能结算：{detail}', en: 'Earlier claim {index} cannot be settled: {detailEn}' },
  fixturePolicyNeeded: {
    zh: '样例不在 fixtures/<地方> 之下，请用 --policy 指明政策包。',
    en: 'The fixture is not below fixtures/<place>; name its policy pack with --policy.',
  },
  noFixtures: { zh: '“{path}”下没有样例。', en: 'There are no fixtures below "{path}".' },
  lineDiffers: { zh: '{line} 应为 {expected}，实为 {got}。{words}', en: '{line} should be {expected}, is {got}. {wordsEn}' },
  workingsDiffer: {
    zh: '{line} 的算式 {text} = {got}，断言为 {expected}。',
    en: 'The workings of {line}, {text}, give {got}; expect says {expected}.',
  },
  claimRefused: { zh: '单据被拒绝：{detail}', en: 'The claim was refused: {detailEn}' },
  claimSettled: { zh: '单据应被拒绝（{expected}），却结算了。', en: 'The claim should be refused ({expected}), but was settled.' },
  issuesDiffer: { zh: '拒绝的原因应为 {expected}，实为 {got}。', en: 'The claim should be refused with {expected}, was with {got}.' },
  stepRefused: { zh: '这一步被拒绝：{detail}', en: 'The step was refused: {detailEn}' },
  stepDiffers: { zh: '{part} 应为 {expected}，实为 {got}。', en: '{part} should be {expected}, is {got}.' },
  findingsDiffer: { zh: '提示应为 {expected}，实为 {got}。', en: 'The findings should be {expected}, are {got}.' },
  ruleNotFired: { zh: '规则“{rule}”应适用而未适用。', en: 'Rule "{rule}" should fire and does not.' },
  ruleFired: { zh: '规则“{rule}”不应适用而适用了。', en: 'Rule "{rule}" should not fire and does.' },
  factDiffers: { zh: '事实“{fact}”应为 {expected}，实为 {got}。', en: 'Fact "{fact}" should be {expected}, is {got}.' },
  answerDiffers: { zh: '{path} 应为 {expected}，实为 {got}。', en: '{path} should be {expected}, is {got}.' },
  citesNothing: {
    zh: '政策包“{pack}”的{kind} {by} 引用了没有登记的条款“{clause}”。',
    en: 'In pack "{pack}", {kindEn} {by} cites the clause "{clause}", which no pack registers.',
  },
  encodedByNothing: {
    zh: '政策包“{pack}”的条款“{clause}”称由“{part}”体现，但政策包里没有它。',
    en: 'In pack "{pack}", clause "{clause}" says that "{part}" encodes it, but there is no such part.',
  },
  unknownClause: { zh: '没有“{clause}”这个条款。', en: 'There is no clause "{clause}".' },
  clauseUnaccounted: {
    zh: '条款“{clause}”既没有编码，也没有登记理由。',
    en: 'Clause "{clause}" is neither encoded nor registered with a reason.',
  },
}
