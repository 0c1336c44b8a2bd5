import { readFileSync } from 'node:fs'
import { parseDay } from '../../src/base/date.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { scoreTerms, type ScoreTerms } from '../../src/budget/scores/terms.ts'
import type { ScoreYear } from '../../src/budget/year.ts'
import { evaluateWorkings, toPlaces } from '../../src/fixtures/workings.ts'
import { loadPack } from '../../src/pack/load.ts'

const ROOT = new URL('../..', import.meta.url)

export const YEAR_END = parseDay('2024-12-31') ?? 0

export const exampleOf = (name: string): ScoreYear =>
  (JSON.parse(readFileSync(new URL(`examples/${name}.json`, ROOT), 'utf8')) as { readonly scores: ScoreYear }).scores

/** The smallest pack with one scoring, and what parameters it asks for. */
export const packWith = (scoring: Readonly<Record<string, unknown>>, parameters: readonly unknown[] = []): unknown => ({
  version: 1,
  id: 'x',
  covers: ['inpatient'],
  layers: [{ id: 'basic', base: ['inPolicy'], segments: [{ ratio: '1' }] }],
  parameters,
  scoring: [{ id: 'dip', method: 'dip', baseGroups: { coefficient: '1' }, deviations: NATIONAL, ...scoring }],
})

export const NATIONAL = [
  { id: 'low', below: '0.5', times: '1' },
  { id: 'normal', upTo: '2', times: '0', plus: '1' },
  { id: 'high', upTo: '5', times: '1', plus: '1', less: '2' },
  { id: 'extreme', times: '1', plus: '1', less: '2', review: true },
]

export const termsWith = (scoring: Readonly<Record<string, unknown>> = {}, parameters: readonly unknown[] = []): ScoreTerms =>
  scoreTerms(loadPack(packWith(scoring, parameters)), YEAR_END)

/** Codes and places of the issues that it throws. */
export function issuesOf(run: () => unknown): readonly Issue[] {
  try {
    run()
  } catch (error) {
    if (isPolicyError(error)) return error.issues
    throw error
  }
  return []
}

export const codesAt = (run: () => unknown): readonly string[] => issuesOf(run).map(({ code, path }) => `${code} ${path}`)

/** Arithmetic written out, half-up to so many decimals. */
export function worked(text: string, places: number): string {
  const result = evaluateWorkings(text)
  if (!result.ok) throw new Error(`${text}: ${result.en}`)
  return toPlaces(result.value, places)
}
