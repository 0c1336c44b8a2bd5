import { neutral, quoted } from './sql-print.ts'

/** Facts of the claim that `history.*` is computed from, over the inpatient stays of the person's year. */
export const HISTORY_READS = {
  kind: 'encounter.kind',
  tier: 'institution.tier',
  institution: 'institution.id',
  admitted: 'encounter.admitDate',
  discharged: 'encounter.dischargeDate',
  compliant: 'referral.compliant',
  stayId: 'encounter.stayId',
} as const

/** Positions in the lists of codes of `encounter.kind` and `institution.tier`. */
export interface HistoryCodes {
  readonly kindInpatient: number
  readonly tierUnrated: number
}

/** `history.gapDays` without a previous stay, and its most: the neutral value of the catalogue. */
const NO_GAP = 36_500

const EARLIER = 'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING'

/**
 * One `history.*` fact as a window expression over the claims that come before, in the person's year. `column` names the claim's facts.
 * Throws a RangeError for a fact it does not know.
 */
export function historyFact(path: string, column: (path: string) => string, codes: HistoryCodes): string {
  const read = (fact: keyof typeof HISTORY_READS): string => quoted(column(HISTORY_READS[fact]))
  const stay = `${read('kind')} = ${String(codes.kindInpatient)}`
  const stayName = `CASE WHEN ${read('stayId')} = '' THEN id ELSE ${read('stayId')} END`
  const year = 'PARTITION BY person, year'
  const order = 'ORDER BY settle_day, seq'
  const count = (partition: string): string => `count(*) FILTER (WHERE ${stay}) OVER (${partition} ${order} ${EARLIER})`
  const previous = (value: string): string =>
    `last_value(CASE WHEN ${stay} THEN ${value} END IGNORE NULLS) OVER (${year} ${order} ${EARLIER})`
  switch (path) {
    case 'history.stays':
      return count(year)
    case 'history.staysSameTier':
      return count(`${year}, ${read('tier')}`)
    case 'history.gapDays': {
      const gap = `least(greatest(${read('admitted')} - ${previous(read('discharged'))}, 0), ${String(NO_GAP)})`
      return `CASE WHEN ${read('admitted')} = 0 OR ${previous('TRUE')} IS NULL THEN ${String(NO_GAP)} ELSE ${gap} END`
    }
    case 'history.previous.institutionId':
      return `coalesce(${previous(read('institution'))}, ${neutral('VARCHAR')})`
    case 'history.previous.tier':
      return `coalesce(${previous(read('tier'))}, ${String(codes.tierUnrated)})`
    case 'history.previous.compliant':
      return `coalesce(${previous(read('compliant'))}, ${neutral('BOOLEAN')})`
    case 'history.heldStayId':
      return `coalesce(last_value(CASE WHEN ${stay} OR ${read('stayId')} <> '' THEN ${stayName} END IGNORE NULLS) OVER (${year} ${order} ${EARLIER}), '')`
    default:
      throw new RangeError(`SQL has no ${path}`)
  }
}
