import { formatDay, type DayNumber } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import type { Claim, Identity } from '../facts/claim.ts'
import type { FactValue } from '../facts/spec.ts'
import type { Pack } from '../pack/pack.ts'

const CATEGORY = 'person.lowIncomeCategory'
/** Days of an identity that count as the person's own while it gives the category. */
const DAYS = { recognisedOn: 'person.lowIncomeRecognisedOn', markedOn: 'person.lowIncomeMarkedOn' } as const

/** The facts that dated identities decide. */
export const IDENTITY_FACTS = { category: CATEGORY, ...DAYS } as const

/** The category of a person without any identity. */
export const NO_CATEGORY = 'none'

export interface Identified {
  readonly claim: Claim
  readonly issues: readonly Issue[]
}

/**
 * A claim with the low-income category that its identities make on `day`: the first of the pack's ranking among those in force (`from` included, `to`
 * excluded), and `none` where there are some but none is. A given fact that says otherwise is a `contradiction`. Categories in force that the ranking
 * does not compare are `identitiesUnranked` if the policy reads what they decide, else nothing hangs on them. A claim without identities stays as it is.
 */
export function identify(claim: Claim, day: DayNumber | undefined, pack: Pack, reads: readonly string[]): Identified {
  if (day === undefined || claim.identities.length === 0) return { claim, issues: [] }
  const held = claim.identities.filter(one => one.category !== NO_CATEGORY && one.from <= day && (one.to === undefined || day < one.to))
  const categories = [...new Set(held.map(one => one.category))].sort()
  const rank: readonly string[] = pack.json.identityRank ?? []
  if (categories.length > 1 && categories.some(code => !rank.includes(code))) {
    const isRead = Object.values(IDENTITY_FACTS).some(path => reads.includes(path))
    const params = { categories: categories.join(', '), day: formatDay(day) }
    return { claim, issues: isRead ? [errorIssue('identitiesUnranked', '/person/identities', params)] : [] }
  }
  const category = rank.find(code => categories.includes(code)) ?? categories[0] ?? NO_CATEGORY
  const best = held.filter(one => one.category === category)
  return withFacts(
    claim,
    new Map<string, FactValue>([[CATEGORY, category], ...firstDay(best, 'recognisedOn'), ...firstDay(best, 'markedOn')]),
  )
}

/** The first of those days, as the fact it gives. */
function firstDay(held: readonly Identity[], key: keyof typeof DAYS): readonly (readonly [string, DayNumber])[] {
  const [first] = held
    .map(one => one[key])
    .filter(day => day !== undefined)
    .sort((one, other) => (one < other ? -1 : 1))
  return first === undefined ? [] : [[DAYS[key], first]]
}

function withFacts(claim: Claim, derived: ReadonlyMap<string, FactValue>): Identified {
  const issues = [...derived].flatMap(([fact, value]) => {
    const given = claim.facts.get(fact)
    if (!claim.given.has(fact) || given === undefined || given === value) return []
    return [errorIssue('contradiction', pointer(...fact.split('.')), { fact, given: said(given), derived: said(value) })]
  })
  const facts = new Map([...claim.facts, ...derived])
  return { claim: { ...claim, facts, defaulted: claim.defaulted.filter(path => !derived.has(path)) }, issues }
}

const said = (value: FactValue): string => (typeof value === 'number' ? formatDay(value) : String(value))
