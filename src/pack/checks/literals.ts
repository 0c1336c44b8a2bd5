import { parseDay } from '../../base/date.ts'
import { readDecimal } from '../../base/decimal.ts'
import type { FactSpec } from '../../facts/spec.ts'

/** Whether a literal of a condition is a value of the fact. */
export function isValueOf(spec: FactSpec, value: unknown): boolean {
  switch (spec.type) {
    case 'flag':
      return typeof value === 'boolean'
    case 'int':
      return Number.isSafeInteger(value)
    case 'money':
      return typeof readDecimal(value, 2, 0, 1e11) === 'number'
    case 'day':
      return typeof value === 'string' && parseDay(value) !== undefined
    case 'area':
      return typeof value === 'string' && /^\d{6}$/.test(value)
    case 'enum':
      return typeof value === 'string' && (spec.codes ?? []).includes(value)
    case 'set':
      return typeof value === 'string' && value !== '' && (spec.open === true || (spec.codes ?? []).includes(value))
    case 'code':
      return typeof value === 'string' && value !== ''
    case 'id':
      return false
  }
}
