import { formatMoney, formatRatio } from '../base/decimal.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import type { RunResult } from '../expression/readings/evaluator.ts'
import { setBits } from '../expression/readings/evaluator.ts'
import type { Line, Sheet } from '../expression/sheet.ts'
import type { FactValue } from '../facts/spec.ts'
import type { Pack, Source } from '../pack/pack.ts'
import type { YearStateJson } from './state.ts'

/** One line of a settlement, with the rules that gave it and their clauses. Money with two decimals, ratios and points (as ratios) with four. */
export type SettledLine = {
  readonly id: string
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
} & ({ readonly amount: string } | { readonly ratio: string })

/** Where a number came from. */
export interface UsedParameter {
  readonly id: string
  readonly value: string
  readonly source: Source
  readonly clause?: string
}

export interface Assumption {
  readonly fact: string
  readonly value: FactValue | null
}

export interface PolicyIdentity {
  readonly id: string
  readonly version: number
  readonly release?: string
  readonly status: 'issued' | 'trial' | 'draft'
  readonly scheme: string | null
  readonly illustrative: boolean
  /** The day that dated the rules. */
  readonly on: string
  /** SHA-256 of the pack under its scheme, hex. */
  readonly hash: string
}

/** The result of a claim. `fund.total + personal.total + institutionBorne` is the total of the claim, to the fen. */
export interface Settlement {
  readonly version: 1
  readonly policy: PolicyIdentity
  readonly claimId: string
  readonly lines: readonly SettledLine[]
  readonly fund: { readonly total: string; readonly layers: Readonly<Record<string, string>> }
  readonly personal: {
    readonly total: string
    readonly selfPaid: string
    readonly selfFunded: string
    readonly account: string
    readonly cash: string
  }
  readonly institutionBorne: string
  readonly assumptions: readonly Assumption[]
  readonly findings: readonly Issue[]
  readonly sources: readonly UsedParameter[]
  readonly state: YearStateJson
}

/** The parts of a settlement that follow from the run alone. */
export function settledParts(
  sheet: Sheet,
  pack: Pack,
  run: RunResult,
): Pick<Settlement, 'lines' | 'fund' | 'personal' | 'institutionBorne'> {
  const fired = new Set(setBits(run, 'f', sheet.rules.length).map(index => sheet.rules[index]?.id))
  const clauses = new Map(pack.rules.map(rule => [rule.id, rule.clause]))
  const values = new Map(sheet.lines.map((line, i) => [line.id, run[`l${String(i)}`] ?? 0]))
  const money = (id: string): string => formatMoney(values.get(id) ?? 0)
  return {
    lines: sheet.lines.map(line => settledLine(line, values.get(line.id) ?? 0, fired, clauses)),
    fund: { total: money('fund'), layers: Object.fromEntries(pack.layers.map(layer => [layer.id, money(`${layer.id}.paid`)])) },
    personal: {
      total: money('personal'),
      selfPaid: money('selfPaid'),
      selfFunded: money('selfFunded'),
      account: money('account'),
      cash: money('cash'),
    },
    institutionBorne: money('institutionBorne'),
  }
}

function settledLine(
  line: Line,
  value: number,
  fired: ReadonlySet<string | undefined>,
  clauses: ReadonlyMap<string, string | undefined>,
): SettledLine {
  const rules = line.contributions.map(contribution => contribution.rule).filter(rule => fired.has(rule))
  const cited = [...new Set(rules.map(rule => clauses.get(rule)).filter(clause => clause !== undefined))]
  const common = { id: line.id, rules, clauses: cited }
  return line.unit === 'money' ? { ...common, amount: formatMoney(value) } : { ...common, ratio: formatRatio(value) }
}

/** The findings of a run, and those that hold for every result of this policy. */
export function findingsOf(sheet: Sheet, pack: Pack, run: RunResult): readonly Issue[] {
  const standing: Issue[] = []
  if (pack.json.status !== 'issued') standing.push(findingIssue('draftPolicy', '', { status: pack.json.status }))
  if (pack.scheme?.source === 'illustrative') standing.push(findingIssue('illustrativeScheme', '', { scheme: pack.scheme.id }))
  const clauses = new Map(pack.rules.map(rule => [rule.id, rule.clause]))
  const spoken = setBits(run, 'n', sheet.findings.length).flatMap(index => {
    const finding = sheet.findings[index]
    if (finding === undefined) return []
    return [findingIssue(finding.code, '', { subject: finding.subject }, clauses.get(finding.subject))]
  })
  return [...standing, ...spoken]
}
