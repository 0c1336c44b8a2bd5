import { engineFacts } from '../../src/engine/facts.ts'
import { runEngine } from '../../src/engine/engine.ts'
import { stockRules } from '../../src/engine/stock-rules.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import { firedIds, foldYears, type YearStep } from './year-fold.ts'

export interface EngineComparison {
  readonly differences: readonly string[]
  /** Claims compared: those the sheet answers and those it refuses. */
  readonly answered: number
  readonly refused: number
  /** How long the engine alone took. */
  readonly engineMs: number
}

/** The rules that fire by the sheet: its masks, or, for a claim that a guard refuses, the rules' own nodes. */
export function sheetFired(policy: Policy, step: YearStep): readonly string[] {
  if (step.run !== undefined) return firedIds(policy, step.run)
  const value = policy.values(step.open.record)
  return policy.sheet.rules
    .filter(rule => value(rule.fires) === 1)
    .map(rule => rule.id)
    .sort()
}

/** Runs generated years through the stock engine and names every claim for which other rules fire than by the sheet. */
export async function engineDifferences(packJson: unknown, scheme: string | null, claims: number, seed: number): Promise<EngineComparison> {
  const policy = openPack(packJson, { scheme })
  const stock = stockRules(policy)
  const differences: string[] = []
  let answered = 0
  let refused = 0
  let engineMs = 0
  for (const step of foldYears(policy, { seed, claims, persons: Math.ceil(claims / 5), diseases: ['J45'] })) {
    if (step.run === undefined) refused += 1
    else answered += 1
    const start = performance.now()
    const fired = await runEngine(stock, engineFacts(stock, step.open))
    engineMs += performance.now() - start
    const expected = sheetFired(policy, step)
    if (fired.join() !== expected.join()) differences.push(`${step.open.claim.id}: engine ${fired.join()} but sheet ${expected.join()}`)
  }
  return { differences, answered, refused, engineMs }
}

/** A pack of only these rules (and what else a test gives), with one layer and no numbers that a claim could miss. */
export function policyOf(rules: readonly Readonly<Record<string, unknown>>[], rest: Readonly<Record<string, unknown>> = {}): Policy {
  return openPack(
    {
      version: 1,
      id: 'small',
      name: { zh: '小', en: 'small' },
      status: 'draft',
      covers: ['inpatient', 'outpatient'],
      layers: [{ id: 'basic', fund: { zh: '基金', en: 'fund' }, base: ['inPolicy'], segments: [{ ratio: '0.5' }] }],
      rules,
      ...rest,
    },
    { scheme: null },
  )
}

/** A rule that waives the deductible: all that fire agree. */
export const rule = (id: string, conditions: unknown, rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id,
  conditions,
  event: { type: 'waiveDeductible', params: {} },
  ...rest,
})

/** A rule that sets a fact. */
export const setter = (id: string, type: string, params: Readonly<Record<string, unknown>>, conditions: unknown) => ({
  id,
  conditions,
  event: { type, params },
})

export const leaf = (fact: string, operator: string, value: unknown): Readonly<Record<string, unknown>> => ({ fact, operator, value })

/** An outpatient claim of 2024-03-10, changed by path; undefined leaves a fact out. */
export function claimOf(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const claim: Record<string, unknown> = {}
  const all: Readonly<Record<string, unknown>> = {
    id: 'c1',
    'person.id': 'p1',
    'insurance.scheme': 'resident',
    'institution.type': 'hospital',
    'institution.tier': 'level2',
    'institution.adminLevel': 'county',
    'institution.isPrimary': false,
    'encounter.kind': 'outpatient',
    'encounter.serviceDate': '2024-03-10',
    'encounter.location': 'sameCounty',
    'cost.total': '100.00',
    ...changes,
  }
  for (const [path, value] of Object.entries(all)) if (value !== undefined) setPath(claim, path.split('.'), value)
  return claim
}

function setPath(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[name] = value
  else setPath((target[name] ??= {}) as Record<string, unknown>, rest, value)
}

/** The rules that fire, of which sheet and stock engine must give the same. */
export async function firedByBoth(policy: Policy, claim: unknown): Promise<readonly string[]> {
  const open = policy.open(claim)
  const value = policy.values(open.record)
  const bySheet = policy.sheet.rules.filter(({ fires }) => value(fires) === 1).map(({ id }) => id)
  const byEngine = await runEngine(policy, engineFacts(policy, open))
  if (bySheet.sort().join() !== byEngine.join()) throw new Error(`engine ${byEngine.join()} but sheet ${bySheet.join()}`)
  return byEngine
}
