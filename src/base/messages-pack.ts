import type { Messages } from './message.ts'

/** Messages about packs, schemes and parameters. */
export const PACK_MESSAGES: Messages = {
  unknownPack: ['没有“{id}”这个政策包，可用：{known}。', 'There is no pack "{id}"; known are: {known}.'],
  unknownScheme: ['政策包“{pack}”没有方案“{scheme}”，可用：{known}。', 'Pack "{pack}" has no scheme "{scheme}"; known are: {known}.'],
  unknownFact: ['没有“{fact}”这个事实。', 'There is no fact "{fact}".'],
  unknownParameter: ['没有“{parameter}”这个参数。', 'There is no parameter "{parameter}".'],
  unknownEffect: ['没有“{effect}”这种效果。', 'There is no effect "{effect}".'],
  unknownLayer: ['没有“{layer}”这一层。', 'There is no layer "{layer}".'],
  unknownBucket: ['没有“{bucket}”这个累计桶。', 'There is no bucket "{bucket}".'],
  unknownLimit: ['没有“{limit}”这个限额。', 'There is no limit "{limit}".'],
  unknownLine: ['这里不能引用“{line}”这一行。', 'The line "{line}" cannot be used here.'],
  unknownRule: ['没有“{rule}”这条规则或这张表。', 'There is no rule or table "{rule}".'],
  overrideCycle: ['“{rule}”经由他者优先于自身。', '"{rule}" overrides itself through others.'],
  stratumCycle: ['事实互相依赖成环：{facts}。', 'These facts depend on each other in a cycle: {facts}.'],
  operatorNotAllowed: [
    '“{fact}”是{type:kind}，不能用“{operator}”；可用：{allowed}。',
    '"{fact}" is a {type:kind} and does not admit "{operator}"; it admits: {allowed}.',
  ],
  wrongLiteral: ['“{value}”不是“{fact}”（{type:kind}）的值。', '"{value}" is no value of "{fact}" ({type:kind}).'],
  wrongComparison: ['“{fact}”与“{other}”类型不同，不能比较。', '"{fact}" and "{other}" are of different types and cannot be compared.'],
  wrongParameterType: [
    '参数“{parameter}”是{type:kind}，此处需要{expected:kind}。',
    'Parameter "{parameter}" is a {type:kind}, but {expected:kind} is needed here.',
  ],
  wrongParameterValue: [
    '参数“{parameter}”的值“{value}”不是有效的{type:kind}。',
    'The value "{value}" of parameter "{parameter}" is no valid {type:kind}.',
  ],
  missingParam: ['效果“{effect}”缺少“{param}”。', 'Effect "{effect}" lacks "{param}".'],
  oneParam: ['效果“{effect}”须且只须给出其一：{params}。', 'Effect "{effect}" takes exactly one of: {params}.'],
  wrongParam: ['效果“{effect}”的“{param}”无效：{value}。', '"{param}" of effect "{effect}" is not valid: {value}.'],
  rowLength: ['第{row}行有{received}格，应有{expected}格。', 'Row {row} has {received} cells, {expected} are needed.'],
  emptyTable: ['表“{table}”没有行，方案也没有填。', 'Table "{table}" has no rows, and the scheme fills none.'],
  positionsNeeded: ['“{layer}”有多段，须声明positions。', 'Layer "{layer}" has several segments and must declare positions.'],
  segmentOrder: [
    '“{layer}”除最后一段外都要有to，且逐段增大。',
    'Every segment of layer "{layer}" but the last needs a "to", each above the one before.',
  ],
  tooManyCodes: ['“{fact}”用到的代码过多（最多{max}）。', 'Too many codes of "{fact}" are used (at most {max}).'],
  unsafeRange: ['数值可能超出安全整数：{detail}', 'A value may leave the safe integers: {detail}'],
  peerMissing: ['需要可选依赖“{peer}”：npm i {peer}', 'The optional peer "{peer}" is needed: npm i {peer}'],
  unreadableFile: ['读不到文件“{file}”。', 'Cannot read the file "{file}".'],
  badJson: ['“{file}”不是有效的JSON：{detail}', '"{file}" is not valid JSON: {detail}'],
  wrongBucketKey: ['累计桶“{bucket}”的键“{fact}”不是枚举事实。', 'Key "{fact}" of bucket "{bucket}" is not a fact with closed codes.'],
  creditNeedsBucket: [
    '“{layer}”要补差起付线，须在threshold.credit写明period为chain的累计桶。',
    'Layer "{layer}" credits a deductible: its threshold.credit must name a bucket of period chain.',
  ],
  adoptedMissing: ['所转发的政策包“{id}”没有给出。', 'The adopted pack "{id}" is not given.'],
  unknownFile: ['政策包文件夹里不该有“{file}”。', 'A pack folder has no file "{file}".'],
  adoptedAdopts: [
    '所转发的政策包“{id}”自己又转发别的政策包；请在本包的adopts里一并列出。',
    'The adopted pack "{id}" adopts others itself; list them all in this pack\'s adopts.',
  ],
}
