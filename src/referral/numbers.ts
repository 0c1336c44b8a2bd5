import type { DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import type { Pack, ParameterValue, Source } from '../pack/pack.ts'

/** A number or flag of a rule, whose it is, and the parameter it came from. */
export interface GivenValue {
  readonly value: string | number | boolean
  readonly source: Source
  readonly parameter: string | undefined
}

/** A param of a rule on a day: as written, or the parameter it names; one without a value is an issue and undefined. */
export function paramValue(pack: Pack, raw: unknown, day: DayNumber, issues: Issue[]): GivenValue | undefined {
  if (typeof raw !== 'object' || raw === null) return { value: raw as string | number | boolean, source: 'clause', parameter: undefined }
  const { id, inForce } = parameterOn(pack, raw, day)
  if (inForce !== undefined && typeof inForce.value !== 'object') return { value: inForce.value, source: inForce.source, parameter: id }
  issues.push(withoutValue(pack, id))
  return undefined
}

/** As `paramValue`, for a list of codes. */
export function paramCodes(pack: Pack, raw: unknown, day: DayNumber, issues: Issue[]): readonly string[] | undefined {
  if (Array.isArray(raw)) return raw as readonly string[]
  const { id, inForce } = parameterOn(pack, raw, day)
  if (typeof inForce?.value === 'object') return inForce.value
  issues.push(withoutValue(pack, id))
  return undefined
}

function parameterOn(pack: Pack, raw: unknown, day: DayNumber): { readonly id: string; readonly inForce: ParameterValue | undefined } {
  const id = String((raw as { readonly parameter?: unknown }).parameter)
  return {
    id,
    inForce: pack.parameters
      .get(id)
      ?.values.filter(({ from }) => from === undefined || from <= day)
      .at(-1),
  }
}

function withoutValue(pack: Pack, id: string): Issue {
  const parameter = pack.parameters.get(id)
  const label = parameter?.label
  return errorIssue('missingParameter', '', { parameter: id, label: label?.zh ?? id, labelEn: label?.en ?? id }, parameter?.clause)
}
