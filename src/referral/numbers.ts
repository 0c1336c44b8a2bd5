import type { DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import type { Pack, Source } from '../pack/pack.ts'

/** A number or flag of a rule, whose it is, and the parameter it came from. */
export interface GivenValue {
  readonly value: string | number | boolean
  readonly source: Source
  readonly parameter: string | undefined
}

/** A param of a rule on a day: as written, or the parameter it names; one without a value is an issue and undefined. */
export function paramValue(pack: Pack, raw: unknown, day: DayNumber, issues: Issue[]): GivenValue | undefined {
  if (typeof raw !== 'object' || raw === null) return { value: raw as string | number | boolean, source: 'clause', parameter: undefined }
  const id = String((raw as { readonly parameter?: unknown }).parameter)
  const parameter = pack.parameters.get(id)
  const inForce = parameter?.values.filter(({ from }) => from === undefined || from <= day).at(-1)
  if (parameter !== undefined && inForce !== undefined && !Array.isArray(inForce.value))
    return { value: inForce.value as string | number | boolean, source: inForce.source, parameter: id }
  const label = parameter?.label
  issues.push(errorIssue('missingParameter', '', { parameter: id, label: label?.zh ?? id, labelEn: label?.en ?? id }, parameter?.clause))
  return undefined
}
