import type { Claim } from '../facts/claim.ts'
import { PARTS } from '../facts/constraints.ts'
import { STAY_ID } from '../facts/stay-ids.ts'
import type { Pack } from '../pack/pack.ts'
import { pendingDay } from '../settlement/dates.ts'
import type { YearState } from '../settlement/state.ts'

const PLACES = ['insurance.poolCity', 'institution.city', 'institution.adminLevel', 'insurance.county', 'institution.county'] as const

/** Facts that a claim gets from others, with those others in the order in which they are asked for. */
const DERIVED_FROM: Readonly<Record<string, readonly string[]>> = {
  'institution.ratioTier': ['institution.tier'],
  'institution.deductibleTier': ['institution.tier'],
  'encounter.location': PLACES,
  'cost.inPolicy': ['cost.total', ...PARTS],
}

/** Facts of the history, with those of the claim that they are reckoned from. */
const HISTORY_FROM: Readonly<Record<string, readonly string[]>> = {
  'history.gapDays': ['encounter.admitDate'],
  'history.staysSameTier': ['institution.tier'],
}

/** What the state remembers of a stay, whatever the rules say. */
const STAY_FACTS = [STAY_ID, 'institution.id', 'institution.tier', 'referral.compliant'] as const
const STAY_DAYS = ['encounter.admitDate', 'encounter.dischargeDate'] as const

/** The pending facts that a fact of the sheet hangs on: itself, or those it is derived from. */
export function pendingBehind(path: string, pending: ReadonlySet<string>): readonly string[] {
  if (pending.has(path)) return [path]
  return (DERIVED_FROM[path] ?? HISTORY_FROM[path] ?? []).filter(source => pending.has(source))
}

/** Paths that a claim may lack while these are pending: they, and what is derived from them. */
export function lackingFacts(pending: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...pending, ...Object.keys(DERIVED_FROM).filter(path => pendingBehind(path, pending).length > 0)])
}

/** Of those, what the claim does lack; with the facts of the history that hang on them. */
export function unknownFacts(claim: Claim, state: YearState, pending: ReadonlySet<string>): ReadonlySet<string> {
  const lacking = [...lackingFacts(pending)].filter(path => !claim.facts.has(path))
  const history = state.stays.length === 0 ? [] : Object.keys(HISTORY_FROM).filter(path => pendingBehind(path, pending).length > 0)
  return new Set([...lacking, ...history])
}

/** A pending fact that matters before any rule is looked at: what dates the claim, and what the year remembers of a stay. */
export function pendingFrame(claim: Claim, pack: Pack, pending: ReadonlySet<string>): string | undefined {
  const day = pendingDay(claim, pack, pending)
  if (day !== undefined || claim.facts.get('encounter.kind') !== 'inpatient') return day
  const missing = (path: string): boolean => pending.has(path)
  const open = STAY_DAYS.find(missing)
  if (open !== undefined) return open
  const isRemembered = STAY_DAYS.every(path => claim.facts.has(path))
  // Whether it is a further part of the last stay decides its history, remembered or not.
  return isRemembered ? STAY_FACTS.find(missing) : [STAY_ID].find(missing)
}
