import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { show } from '../../base/text.ts'
import type { FactSpec } from '../../facts/spec.ts'
import { readCode, readCount, readFlag, wrongType } from '../../facts/read-value.ts'
import type { Parameter } from '../pack.ts'

/** Places after the point and bounds of the values of numeric parameters, in units of the last place. */
const DECIMALS: Readonly<Record<'money' | 'ratio' | 'points', readonly [places: number, min: number, max: number]>> = {
  money: [2, 0, 1e11],
  ratio: [4, 0, 10_000],
  points: [2, -10_000, 10_000],
}

/** Every value of a parameter is of its type. `path`: the parameter; a value given from outside the pack stands below `/parameters`. */
export function checkParameterValues(parameter: Parameter, path: string, fact: (path: string) => FactSpec | undefined): readonly Issue[] {
  const issues: Issue[] = []
  for (const { value, source } of parameter.values)
    checkValue(parameter, value, source === 'override' ? pointer('parameters', parameter.id) : path, fact, issues)
  return issues
}

function checkValue(
  parameter: Parameter,
  value: unknown,
  path: string,
  fact: (path: string) => FactSpec | undefined,
  issues: Issue[],
): void {
  switch (parameter.type) {
    case 'money':
    case 'ratio':
    case 'points':
      readCount(value, ...DECIMALS[parameter.type], path, issues)
      return
    case 'int':
      if (Number.isSafeInteger(value)) readCount(value, 0, -1e6, 1e6, path, issues)
      else issues.push(errorIssue('wrongParameterValue', path, { parameter: parameter.id, value: show(value), type: parameter.type }))
      return
    case 'flag':
      readFlag(value, path, issues)
      return
    case 'codes':
      checkCodes(value, fact(parameter.of ?? ''), path, issues)
  }
}

function checkCodes(value: unknown, spec: FactSpec | undefined, path: string, issues: Issue[]): void {
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return
  }
  const known = spec?.codes === undefined || spec.open === true ? undefined : new Set(spec.codes)
  for (const code of value as readonly unknown[])
    if (known !== undefined) readCode(code, known, path, issues)
    else if (typeof code !== 'string') wrongType('string', code, path, issues)
}
