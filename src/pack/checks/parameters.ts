import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { clip, show } from '../../base/text.ts'
import { MAX_SCALE } from '../../expression/node.ts'
import type { FactDomain } from '../../facts/spec.ts'
import { readCode, readCount, readFlag, wrongType } from '../../facts/read-value.ts'
import type { Parameter } from '../pack.ts'

/** Places after the point and bounds of the values of numeric parameters, in units of the last place. */
const DECIMALS: Readonly<Record<'money' | 'ratio' | 'points' | 'scale', readonly [places: number, min: number, max: number]>> = {
  money: [2, 0, 1e11],
  ratio: [4, 0, 10_000],
  scale: [4, 0, MAX_SCALE],
  points: [2, -10_000, 10_000],
}

/** Every value of a parameter is of its type. `path`: the parameter; a value given from outside the pack stands below `/parameters`. */
export function checkParameterValues(parameter: Parameter, path: string, fact: (path: string) => FactDomain | undefined): readonly Issue[] {
  const issues: Issue[] = []
  for (const { value, source } of parameter.values)
    checkValue(parameter, value, source === 'override' ? pointer('parameters', parameter.id) : path, fact, issues)
  return issues
}

function checkValue(
  parameter: Parameter,
  value: unknown,
  path: string,
  fact: (path: string) => FactDomain | undefined,
  issues: Issue[],
): void {
  switch (parameter.type) {
    case 'money':
    case 'ratio':
    case 'points':
    case 'scale':
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

/** A code of an open list: a plain name, such as that of a disease in a classification. */
const OPEN_CODE = /^[A-Za-z0-9][\w.+*:-]{0,79}$/

function checkCodes(value: unknown, spec: FactDomain | undefined, path: string, issues: Issue[]): void {
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return
  }
  const known = spec?.codes === undefined || spec.open === true ? undefined : new Set(spec.codes)
  for (const code of value as readonly unknown[])
    if (known !== undefined) readCode(code, known, path, issues)
    else if (typeof code !== 'string') wrongType('string', code, path, issues)
    else if (!OPEN_CODE.test(code)) issues.push(errorIssue('wrongCode', path, { received: clip(code) }))
}
