import type { Messages } from './message.ts'

/** Messages about fixtures and about the account of clauses. */
export const FIXTURE_MESSAGES: Messages = {
  noSuchLine: ['这个政策没有“{line}”这一行。', 'This policy has no line "{line}".'],
  unknownBase: ['没有“{base}”这个公共单据。', 'There is no base "{base}".'],
  emptyExpectation: ['expect 什么也没有断言。', 'This expects nothing.'],
  linesOfRefusal: [
    '断言单据被拒绝（issues），就没有行可比，也没有算式：{keys}。',
    'A fixture that expects a refusal (issues) has no lines or workings: {keys}.',
  ],
  workingsWithoutLine: ['expect 里没有“{line}”，算式无从比较。', 'There is no "{line}" in expect to compare these workings with.'],
  stateAndBefore: ['state 和 before 只能给一个。', 'Give state or before, not both.'],
  badWorkings: ['算式“{text}”第 {column} 个字符处有误：{zh}。', 'The workings "{text}" are wrong at character {column}: {en}.'],
  beforeRefused: ['先前单据 {index} 不能结算：{detail}', 'Earlier claim {index} cannot be settled: {detailEn}'],
  fixturePolicyNeeded: [
    '样例不在 fixtures/<地方> 之下，请用 --policy 指明政策包。',
    'The fixture is not below fixtures/<place>; name its policy pack with --policy.',
  ],
  noFixtures: ['“{path}”下没有样例。', 'There are no fixtures below "{path}".'],
  lineDiffers: ['{line} 应为 {expected}，实为 {got}。{words}', '{line} should be {expected}, is {got}. {wordsEn}'],
  workingsDiffer: [
    '{line} 的算式 {text} = {got}，断言为 {expected}。',
    'The workings of {line}, {text}, give {got}; expect says {expected}.',
  ],
  claimRefused: ['单据被拒绝：{detail}', 'The claim was refused: {detailEn}'],
  claimSettled: ['单据应被拒绝（{expected}），却结算了。', 'The claim should be refused ({expected}), but was settled.'],
  issuesDiffer: ['拒绝的原因应为 {expected}，实为 {got}。', 'The claim should be refused with {expected}, was with {got}.'],
  findingsDiffer: ['提示应为 {expected}，实为 {got}。', 'The findings should be {expected}, are {got}.'],
  ruleNotFired: ['规则“{rule}”应适用而未适用。', 'Rule "{rule}" should fire and does not.'],
  ruleFired: ['规则“{rule}”不应适用而适用了。', 'Rule "{rule}" should not fire and does.'],
  factDiffers: ['事实“{fact}”应为 {expected}，实为 {got}。', 'Fact "{fact}" should be {expected}, is {got}.'],
  citesNothing: [
    '政策包“{pack}”的{kind} {by} 引用了没有登记的条款“{clause}”。',
    'In pack "{pack}", {kindEn} {by} cites the clause "{clause}", which no pack registers.',
  ],
  encodedByNothing: [
    '政策包“{pack}”的条款“{clause}”称由“{part}”体现，但政策包里没有它。',
    'In pack "{pack}", clause "{clause}" says that "{part}" encodes it, but there is no such part.',
  ],
  unknownClause: ['没有“{clause}”这个条款。', 'There is no clause "{clause}".'],
  clauseUnaccounted: ['条款“{clause}”既没有编码，也没有登记理由。', 'Clause "{clause}" is neither encoded nor registered with a reason.'],
}
