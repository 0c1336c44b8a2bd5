import type { DayBasis, Facts, Pack } from './types.ts'

const FACT: Readonly<Record<DayBasis, string>> = {
  admit: 'encounter.admitDate',
  discharge: 'encounter.dischargeDate',
  service: 'encounter.serviceDate',
  settle: 'encounter.settleDate',
}

export interface Dates {
  readonly rules: string
  readonly month: number
  readonly quarter: number
}

function day(facts: Facts, basis: DayBasis): string | undefined {
  const value = facts[FACT[basis]]
  return typeof value === 'string' ? value : undefined
}

// A visit has no discharge day, so a basis the claim lacks falls back to the default day.
function dayOf(facts: Facts, basis: DayBasis | undefined): string {
  const byKind = facts['encounter.kind'] === 'inpatient' ? day(facts, 'discharge') : undefined
  const found = (basis && day(facts, basis)) ?? byKind ?? day(facts, 'service') ?? day(facts, 'settle')
  if (found === undefined) throw new Error('the claim has no day')
  return found
}

export function datesOf(pack: Pack, facts: Facts): Dates {
  const [firstMonth = 1, firstDay = 1] = (pack.benefitYear?.firstDay ?? '01-01').split('-').map(Number)
  const [, month = 1, date = 1] = dayOf(facts, pack.dateBasis?.benefitYear).split('-').map(Number)
  const elapsed = (month - firstMonth - (date < firstDay ? 1 : 0) + 24) % 12
  return { rules: dayOf(facts, pack.dateBasis?.rules), month: elapsed + 1, quarter: Math.floor(elapsed / 3) + 1 }
}

export function within(date: string, range: { readonly from?: string; readonly to?: string }): boolean {
  return (range.from === undefined || range.from <= date) && (range.to === undefined || date < range.to)
}
