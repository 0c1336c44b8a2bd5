import type { Messages } from './message.ts'

/** Kinds of values, as messages about claims name them. A kind without words stays as it is. */
export const VALUE_KINDS: Messages = {
  object: { zh: '对象', en: 'an object' },
  'plain object': { zh: '普通对象', en: 'a plain object' },
  array: { zh: '列表', en: 'a list' },
  string: { zh: '文本', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: 'true或false', en: 'true or false' },
  undefined: { zh: '空缺', en: 'nothing' },
  integer: { zh: '整数', en: 'a whole number' },
  decimal: { zh: '十进制数（如"1234.56"）', en: 'a decimal (like "1234.56")' },
  date: { zh: '日期（如"2024-01-31"）', en: 'a day (like "2024-01-31")' },
  json: { zh: 'JSON值', en: 'a JSON value' },
  function: { zh: '函数', en: 'a function' },
  symbol: { zh: 'symbol', en: 'a symbol' },
  bigint: { zh: 'bigint', en: 'a bigint' },
}

/** Kinds of facts and parameters, as messages about packs name them. */
export const PACK_KINDS: Messages = {
  flag: { zh: '是否值', en: 'flag' },
  int: { zh: '整数', en: 'whole number' },
  money: { zh: '金额', en: 'money amount' },
  ratio: { zh: '比例', en: 'ratio' },
  scale: { zh: '倍数', en: 'scale' },
  points: { zh: '百分点', en: 'number of points' },
  day: { zh: '日期', en: 'day' },
  id: { zh: '标识', en: 'id' },
  area: { zh: '行政区划代码', en: 'area code' },
  enum: { zh: '单选代码', en: 'code of a closed list' },
  set: { zh: '代码集合', en: 'set of codes' },
  code: { zh: '代码', en: 'code' },
  codes: { zh: '代码列表', en: 'list of codes' },
}
