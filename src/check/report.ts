import type { PackIdentity } from '../settlement/pack-identity.ts'
import { errorIssue, findingIssue, type Issue } from '../base/issue.ts'
import type { Label } from '../facts/spec.ts'
import type { YearStateJson } from '../settlement/state.ts'

/** `error`: the pack or scheme is wrong, or was not decided; `warning`: suspicious; `information`: what this scheme leaves open. */
export type CheckLevel = 'error' | 'warning' | 'information'

/** A fact of a situation as a claim writes it, with its labels and those of its value. `null`: absent. */
export interface SituationFact {
  readonly fact: string
  readonly label: Label
  readonly value: string | number | boolean | readonly string[] | null
  readonly valueLabel: Label
}

/** A situation that shows a finding: the facts it takes, the values of lines there (ratios with four decimals), and a claim that `settle` confirms. */
export interface CheckSituation {
  readonly facts: readonly SituationFact[]
  readonly values: Readonly<Record<string, string>>
  readonly claim?: Readonly<Record<string, unknown>>
  readonly state?: YearStateJson
}

/** An issue of a pack under a scheme; `path` points into the pack object, or into its scheme below `/schemes/<id>`. */
export interface CheckFinding extends Issue {
  readonly level: CheckLevel
  readonly situations?: readonly CheckSituation[]
}

/** What was looked at, in numbers; `situations`: cases of facts that the searches told apart. */
export interface CheckedCounts {
  readonly rules: number
  readonly parameters: number
  readonly values: number
  readonly clauses: number
  readonly bounds: number
  readonly invariants: number
  readonly conflicts: number
  readonly layers: number
  readonly situations: number
}

export interface CheckReport {
  readonly version: 1
  readonly policy: PackIdentity
  /** The only day that was looked at; absent: every day of the pack's window. */
  readonly asOf?: string
  readonly findings: readonly CheckFinding[]
  readonly checked: CheckedCounts
}

/** Where a finding stands and what it says. */
export interface FindingParts {
  readonly path?: string
  readonly clause?: string | undefined
  readonly params?: Issue['params']
  readonly situations?: readonly CheckSituation[]
}

export function finding(level: CheckLevel, code: string, { path = '', clause, params = {}, situations }: FindingParts): CheckFinding {
  const issue = level === 'error' ? errorIssue(code, path, params, clause) : findingIssue(code, path, params, clause)
  return { ...issue, level, ...(situations === undefined ? {} : { situations }) }
}
