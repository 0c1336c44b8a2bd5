import { readPackFolder } from '../../src/node/read-pack.ts'
import { openPack, type FullPolicy, type PolicyOptions } from '../../src/full-policy.ts'
import type { CheckFinding, CheckReport, CheckSituation } from '../../src/check/report.ts'
import { lakeside } from '../support/packs.ts'

export type Cells = unknown[]

/** The lists of a pack that the faults are put into. */
export interface PackParts {
  window: Record<string, string>
  covers: string[]
  clauses: { id: string; reason?: unknown }[]
  parameters: Record<string, unknown>[]
  layers: Record<string, unknown>[]
  rules: Record<string, unknown>[]
  tables: { id: string; rows: Cells[]; [key: string]: unknown }[]
  invariants: unknown[]
  schemes: Record<string, { parameters: Record<string, unknown>; [key: string]: unknown }>
}

/** The invented pack with a fault put into it. */
export function faulty(edit: (pack: PackParts) => void): Record<string, unknown> {
  const pack = lakeside()
  pack['invariants'] = []
  edit(pack as unknown as PackParts)
  return pack
}

/** The last cell of the n-th row (from 1) of a table. */
export function setRow(pack: PackParts, table: string, row: number, value: string): void {
  const cells = pack.tables.find(one => one.id === table)?.rows[row - 1]
  if (cells === undefined) throw new Error(`${table} has no row ${String(row)}`)
  cells[cells.length - 1] = value
}

export const opened = (edit: (pack: PackParts) => void, options: PolicyOptions = {}): FullPolicy => openPack(faulty(edit), options)

export const shipped = (name: string, options: PolicyOptions = {}): FullPolicy =>
  openPack(readPackFolder(new URL(`../../rules/${name}`, import.meta.url).pathname), options)

export const withCode = (report: CheckReport, ...codes: readonly string[]): readonly CheckFinding[] =>
  report.findings.filter(one => codes.includes(one.code))

export const errors = (report: CheckReport): readonly string[] => report.findings.filter(one => one.level === 'error').map(one => one.code)

/** The facts of a situation by path. */
export const factsOf = (situation: CheckSituation | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries((situation?.facts ?? []).map(({ fact, value }) => [fact, value]))

/** What settling the claim of a situation says: the codes and subjects of its findings, or of the issues that refuse it. */
export function settledCodes(policy: FullPolicy, situation: CheckSituation | undefined): readonly string[] {
  const result = policy.trySettle(situation?.claim, situation?.state)
  const issues = result.ok ? result.settlement.findings : result.issues
  return issues.map(issue => `${issue.code}:${String(issue.params['subject'] ?? '')}`)
}

/** A ratio line of the claim of a situation, settled. */
export function settledLine(policy: FullPolicy, situation: CheckSituation | undefined, id: string): string {
  const line = policy.settle(situation?.claim, situation?.state).lines.find(one => one.id === id)
  return line === undefined ? 'no line' : 'ratio' in line ? line.ratio : line.amount
}

/** Stays without any deductible: every fen is payable. */
export function withoutDeductible(pack: PackParts): void {
  for (const row of [1, 2, 3, 4]) setRow(pack, 'deductible', row, '0.00')
  pack.rules = pack.rules.filter(rule => rule['id'] !== 'farDeductible')
}
