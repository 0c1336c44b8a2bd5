import { formatDay } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { CONSTRAINTS, PARTS, sumOf, type Constraint } from './constraints.ts'
import { sumItems, type Item } from './items.ts'
import { MAX_FEN, type FactLookup, type FactValue } from './spec.ts'

/** Facts while a claim is read: `set` adds a derived one. */
export interface FactDraft extends FactLookup {
  set(path: string, value: FactValue): void
}

const ITEM_SUMS = ['cost.offCatalogue', 'cost.overLimit', 'cost.advanceSelfPay', 'cost.inPolicy'] as const

const pointerOf = (path: string): string => pointer(...path.split('.'))

/** Facts that are another's value unless they are given. */
export const COPIES = ['institution.ratioTier', 'institution.deductibleTier'] as const
/** The fact that they copy. */
export const TIER = 'institution.tier'

/**
 * Derives what follows from the given facts, and notes where a given fact contradicts them. What only a pending fact decides is left open;
 * facts whose absence says nothing (areas) are looked at as if they were absent.
 */
export function deriveFacts(facts: FactDraft, items: readonly Item[] | null, issues: Issue[], pending: ReadonlySet<string>): void {
  const tier = facts.get(TIER)
  for (const copy of COPIES) if (tier !== undefined && facts.get(copy) === undefined && !pending.has(copy)) facts.set(copy, tier)
  deriveLocation(facts, issues)
  if (items !== null) deriveSums(facts, items, issues, pending)
  else if (!PARTS.some(part => pending.has(part))) deriveInPolicy(facts, issues)
}

function deriveLocation(facts: FactDraft, issues: Issue[]): void {
  const possible = possibleLocations(facts)
  const given = facts.get('encounter.location')
  const [first] = possible
  if (given === undefined) {
    if (first !== undefined && possible.length === 1) facts.set('encounter.location', first)
  } else if (first !== undefined && typeof given === 'string' && !possible.includes(given)) {
    const params = { fact: 'encounter.location', given, derived: possible.join(' | ') }
    issues.push(errorIssue('contradiction', '/encounter/location', params))
  }
}

/** The locations the areas allow; empty if they say nothing. */
function possibleLocations(facts: FactLookup): readonly string[] {
  const [poolCity, city] = [area(facts, 'insurance.poolCity'), area(facts, 'institution.city')]
  if (poolCity === 0 || city === 0) return []
  if (poolCity !== city) return Math.floor(poolCity / 10000) === Math.floor(city / 10000) ? ['outCityInProvince'] : ['outProvince']
  const adminLevel = facts.get('institution.adminLevel')
  if (adminLevel === 'city') return ['cityOwned']
  const [insured, treated] = [area(facts, 'insurance.county'), area(facts, 'institution.county')]
  const known = insured !== 0 && treated !== 0
  const byCounty = known ? [insured === treated ? 'sameCounty' : 'otherCountySameCity'] : ['sameCounty', 'otherCountySameCity']
  return adminLevel === undefined ? [...byCounty, 'cityOwned'] : byCounty
}

function area(facts: FactLookup, path: string): number {
  const value = facts.get(path)
  return typeof value === 'number' ? value : 0
}

function deriveInPolicy(facts: FactDraft, issues: Issue[]): void {
  const total = facts.get('cost.total')
  if (typeof total !== 'number') return
  const derived = total - sumOf(facts, PARTS)
  if (derived < 0) return
  const given = facts.get('cost.inPolicy')
  if (given === undefined) facts.set('cost.inPolicy', derived)
  // After a cost that could not be read the difference would only repeat that issue.
  else if (typeof given === 'number' && given !== derived && !issues.some(issue => issue.path.startsWith('/cost/'))) {
    issues.push(errorIssue('inPolicyDiffers', '/cost/inPolicy', { given: formatMoney(given), derived: formatMoney(derived) }))
  }
}

/** Notes the totals given beside items, which are their sums. */
export function refuseTotals(facts: FactLookup, issues: Issue[]): void {
  for (const path of ITEM_SUMS) {
    if (facts.get(path) !== undefined) issues.push(errorIssue('itemsAndTotals', pointerOf(path), { key: path }))
  }
}

function deriveSums(facts: FactDraft, items: readonly Item[], issues: Issue[], pending: ReadonlySet<string>): void {
  const sums = sumItems(items)
  const given = facts.get('cost.total')
  if (typeof given === 'number' && given !== sums.total) {
    issues.push(errorIssue('itemsTotalDiffers', '/cost/total', { given: formatMoney(given), derived: formatMoney(sums.total) }))
  } else if (sums.total > MAX_FEN) {
    issues.push(errorIssue('tooLarge', '/cost/items', { received: formatMoney(sums.total), max: formatMoney(MAX_FEN) }))
  }
  facts.set('cost.total', sums.total)
  facts.set('cost.offCatalogue', sums.offCatalogue)
  facts.set('cost.overLimit', sums.overLimit)
  facts.set('cost.advanceSelfPay', sums.advanceSelfPay)
  facts.set('cost.inPolicy', sums.inPolicy)
  const irregular = 'cost.irregularAmount'
  if (facts.get(irregular) === undefined && !pending.has(irregular)) facts.set(irregular, sums.irregularAmount)
}

/** Notes every constraint that the facts break. */
export function checkConstraints(facts: FactLookup, issues: Issue[]): void {
  for (const constraint of CONSTRAINTS) if (!constraint.holds(facts)) issues.push(constraintIssue(constraint, facts))
}

function constraintIssue(constraint: Constraint, facts: FactLookup): Issue {
  const path = pointerOf(constraint.fact)
  if (constraint.order !== undefined) {
    const [earlier, later] = constraint.order
    const day = (fact: string): string => formatDay(Number(facts.get(fact)))
    return errorIssue('daysOutOfOrder', path, { later, laterDay: day(later), earlier, earlierDay: day(earlier) })
  }
  if (constraint.within !== undefined && constraint.within.parts.length > 1) {
    const { parts, of } = constraint.within
    return errorIssue('partsExceedTotal', path, { parts: formatMoney(sumOf(facts, parts)), total: formatMoney(sumOf(facts, [of])) })
  }
  return errorIssue('factConstraint', path, { constraint: constraint.code, zh: `${constraint.zh}。`, en: `${constraint.en}.` })
}
