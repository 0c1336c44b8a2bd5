import type { ClaimRecord } from '../../src/expression/readings/record.ts'
import { codesOf } from '../../src/facts/domain.ts'

/**
 * A claim of the lakeside job as every peer takes it: codes as text, money in fen, the date as a civil day, the year's slots before the claim.
 * The lines of a bill are summed to four totals before, since publicodes has no lists.
 */
export interface PeerClaim {
  readonly day: number
  readonly month: number
  readonly kind: string
  readonly scheme: string
  readonly channel: string
  readonly location: string
  readonly institutionType: string
  readonly tier: string
  readonly ratioTier: string
  readonly deductibleTier: string
  readonly disease: string
  readonly lowIncome: string
  readonly direction: string
  readonly remotePlaced: boolean
  readonly villageIntegrated: boolean
  readonly tcmHospital: boolean
  readonly tcmOutpatient: boolean
  readonly pathwayDeviation: boolean
  readonly urgentRescue: boolean
  readonly hypertension: boolean
  readonly diabetes: boolean
  readonly enrolled: boolean
  readonly familyDoctor: boolean
  readonly compliant: boolean
  readonly allianceId: string
  readonly fromAllianceId: string
  readonly fromId: string
  readonly previousId: string
  readonly gapDays: number
  readonly stays: number
  readonly staysSameTier: number
  readonly irregular: number
  readonly total: number
  readonly offCatalogue: number
  readonly overLimit: number
  readonly advanceSelfPay: number
  readonly yearPaid: number
  readonly visits: number
  readonly visitsUnrated: number
  readonly visitsLevel1: number
  readonly visitsLevel2: number
  readonly visitsLevel3: number
  readonly costMonth: number
  readonly monthCost: number
  readonly seriousUsed: number
  readonly seriousBorne: number
  readonly seriousPaidBefore: number
  readonly assistanceBorne: number
  readonly assistancePaidBefore: number
  readonly episode: number
}

/** What every peer answers, in the order of the job's expected values: LINES of job.ts, then the slots after the claim. */
export const OUTPUTS = [
  ...['total', 'inPolicy', 'deductible', 'ratio', 'paid', 'seriousPaid', 'assistancePaid', 'fund', 'personal'],
  ...['nextYearPaid', 'nextVisits', 'nextVisitsUnrated', 'nextVisitsLevel1', 'nextVisitsLevel2', 'nextVisitsLevel3'],
  ...['nextMonth', 'nextMonthCost', 'nextSeriousUsed', 'nextSeriousBorne', 'nextSeriousPaid'],
  ...['nextAssistanceBorne', 'nextAssistancePaid', 'nextEpisode'],
] as const

/** The field of a peer's claim, or the value its model derives, that stands for a column of a table. */
export const FIELDS: Readonly<Record<string, string>> = {
  'insurance.scheme': 'scheme',
  'encounter.kind': 'kind',
  'institution.isPrimary': 'primary',
  'institution.ratioTier': 'ratioTier',
  'institution.deductibleTier': 'treatedTier',
  'derived.need': 'need',
}

const half = (value: number): number => Math.floor((value + 5000) / 10000)

/** Sums of a bill's lines, each rounded; class 2 is C, kinds 0 and 2 are those of Chinese medicine. */
function totalsOf({ facts, items }: ClaimRecord): Pick<PeerClaim, 'total' | 'offCatalogue' | 'overLimit' | 'advanceSelfPay'> {
  const n = (key: string): number => Number(facts[`cost_${key}`])
  if (n('hasItems') === 0)
    return { total: n('total'), offCatalogue: n('offCatalogue'), overLimit: n('overLimit'), advanceSelfPay: n('advanceSelfPay') }
  const sums = { total: 0, offCatalogue: 0, overLimit: 0, advanceSelfPay: 0 }
  for (const item of items) {
    const { amount = 0, overLimit = 0, selfPayShare = 0, catalogueClass = 0, itemKind = 0 } = item
    sums.total += amount
    if (catalogueClass === 2) {
      sums.offCatalogue += amount
      continue
    }
    const above = Math.min(overLimit, amount)
    const lower = facts['institution_isTcmHospital'] === 1 && catalogueClass === 1 && (itemKind === 0 || itemKind === 2) ? 500 : 0
    sums.overLimit += above
    sums.advanceSelfPay += half((amount - above) * Math.max(0, selfPayShare - lower))
  }
  return sums
}

/** Bits of sets are those of the sheet: the codes that the pack names, by code unit. */
export function peerClaim(record: ClaimRecord): PeerClaim {
  const { facts, state } = record
  const n = (key: string): number => Number(facts[key])
  const flag = (key: string): boolean => n(key) === 1
  const bit = (key: string, index: number): boolean => (n(key) & (1 << index)) !== 0
  const code = (path: string): string => codesOf(path)[n(path.replaceAll('.', '_'))] ?? ''
  const totals = totalsOf(record)
  const slot = (index: number): number => state[`s${String(index)}`] ?? 0
  return {
    day: n('date_rules'),
    month: n('date_month'),
    kind: code('encounter.kind'),
    scheme: code('insurance.scheme'),
    channel: code('encounter.channel'),
    location: code('encounter.location'),
    institutionType: code('institution.type'),
    tier: code('institution.tier'),
    ratioTier: code('institution.ratioTier'),
    deductibleTier: code('institution.deductibleTier'),
    disease: flag('encounter_disease') ? 'J45' : '',
    lowIncome: code('person.lowIncomeCategory'),
    direction: code('referral.direction'),
    remotePlaced: flag('person_remotePlacementRegistered'),
    villageIntegrated: flag('institution_villageIntegrated'),
    tcmHospital: flag('institution_isTcmHospital'),
    tcmOutpatient: flag('encounter_tcmOutpatient'),
    pathwayDeviation: bit('encounter_caseFlags', 0),
    urgentRescue: bit('encounter_caseFlags', 1),
    diabetes: bit('person_managedConditions', 0),
    hypertension: bit('person_managedConditions', 1),
    enrolled: flag('person_twoDiseaseEnrolled'),
    familyDoctor: flag('person_familyDoctorContracted'),
    compliant: flag('referral_compliant'),
    allianceId: String(facts['institution_allianceId']),
    fromAllianceId: String(facts['referral_from_allianceId']),
    fromId: String(facts['referral_from_id']),
    previousId: String(facts['history_previous_institutionId']),
    gapDays: n('history_gapDays'),
    stays: n('history_stays'),
    staysSameTier: n('history_staysSameTier'),
    irregular: n('cost_irregularAmount'),
    total: totals.total,
    offCatalogue: totals.offCatalogue,
    overLimit: totals.overLimit,
    advanceSelfPay: totals.advanceSelfPay,
    yearPaid: slot(0),
    visits: slot(1),
    visitsUnrated: slot(2),
    visitsLevel1: slot(3),
    visitsLevel2: slot(4),
    visitsLevel3: slot(5),
    costMonth: slot(6),
    monthCost: slot(7),
    seriousUsed: slot(8),
    seriousBorne: slot(9),
    seriousPaidBefore: slot(10),
    assistanceBorne: slot(11),
    assistancePaidBefore: slot(12),
    episode: slot(13),
  }
}
