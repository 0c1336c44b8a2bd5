import { neutral, quoted, type SqlType } from './sql-print.ts'
import type { Round } from './sql-rounds.ts'

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

const YEAR = 'PARTITION BY person, year'
const ORDER = 'ORDER BY settle_day, seq'
const EARLIER = `${ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`
const SO_FAR = `${ORDER} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`

/**
 * Columns of ours: the name of the last stay before the claim, whether it is a further part of that one, whether it begins a stay, the number of the
 * last stay up to it, that one's discharge so far, and the same before the claim.
 */
const [BEFORE, IS_PART, BEGINS, STAY, END, END_BEFORE] = ['"h0"', '"h1"', '"h2"', '"h3"', '"h4"', '"h5"'] as const

/** The column of a fact as a claim that is no further part of a stay has it; a further part has what its stay began with. */
const atBegin = (fact: string): string => `h_${fact}`

/** Facts that are the name of a stay before the claim. */
const LAST_STAY = 'history.stayId'
const HELD_STAY = 'history.heldStayId'

const GAP = 'history.gapDays'

type Columns = readonly (readonly [column: string, sql: string])[]

/**
 * The `history.*` facts of those paths as windows over the claims that come before, in the person's year, in rounds: each reads the columns of
 * the rounds before. Claims that are parts of one stay count as one, with the history of the first. `column` names the claim's facts, `given` are
 * the columns of the relation that are no facts. Throws a RangeError for a fact it does not know.
 */
export function historyRounds(
  paths: readonly string[],
  column: (path: string) => string,
  codes: HistoryCodes,
  given: readonly string[],
): readonly Round[] {
  const own = (fact: ReadFact): string => quoted(column(HISTORY_READS[fact]))
  const facts = paths.filter(path => path !== LAST_STAY && path !== HELD_STAY)
  const rounds = [...nameRounds(paths, column, own, codes), ...(facts.length === 0 ? [] : stayRounds(facts, column, own, codes))]
  const known = new Set([...Object.values(HISTORY_READS).map(column), ...rounds.flatMap(adds => adds.map(([added]) => added))])
  return rounds.map(adds => ({
    adds: new Map(adds),
    reads: new Set([...given, ...[...known].filter(name => adds.some(([, sql]) => sql.includes(quoted(name))))]),
  }))
}

type ReadFact = keyof typeof HISTORY_READS
type Own = (fact: ReadFact) => string

/** The names of the stays before a claim, and whether the claim is a further part of the last. */
function nameRounds(paths: readonly string[], column: (path: string) => string, own: Own, codes: HistoryCodes): readonly Columns[] {
  const isInpatient = `${own('kind')} = ${String(codes.kindInpatient)}`
  const name = `CASE WHEN ${own('stayId')} = '' THEN CAST(id AS VARCHAR) ELSE ${own('stayId')} END`
  const before = (which: string): string =>
    `coalesce(last_value(CASE WHEN ${which} THEN ${name} END IGNORE NULLS) OVER (${YEAR} ${EARLIER}), '')`
  const fact = (path: string, sql: string): Columns => (paths.includes(path) ? [[column(path), sql]] : [])
  return [
    [[bare(BEFORE), before(isStay(own, codes))], ...fact(HELD_STAY, before(`${isInpatient} OR ${own('stayId')} <> ''`))],
    [[bare(IS_PART), `(${isInpatient} AND ${own('stayId')} <> '' AND ${own('stayId')} = ${BEFORE})`], ...fact(LAST_STAY, BEFORE)],
  ]
}

function stayRounds(facts: readonly string[], column: (path: string) => string, own: Own, codes: HistoryCodes): readonly Columns[] {
  const stay = isStay(own, codes)
  const begun = (path: string): string => quoted(atBegin(column(path)))
  const atStart = (path: string): string => `max(CASE WHEN ${BEGINS} THEN ${begun(path)} END) OVER (${YEAR}, ${STAY})`
  const ends: readonly Columns[] = [
    [[bare(END), `max(CASE WHEN ${stay} THEN ${own('discharged')} END) OVER (${YEAR}, ${STAY} ${SO_FAR})`]],
    [[bare(END_BEFORE), `lag(${END}) OVER (${YEAR} ${ORDER})`]],
  ]
  return [
    [[bare(BEGINS), `(${stay} AND NOT ${IS_PART})`]],
    [[bare(STAY), `count(*) FILTER (WHERE ${BEGINS}) OVER (${YEAR} ${SO_FAR})`]],
    ...(facts.includes(GAP) ? ends : []),
    facts.map(path => [atBegin(column(path)), factAtBegin(path, own, codes)] as const),
    facts.map(path => [column(path), `CASE WHEN ${IS_PART} THEN ${atStart(path)} ELSE ${begun(path)} END`] as const),
  ]
}

const bare = (column: string): string => column.slice(1, -1)

/** What a year remembers as a stay: one without both days is none. */
const isStay = (own: Own, { kindInpatient }: HistoryCodes): string =>
  `${own('kind')} = ${String(kindInpatient)} AND ${own('admitted')} <> 0 AND ${own('discharged')} <> 0`

function factAtBegin(path: string, own: Own, codes: HistoryCodes): string {
  const count = (partition: string): string => `count(*) FILTER (WHERE ${BEGINS}) OVER (${partition} ${EARLIER})`
  const previous = (value: string): string => `last_value(CASE WHEN ${BEGINS} THEN ${value} END IGNORE NULLS) OVER (${YEAR} ${EARLIER})`
  const orNeutral = (value: string, type: SqlType): string => `coalesce(${previous(value)}, ${neutral(type)})`
  switch (path) {
    case 'history.stays':
      return count(YEAR)
    case 'history.staysSameTier':
      return count(`${YEAR}, ${own('tier')}`)
    case GAP: {
      const gap = `least(greatest(${own('admitted')} - ${END_BEFORE}, 0), ${String(NO_GAP)})`
      return `CASE WHEN ${own('admitted')} = 0 OR ${END_BEFORE} IS NULL THEN ${String(NO_GAP)} ELSE ${gap} END`
    }
    case 'history.previous.institutionId':
      return orNeutral(own('institution'), 'VARCHAR')
    case 'history.previous.tier':
      return `coalesce(${previous(own('tier'))}, ${String(codes.tierUnrated)})`
    case 'history.previous.compliant':
      return orNeutral(own('compliant'), 'BOOLEAN')
    default:
      throw new RangeError(`SQL has no ${path}`)
  }
}
