import { formatMoney, readDecimal } from '../base/decimal.ts'
import type { LayerJson } from '../pack/schema.ts'
import type { SettledLine, Settlement } from '../settlement/settlement.ts'
import { isSettled, isSupplement, type YearEntry } from '../year/year.ts'

/** A line that is not what it was; null: there was none, or is none. Ratios have no change. */
export interface LineDifference {
  readonly line: string
  readonly before: string | null
  readonly after: string | null
  readonly change?: string
  /** Clauses of the rules that gave it, before or after. */
  readonly clauses: readonly string[]
}

export type ClaimStatus = 'settled' | 'supplemented' | 'refused' | 'absent'

export interface ClaimDifference {
  readonly claimId: string
  readonly before: ClaimStatus
  readonly after: ClaimStatus
  readonly lines: readonly LineDifference[]
}

/** What a layer, the person (`personal`) or the institution (`institutionBorne`) pays more (less: negative) for all claims together. */
export interface FundDifference {
  readonly fund: string
  readonly change: string
}

/** By how much the payments of layers changed to which a clause gave a number that changed: a change counts with every clause that has a part in it. */
export interface ClauseDifference {
  readonly clause: string
  readonly change: string
}

/** Two years claim by claim: only what differs. Amounts in yuan. */
export interface YearDifferences {
  readonly claims: readonly ClaimDifference[]
  readonly funds: readonly FundDifference[]
  readonly clauses: readonly ClauseDifference[]
}

type Line = Pick<SettledLine, 'id' | 'clauses'> & { readonly amount?: string; readonly ratio?: string }

const PARTIES = ['personal', 'institutionBorne'] as const
const MOST = Number.MAX_SAFE_INTEGER

const fen = (amount: string | undefined): number => {
  const read = amount === undefined ? 0 : readDecimal(amount, 2, -MOST, MOST)
  return typeof read === 'number' ? read : 0
}

const textOf = (line: Line | undefined): string | null => line?.amount ?? line?.ratio ?? null

/** What differs between two lists of entries of one person. */
export function differences(layers: readonly LayerJson[], before: readonly YearEntry[], after: readonly YearEntry[]): YearDifferences {
  const [old, now] = [byId(before), byId(after)]
  const ids = [...new Set([...old.keys(), ...now.keys()])]
  const claims = ids
    .map(id => claimDifference(id, old.get(id), now.get(id)))
    .filter(one => one.before !== one.after || one.lines.length > 0)
  const clauses = new Map<string, number>()
  for (const { lines } of claims) for (const layer of layers) tellClauses(layer, lines, clauses)
  const funds = [...layers.map(layer => [layer.id, `${layer.id}.paid`] as const), ...PARTIES.map(id => [id, id] as const)].map(
    ([fund, line]) => ({ fund, change: changeOf(claims, line) }),
  )
  return {
    claims,
    funds: funds.filter(one => one.change !== 0).map(one => ({ ...one, change: formatMoney(one.change) })),
    clauses: [...clauses]
      .filter(([, change]) => change !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([clause, change]) => ({ clause, change: formatMoney(change) })),
  }
}

const byId = (entries: readonly YearEntry[]): ReadonlyMap<string, YearEntry> => new Map(entries.map(entry => [entry.claimId, entry]))

function claimDifference(claimId: string, before: YearEntry | undefined, after: YearEntry | undefined): ClaimDifference {
  const [old, now] = [linesOf(before), linesOf(after)]
  const lines = [...new Set([...old.keys(), ...now.keys()])].flatMap(id => lineDifference(id, old.get(id), now.get(id)))
  return { claimId, before: statusOf(before), after: statusOf(after), lines }
}

function statusOf(entry: YearEntry | undefined): ClaimStatus {
  if (entry === undefined) return 'absent'
  return isSettled(entry) ? 'settled' : isSupplement(entry) ? 'supplemented' : 'refused'
}

/** What a supplement pays is a line of the layer, and taken off what the person bears. */
function linesOf(entry: YearEntry | undefined): ReadonlyMap<string, Line> {
  if (entry === undefined) return new Map()
  if (isSettled(entry)) return new Map((entry.settlement.lines as readonly Line[]).map(line => [line.id, line]))
  if (!isSupplement(entry)) return new Map()
  const { layer, total, claims } = entry.supplement
  const clauses = [...new Set(claims.flatMap(claim => claim.clauses))]
  const lines = [
    { id: `${layer}.paid`, amount: total, clauses },
    { id: 'personal', amount: formatMoney(-fen(total)), clauses },
  ]
  return new Map(lines.map(line => [line.id, line]))
}

function lineDifference(line: string, old: Line | undefined, now: Line | undefined): readonly LineDifference[] {
  const [before, after] = [textOf(old), textOf(now)]
  const [was, is] = [fen(old?.amount), fen(now?.amount)]
  if (before === after || (before ?? '0.00') === (after ?? '0.00')) return []
  const isMoney = (old ?? now)?.amount !== undefined
  const clauses = [...new Set([...(old?.clauses ?? []), ...(now?.clauses ?? [])])].sort()
  return [{ line, before, after, ...(isMoney ? { change: formatMoney(is - was) } : {}), clauses }]
}

const changeOf = (claims: readonly ClaimDifference[], line: string): number =>
  claims.reduce((sum, claim) => sum + fen(claim.lines.find(one => one.line === line)?.change), 0)

/** Counts what a claim's change of a layer's payment has to do with clauses; where no rule's number changed, the layer's own. */
function tellClauses(layer: LayerJson, lines: readonly LineDifference[], clauses: Map<string, number>): void {
  const own = lines.filter(({ line }) => line.startsWith(`${layer.id}.`))
  const change = fen(own.find(({ line }) => line === `${layer.id}.paid`)?.change)
  if (change === 0) return
  const given = [...new Set(own.flatMap(one => one.clauses))]
  const told = given.length > 0 ? given : layer.clause === undefined ? [] : [layer.clause]
  for (const clause of told) clauses.set(clause, (clauses.get(clause) ?? 0) + change)
}

/** What a claim came to: what each layer took off and paid, and who bore the rest; not what limits leave for later claims. */
export function outcome({ lines, fund, personal, institutionBorne }: Settlement): string {
  const deductibles = lines.filter(line => line.id.endsWith('.deductible')).map(line => [line.id, textOf(line)])
  const layers = Object.entries(fund.layers).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([deductibles, layers, personal.selfPaid, personal.selfFunded, personal.account, personal.cash, institutionBorne])
}
