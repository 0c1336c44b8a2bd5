import type { FactType } from '../facts/spec.ts'
import type { Operator } from './types.ts'

const ORDER: readonly Operator[] = ['equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']
const MEMBERSHIP: readonly Operator[] = ['equal', 'notEqual', 'in', 'notIn']

/** The operators each type of fact admits: the others of json-rules-engine would compare texts or never hold. */
export const OPERATORS_OF: Readonly<Record<FactType, readonly Operator[]>> = {
  flag: ['equal', 'notEqual'],
  int: ORDER,
  day: ORDER,
  money: ORDER,
  id: ['equal', 'notEqual'],
  area: MEMBERSHIP,
  enum: MEMBERSHIP,
  code: MEMBERSHIP,
  set: ['contains', 'doesNotContain'],
}

/** A negative operator, and the one it negates. */
export const NEGATED: Readonly<Partial<Record<Operator, Operator>>> = {
  notEqual: 'equal',
  notIn: 'in',
  doesNotContain: 'contains',
}
