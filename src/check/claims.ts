import { dayNumber, formatDay } from '../base/date.ts'
import { factSpec } from '../facts/catalogue.ts'
import { HELD_STAY } from '../facts/stay-ids.ts'
import { NO_GAP_DAYS } from '../facts/spec.ts'
import { situationClaim, type SituationClaim } from '../invariant/situation-claim.ts'
import type { Situation } from '../invariant/proof/situation.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { Policy } from '../policy.ts'
import type { YearStateJson } from '../settlement/state.ts'
import type { Assignment } from './search.ts'
import type { DayRange, Variable } from './variables.ts'

/** Totals that are tried where a situation leaves the bill open, in fen: within a year's limits, over thresholds, small, over limits. */
const TOTALS = [1_000_000, 20_000_000, 10_000, 1_000_000_000]

const PLAIN_DAY = dayNumber(2024, 1, 1)

/** Days between an earlier stay and this one, where nothing is said. */
const SOME_DAYS = 30

/** The claims that a situation may be shown by: totals, no items, facts that it leaves open by default. `of`: the variables of this claim. */
export function claimsOf(
  { pack, sheet }: Pick<Policy, 'pack' | 'sheet'>,
  found: Assignment,
  days: DayRange,
  of: (variable: Variable) => boolean = () => true,
): readonly SituationClaim[] {
  const mine = [...found].filter(([variable]) => of(variable))
  const facts = new Map<string, number>()
  const sets = new Map<string, readonly number[]>()
  for (const [variable, value] of mine) {
    if (variable.open !== undefined) {
      if (variable.open.op === 'same' && value === 1) for (const id of variable.open.args) facts.set(id.name, 1)
    } else if (variable.bit === undefined) facts.set(variable.path, value)
    else if (value === 1) sets.set(variable.path, [...(sets.get(variable.path) ?? []), variable.bit])
  }
  if (!facts.has(RULES_DAY)) facts.set(RULES_DAY, Math.min(Math.max(PLAIN_DAY, days.from), days.to))
  const history = new Map([...facts].filter(([path]) => path.startsWith('history.')))
  const own = new Map([...facts].filter(([path]) => !path.startsWith('history.')))
  return totalsOf(own).flatMap(total => {
    const withTotal = new Map([...own, ['cost.total', total] as const])
    withTotal.delete('cost.inPolicy')
    const situation: Situation = { facts: withTotal, sets, parameters: new Map(), slots: new Map(), sums: new Map() }
    const made = situationClaim(pack, sheet, situation, 'check')
    return made === undefined ? [] : [{ claim: made.claim, state: withStays(made.state, history, own) }]
  })
}

function totalsOf(facts: ReadonlyMap<string, number>): readonly number[] {
  const parts = ['cost.offCatalogue', 'cost.overLimit', 'cost.advanceSelfPay'].reduce((sum, path) => sum + (facts.get(path) ?? 0), 0)
  const inPolicy = facts.get('cost.inPolicy')
  if (inPolicy !== undefined) return [inPolicy + parts]
  const total = facts.get('cost.total')
  if (total !== undefined) return [total]
  const least = Math.max(parts, facts.get('cost.irregularAmount') ?? 0)
  return TOTALS.map(one => one + least)
}

/** The earlier stays that a situation speaks of, the last as it says. */
function withStays(state: YearStateJson, history: ReadonlyMap<string, number>, own: ReadonlyMap<string, number>): YearStateJson {
  const value = (name: string): number | undefined => history.get(`history.${name}`)
  const held = history.get(HELD_STAY) === 1 ? { ...state, stayId: 'id1' } : state
  const gap = value('gapDays') ?? NO_GAP_DAYS
  const previousTier = value('previous.tier') ?? 0
  const spoken =
    gap < NO_GAP_DAYS ||
    previousTier > 0 ||
    value('previous.compliant') === 1 ||
    value('previous.institutionId') === 1 ||
    value('stayId') === 1
  const same = value('staysSameTier') ?? 0
  const count = Math.max(value('stays') ?? 0, same, spoken ? 1 : 0)
  if (count === 0 || count > 366) return held
  const tiers = factSpec('institution.tier')?.codes ?? []
  const ownTier = own.get('institution.tier') ?? 0
  const otherTier = ownTier === 0 ? 1 : 0
  const day = own.get(RULES_DAY) ?? 0
  const discharge = formatDay(Math.max(1, day - (gap < NO_GAP_DAYS ? gap : SOME_DAYS)))
  const stays = Array.from({ length: count }, (_, i) => ({
    stayId: `earlier${String(i + 1)}`,
    claimIds: [`earlier${String(i + 1)}`],
    institution: value('previous.institutionId') === 1 ? 'id1' : 'earlier',
    tier: tiers[i < same ? ownTier : otherTier] ?? '',
    admitDate: discharge,
    dischargeDate: discharge,
    compliant: value('previous.compliant') === 1,
    chainId: 'earlier1',
    deductible: '0.00',
  }))
  const last = stays.at(-1)
  if (last !== undefined && value('stayId') === 1) last.stayId = 'id1'
  if (last !== undefined && history.has('history.previous.tier')) last.tier = tiers[previousTier] ?? last.tier
  return { ...held, applied: count, stays }
}
