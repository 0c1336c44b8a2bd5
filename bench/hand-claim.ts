import type { ClaimRecord } from '../src/expression/readings/record.ts'
import type { HandClaim, HandState } from './hand-written.ts'

export function handClaim({ facts, items }: ClaimRecord): HandClaim {
  const n = (key: string): number => Number(facts[key])
  const text = (key: string): string => String(facts[key])
  return {
    day: n('date_rules'),
    month: n('date_month'),
    kind: n('encounter_kind'),
    scheme: n('insurance_scheme'),
    channel: n('encounter_channel'),
    location: n('encounter_location'),
    remotePlaced: n('person_remotePlacementRegistered') === 1,
    type: n('institution_type'),
    villageIntegrated: n('institution_villageIntegrated') === 1,
    tier: n('institution_tier'),
    ratioTier: n('institution_ratioTier'),
    deductibleTier: n('institution_deductibleTier'),
    tcmHospital: n('institution_isTcmHospital') === 1,
    tcmOutpatient: n('encounter_tcmOutpatient') === 1,
    asthma: n('encounter_disease') === 1,
    low: n('person_lowIncomeCategory'),
    managed: n('person_managedConditions'),
    enrolled: n('person_twoDiseaseEnrolled') === 1,
    familyDoctor: n('person_familyDoctorContracted') === 1,
    caseFlags: n('encounter_caseFlags'),
    direction: n('referral_direction'),
    compliant: n('referral_compliant') === 1,
    alliance: text('institution_allianceId'),
    fromAlliance: text('referral_from_allianceId'),
    from: text('referral_from_id'),
    previous: text('history_previous_institutionId'),
    gapDays: n('history_gapDays'),
    stays: n('history_stays'),
    staysSameTier: n('history_staysSameTier'),
    irregular: n('cost_irregularAmount'),
    total: n('cost_total'),
    offCatalogue: n('cost_offCatalogue'),
    overLimit: n('cost_overLimit'),
    advanceSelfPay: n('cost_advanceSelfPay'),
    items:
      n('cost_hasItems') === 0
        ? null
        : items.map(item => ({
            amount: item['amount'] ?? 0,
            overLimit: item['overLimit'] ?? 0,
            share: item['selfPayShare'] ?? 0,
            class: item['catalogueClass'] ?? 0,
            kind: item['itemKind'] ?? 0,
          })),
  }
}

export function handState(state: ClaimRecord['state']): HandState {
  const slot = (index: number): number => state[`s${String(index)}`] ?? 0
  return {
    yearPaid: slot(0),
    visits: slot(1),
    visitsUnrated: slot(2),
    visitsLevel1: slot(3),
    visitsLevel2: slot(4),
    visitsLevel3: slot(5),
    month: slot(6),
    monthCost: slot(7),
    seriousBase: slot(8),
    seriousThreshold: slot(9),
    seriousPaid: slot(10),
    assistanceThreshold: slot(11),
    assistancePaid: slot(12),
    episode: slot(13),
  }
}
