import { civilDay, type DayNumber } from '../base/date.ts'
import type { Claim } from '../facts/claim.ts'
import type { Pack } from '../pack/pack.ts'

type Basis = 'admit' | 'discharge' | 'service' | 'settle'

const FACT_OF: Readonly<Record<Basis, string>> = {
  admit: 'encounter.admitDate',
  discharge: 'encounter.dischargeDate',
  service: 'encounter.serviceDate',
  settle: 'encounter.settleDate',
}

/** The days that decide a claim: which rules are in force, the benefit year with its month (1..12), and which identities hold (absent only if the claim names none). */
export interface ClaimDays {
  readonly rules: DayNumber
  readonly year: number
  readonly month: number
  readonly identity: DayNumber | undefined
}

/** The fact that is missing where a claim names no day at all that could date it. */
export interface NoDay {
  readonly missing: string
}

const KIND = 'encounter.kind'

const defaultBasis = (claim: Claim): Basis => (claim.facts.get(KIND) === 'inpatient' ? 'discharge' : 'service')

/** Each basis in the pack's choice; a day the claim lacks falls back to the discharge of a stay, else the service day, else the settle day. */
export function claimDays(claim: Claim, pack: Pack): ClaimDays | NoDay {
  const byDefault = defaultBasis(claim)
  const day = (basis: Basis | undefined): DayNumber | undefined =>
    dayBases(basis ?? byDefault, byDefault)
      .map(path => claim.facts.get(path))
      .find(found => typeof found === 'number')
  const rules = day(pack.json.dateBasis?.rules)
  const benefit = day(pack.json.dateBasis?.benefitYear)
  const identity = day(pack.json.dateBasis?.identity)
  const isUnidentified = identity === undefined && claim.identities.length > 0
  if (rules === undefined || benefit === undefined || isUnidentified) return { missing: FACT_OF[byDefault] }
  return { rules, identity, ...benefitMonth(benefit, benefitFirstDay(pack)) }
}

/** The facts that may date a claim by one basis, in the order in which they are looked at: the first that is there does. */
const dayBases = (basis: Basis, byDefault: Basis): readonly string[] =>
  [...new Set([basis, byDefault, 'service' as const, 'settle' as const])].map(one => FACT_OF[one])

/** The facts that may give each day of a claim, in the order in which they are looked at. */
export type ClaimDayFacts = Readonly<Record<'rules' | 'benefitYear' | 'identity', readonly string[]>>

/** Those of a stay, or of any other claim. */
export function claimDayFacts(pack: Pack, isStay: boolean): ClaimDayFacts {
  const byDefault: Basis = isStay ? 'discharge' : 'service'
  const { rules, benefitYear, identity } = pack.json.dateBasis ?? {}
  const bases = (basis: Basis | undefined): readonly string[] => dayBases(basis ?? byDefault, byDefault)
  return { rules: bases(rules), benefitYear: bases(benefitYear), identity: bases(identity) }
}

/** The first day of a pack's benefit year, MM-DD. */
export const benefitFirstDay = (pack: Pack): string => pack.json.benefitYear?.firstDay ?? '01-01'

/** A pending fact without which a claim has no date yet; undefined: none is needed. */
export function pendingDay(claim: Claim, pack: Pack, pending: ReadonlySet<string>): string | undefined {
  if (pending.has(KIND)) return KIND
  const byDefault = defaultBasis(claim)
  const { rules, benefitYear, identity } = pack.json.dateBasis ?? {}
  for (const basis of [rules, benefitYear, ...(claim.identities.length > 0 ? [identity] : [])]) {
    const first = dayBases(basis ?? byDefault, byDefault).find(path => pending.has(path) || typeof claim.facts.get(path) === 'number')
    if (first !== undefined && pending.has(first)) return first
  }
  return undefined
}

/** The benefit year of a day, and its month of that year (1..12). `firstDay`: MM-DD. */
export function benefitMonth(day: DayNumber, firstDay: string): { readonly year: number; readonly month: number } {
  const { year, month, dayOfMonth } = civilDay(day)
  const months = month - Number(firstDay.slice(0, 2)) - (dayOfMonth < Number(firstDay.slice(3)) ? 1 : 0)
  return { year: year + Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 }
}
