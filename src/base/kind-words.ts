import type { Messages } from './message.ts'

/** Kinds of values, as messages about claims name them. A kind without words stays as it is. */
export const VALUE_KINDS: Messages = {
  object: ['对象', 'an object'],
  'plain object': ['普通对象', 'a plain object'],
  array: ['列表', 'a list'],
  string: ['文本', 'a text'],
  number: ['数字', 'a number'],
  boolean: ['true或false', 'true or false'],
  undefined: ['空缺', 'nothing'],
  integer: ['整数', 'a whole number'],
  decimal: ['十进制数（如"1234.56"）', 'a decimal (like "1234.56")'],
  date: ['日期（如"2024-01-31"）', 'a day (like "2024-01-31")'],
  json: ['JSON值', 'a JSON value'],
  function: ['函数', 'a function'],
  symbol: ['symbol', 'a symbol'],
  bigint: ['bigint', 'a bigint'],
}

/** Kinds of facts and parameters, as messages about packs name them. */
export const PACK_KINDS: Messages = {
  flag: ['是否值', 'flag'],
  int: ['整数', 'whole number'],
  money: ['金额', 'money amount'],
  ratio: ['比例', 'ratio'],
  points: ['百分点', 'number of points'],
  day: ['日期', 'day'],
  id: ['标识', 'id'],
  area: ['行政区划代码', 'area code'],
  enum: ['单选代码', 'code of a closed list'],
  set: ['代码集合', 'set of codes'],
  code: ['代码', 'code'],
  codes: ['代码列表', 'list of codes'],
}
