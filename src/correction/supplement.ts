import { formatMoney } from '../base/decimal.ts'
import { deepFreeze } from '../base/freeze.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, isPolicyError, type Issue } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import { readState, StateWriter, type YearStateJson } from '../settlement/state.ts'
import { YearFold } from '../year/fold.ts'
import { readYear } from '../year/read-year.ts'
import type { Supplement, SupplementedClaim } from '../year/supplement.ts'
import {
  isSettled,
  isSupplement,
  stateAfter,
  type PersonYear,
  type RefusedEntry,
  type SupplementEntry,
  type YearEntry,
  type YearStates,
} from '../year/year.ts'
import { LayerWorker, lineNode, type LayerAnew } from './layer-anew.ts'
import { readRequest, type ReadRequest, type SupplementRequest } from './read-request.ts'
import { supplementedClaim, supplementText } from './supplement-words.ts'
import { isWholeEntry } from './whole-entry.ts'

/** A year with a supplement as its last entry. */
export interface Supplemented {
  readonly version: 1
  readonly supplement: Supplement
  readonly year: PersonYear
}

/** What was settled before an application. */
interface Settled {
  readonly entries: readonly YearEntry[]
  readonly opening: YearStates
}

/** Pays a supplement on application. Throws a PolicyError for a year or request that is none, and where nothing is to be paid for. */
export function supplement(policy: Policy, input: unknown, request: SupplementRequest): Supplemented {
  const issues: Issue[] = []
  const year = readYear(policy.sheet, input, issues, { entry: isWholeEntry })
  if (year !== undefined && year.policyHash !== policy.hash) issues.push(errorIssue('otherPolicy', '/year/policyHash'))
  const read = readRequest(policy.pack, request, issues)
  if (year?.entries.some(entry => entry.claimId === read?.request.id && !('issues' in entry)) === true)
    issues.push(errorIssue('settledTwice', '/request/id', { id: read?.request.id ?? '' }))
  if (issues.length > 0 || year === undefined || read === undefined) throw policyError(issues)
  const fold = new YearFold(policy, Object.values(year.states))
  const entry = entryOf(policy, year, read, fold)
  const entries = [...year.entries.filter(one => one.claimId !== entry.claimId), entry]
  return deepFreeze({ version: 1, supplement: entry.supplement, year: { ...year, entries, states: fold.states() } })
}

/** An application made anew within a year: refused with its issues where there is nothing to pay for now. */
export function applySupplement(
  policy: Policy,
  before: Settled,
  entry: { readonly request: unknown } & Pick<YearEntry, 'claimId' | 'on' | 'sequence' | 'year'>,
  fold: YearFold,
): SupplementEntry | RefusedEntry {
  const { claimId, on, sequence, year, request } = entry
  const refused = (issues: readonly Issue[]): RefusedEntry => ({ claimId, on, sequence, year, request, issues })
  const issues: Issue[] = []
  const read = readRequest(policy.pack, request, issues)
  if (read === undefined) return refused(issues)
  try {
    return entryOf(policy, before, read, fold)
  } catch (error) {
    if (isPolicyError(error)) return refused(error.issues)
    throw error
  }
}

function entryOf(policy: Policy, before: Settled, { request, spec, year }: ReadRequest, fold: YearFold): SupplementEntry {
  const worker = new LayerWorker(policy, spec, request.person)
  const start = fold.state(year)
  const { claims, slots } = workAll(policy, worker, before, { year, id: spec.id, start })
  if (start === undefined || claims.length === 0) throw policyError([errorIssue('nothingToSupplement', '/request', { year })])
  const paid = lineNode(policy.sheet, `${spec.layer}.paid`)
  const total = claims.reduce((sum, { value }) => sum + value(paid), 0)
  const state = new StateWriter(policy.sheet).write(year, start.applied + 1, slots, 0, start.stays, start.stayId)
  fold.accept(state)
  const told: readonly SupplementedClaim[] = claims.map(claim => supplementedClaim(policy, spec, claim))
  const given: Supplement = {
    id: spec.id,
    layer: spec.layer,
    ...(spec.clause === undefined ? {} : { clause: spec.clause }),
    claims: told,
    total: formatMoney(total),
    text: supplementText(spec, worker.layer, claims.length, total),
    state,
  }
  return { claimId: request.id, on: request.on, sequence: request.sequence ?? 0, year, request, supplement: given }
}

interface Worked {
  readonly claims: readonly LayerAnew[]
  readonly slots: readonly number[]
}

/** Each claim of the year in the order in which it was settled; a claim that had this supplement has it once. */
function workAll(
  policy: Policy,
  worker: LayerWorker,
  { entries, opening }: Settled,
  { year, id, start }: { readonly year: number; readonly id: string; readonly start: YearStateJson | undefined },
): Worked {
  if (start === undefined) return { claims: [], slots: [] }
  const given = entries.filter(isSupplement).filter(entry => entry.supplement.id === id)
  const had = new Set(given.flatMap(entry => entry.supplement.claims.map(claim => claim.claimId)))
  const claims: LayerAnew[] = []
  const issues: Issue[] = []
  let slots = readState(policy.sheet, start, issues).slots
  let state = Object.hasOwn(opening, String(year)) ? opening[String(year)] : undefined
  for (const entry of entries.filter(one => one.year === year)) {
    const anew = isSettled(entry) && !had.has(entry.claimId) ? attempt(() => worker.work(entry, state, slots), issues) : undefined
    if (anew !== undefined) {
      slots = worker.slotsAfter(anew, slots)
      claims.push(anew)
    }
    state = stateAfter(entry) ?? state
  }
  if (issues.length > 0) throw policyError(issues)
  return { claims, slots }
}

function attempt(work: () => LayerAnew | undefined, issues: Issue[]): LayerAnew | undefined {
  try {
    return work()
  } catch (error) {
    if (!isPolicyError(error)) throw error
    issues.push(...error.issues)
    return undefined
  }
}
