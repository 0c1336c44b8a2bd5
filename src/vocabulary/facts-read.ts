import { sheetInputs } from '../expression/readings/record.ts'
import type { Sheet } from '../expression/sheet.ts'
import { FACTS, factSpec } from '../facts/catalogue.ts'
import { COPIES, TIER } from '../facts/derive.ts'
import type { Pack } from '../pack/pack.ts'
import { CaseEvaluator } from '../referral/evaluate.ts'
import { claimDayFacts } from '../settlement/dates.ts'

/** What reads a fact of a pack. */
export type Reader = 'settle' | 'decide'

const AREAS = ['insurance.poolCity', 'insurance.county', 'institution.city', 'institution.county']

/** Facts that are worked out, with those that a claim gives for them. */
const WORKED_OUT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(COPIES.map(copy => [copy, [TIER]])),
  'encounter.location': [...AREAS, 'institution.adminLevel'],
  'history.gapDays': ['encounter.admitDate'],
}

/** What tells the places of a chain apart. */
const ENDS = ['id', 'type', 'tier', 'adminLevel', 'allianceId', 'city', 'county']

/** A decision on a move reads these besides what the conditions of rules read. */
const OF_A_MOVE: readonly string[] = [
  ...['insurance.poolCity', 'insurance.county'],
  ...['institution', 'referral.from', 'referral.to'].flatMap(end => ENDS.map(part => `${end}.${part}`)),
  ...['direction', 'compliant', 'filedVia', 'whitelist', 'firstContactAtPrimary'].map(part => `referral.${part}`),
]
const MOVES: readonly string[] = ['route', 'permitDirect', 'requireReferral']

/** The facts that a pack reads, in order of the catalogue, each with what reads it. */
export function factsRead(pack: Pack, sheet: Sheet): ReadonlyMap<string, readonly Reader[]> {
  // Which day dates a claim depends on its kind.
  const days = ['encounter.kind', ...[true, false].flatMap(isStay => Object.values(claimDayFacts(pack, isStay)).flat())]
  const moves = pack.decisions.some(({ type }) => MOVES.includes(type)) ? OF_A_MOVE : []
  const shown = pack.decisions.flatMap(({ params }) => (typeof params['shownBy'] === 'string' ? [params['shownBy']] : []))
  const deciding = new CaseEvaluator(pack, path => factSpec(path)?.label).reads
  const read: readonly (readonly [Reader, ReadonlySet<string>])[] = [
    ['settle', withSources([...sheetInputs(sheet).facts.map(({ name }) => name), ...days])],
    ['decide', withSources([...deciding, ...moves, ...shown, ...days])],
  ]
  const readers = FACTS.map(({ path }) => [path, read.flatMap(([reader, paths]) => (paths.has(path) ? [reader] : []))] as const)
  return new Map(readers.filter(([, found]) => found.length > 0))
}

const withSources = (paths: readonly string[]): ReadonlySet<string> => new Set(paths.flatMap(path => [path, ...(WORKED_OUT[path] ?? [])]))
