import { errorIssue, type Issue } from '../../base/issue.ts'
import { readDecimal } from '../../base/decimal.ts'
import type { FactSpec } from '../../facts/spec.ts'
import type { Parameter } from '../pack.ts'

/** Every value of a parameter is of its type. */
export function checkParameterValues(parameter: Parameter, path: string, fact: (path: string) => FactSpec | undefined): readonly Issue[] {
  return parameter.values
    .filter(({ value }) => !isParameterValue(parameter, value, fact))
    .map(({ value }) =>
      errorIssue('wrongParameterValue', path, { parameter: parameter.id, value: JSON.stringify(value), type: parameter.type }),
    )
}

function isParameterValue(parameter: Parameter, value: unknown, fact: (path: string) => FactSpec | undefined): boolean {
  switch (parameter.type) {
    case 'money':
      return typeof readDecimal(value, 2, 0, 1e11) === 'number'
    case 'ratio':
      return typeof readDecimal(value, 4, 0, 10_000) === 'number'
    case 'points':
      return typeof readDecimal(value, 2, -10_000, 10_000) === 'number'
    case 'int':
      return Number.isSafeInteger(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'codes': {
      const codes = fact(parameter.of ?? '')?.codes
      return Array.isArray(value) && (value as readonly string[]).every(code => codes === undefined || codes.includes(code))
    }
  }
}
