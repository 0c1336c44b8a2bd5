import type { Messages } from './message.ts'

/** Messages about packs, schemes and parameters. */
export const PACK_MESSAGES: Messages = {
  unknownPack: { zh: '没有“{id}”这个政策包，可用：{known}。', en: 'There is no pack "{id}"; known are: {known}.' },
  loweredPack: {
    zh: '这是 yibao build 编译出的文件，供 yibao-rules/core 的 openPolicy 使用；这里需要政策包本身。',
    en: 'This file was made by yibao build, for openPolicy of yibao-rules/core; here the pack itself is needed.',
  },
  unknownScheme: {
    zh: '政策包“{pack}”没有方案“{scheme}”，可用：{known}。',
    en: 'Pack "{pack}" has no scheme "{scheme}"; known are: {known}.',
  },
  unknownFact: { zh: '没有“{fact}”这个事实。', en: 'There is no fact "{fact}".' },
  unknownParameter: { zh: '没有“{parameter}”这个参数。', en: 'There is no parameter "{parameter}".' },
  unknownEffect: { zh: '没有“{effect}”这种效果。', en: 'There is no effect "{effect}".' },
  unknownLayer: { zh: '没有“{layer}”这一层。', en: 'There is no layer "{layer}".' },
  unknownBucket: { zh: '没有“{bucket}”这个累计桶。', en: 'There is no bucket "{bucket}".' },
  unknownLimit: { zh: '没有“{limit}”这个限额。', en: 'There is no limit "{limit}".' },
  unknownLine: { zh: '这里不能引用“{line}”这一行。', en: 'The line "{line}" cannot be used here.' },
  unknownRule: { zh: '没有“{rule}”这条规则或这张表。', en: 'There is no rule or table "{rule}".' },
  overrideCycle: { zh: '“{rule}”经由他者优先于自身。', en: '"{rule}" overrides itself through others.' },
  stratumCycle: { zh: '事实互相依赖成环：{facts}。', en: 'These facts depend on each other in a cycle: {facts}.' },
  operatorNotAllowed: {
    zh: '“{fact}”是{type:kind}，不能用“{operator}”；可用：{allowed}。',
    en: '"{fact}" is a {type:kind} and does not admit "{operator}"; it admits: {allowed}.',
  },
  wrongCode: {
    zh: '“{received}”不是代码：代码以字母或数字开头，只含字母、数字和 _ . + * : -，至多80个字符。',
    en: '"{received}" is no code: a code begins with a letter or digit, holds letters, digits and _ . + * : - only, and at most 80 of them.',
  },
  wrongLiteral: { zh: '“{value}”不是“{fact}”（{type:kind}）的值。', en: '"{value}" is no value of "{fact}" ({type:kind}).' },
  wrongComparison: {
    zh: '“{fact}”与“{other}”类型不同，不能比较。',
    en: '"{fact}" and "{other}" are of different types and cannot be compared.',
  },
  wrongParameterType: {
    zh: '参数“{parameter}”是{type:kind}，此处需要{expected:kind}。',
    en: 'Parameter "{parameter}" is a {type:kind}, but {expected:kind} is needed here.',
  },
  wrongParameterValue: {
    zh: '参数“{parameter}”的值“{value}”不是有效的{type:kind}。',
    en: 'The value "{value}" of parameter "{parameter}" is no valid {type:kind}.',
  },
  missingParam: { zh: '效果“{effect}”缺少“{param}”。', en: 'Effect "{effect}" lacks "{param}".' },
  oneParam: { zh: '效果“{effect}”须且只须给出其一：{params}。', en: 'Effect "{effect}" takes exactly one of: {params}.' },
  wrongParam: { zh: '效果“{effect}”的“{param}”无效：{value}。', en: '"{param}" of effect "{effect}" is not valid: {value}.' },
  rowLength: { zh: '第{row}行有{received}格，应有{expected}格。', en: 'Row {row} has {received} cells, {expected} are needed.' },
  emptyTable: { zh: '表“{table}”没有行，方案也没有填。', en: 'Table "{table}" has no rows, and the scheme fills none.' },
  positionsNeeded: { zh: '“{layer}”有多段，须声明positions。', en: 'Layer "{layer}" has several segments and must declare positions.' },
  bucketTwice: {
    zh: '“{layer}”的起付线两次列出累计桶“{bucket}”，只能列一次。',
    en: 'The threshold of layer "{layer}" lists the bucket "{bucket}" twice; once is all that counts.',
  },
  floorWithCostLimit: {
    zh: '“{layer}”有费用限额，不能再设floors。',
    en: 'Layer "{layer}" has a limit on cost and so can have no floors.',
  },
  segmentOrder: {
    zh: '“{layer}”除最后一段外都要有to，且逐段增大。',
    en: 'Every segment of layer "{layer}" but the last needs a "to", each above the one before.',
  },
  tooManyCodes: { zh: '“{fact}”用到的代码过多（最多{max}）。', en: 'Too many codes of "{fact}" are used (at most {max}).' },
  unsafeRange: { zh: '数值可能超出安全整数：{detail}', en: 'A value may leave the safe integers: {detail}' },
  peerMissing: { zh: '需要可选依赖“{peer}”：npm i {peer}', en: 'The optional peer "{peer}" is needed: npm i {peer}' },
  unreadableFile: { zh: '读不到文件“{file}”。', en: 'Cannot read the file "{file}".' },
  badJson: { zh: '“{file}”不是有效的JSON：{detail}', en: '"{file}" is not valid JSON: {detail}' },
  wrongBucketKey: {
    zh: '累计桶“{bucket}”的键“{fact}”不是枚举事实。',
    en: 'Key "{fact}" of bucket "{bucket}" is not a fact with closed codes.',
  },
  creditNeedsBucket: {
    zh: '“{layer}”要补差起付线，须在threshold.credit写明period为chain的累计桶。',
    en: 'Layer "{layer}" credits a deductible: its threshold.credit must name a bucket of period chain.',
  },
  supplementDay: { zh: '“{fact}”不是参保人的日期事实。', en: '"{fact}" is no day of the person.' },
  supplementFlag: { zh: '“{fact}”不是本政策包自设的是否值（derived）。', en: '"{fact}" is no flag of the pack (derived).' },
  supplementFact: { zh: '“{fact}”不是参保人的事实。', en: '"{fact}" is no fact of the person.' },
  supplementBucket: {
    zh: '“{layer}”要能追溯支付，累计桶“{bucket}”须按年（period为year）且不与其他层共用。',
    en: 'For a supplement of layer "{layer}", bucket "{bucket}" must be of period year and of no other layer.',
  },
  adoptedMissing: { zh: '所转发的政策包“{id}”没有给出。', en: 'The adopted pack "{id}" is not given.' },
  unknownFile: { zh: '政策包文件夹里不该有“{file}”。', en: 'A pack folder has no file "{file}".' },
  adoptedAdopts: {
    zh: '所转发的政策包“{id}”自己又转发别的政策包；请在本包的adopts里一并列出。',
    en: 'The adopted pack "{id}" adopts others itself; list them all in this pack\'s adopts.',
  },
}
