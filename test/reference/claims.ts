import lakeside from '../packs/lakeside.json' with { type: 'json' }
import { interpret } from './interpret.ts'
import type { Options, ReferenceResult } from './interpret.ts'
import type { Buckets, Facts } from './types.ts'

const STAY: Facts = {
  'person.lowIncomeCategory': 'none',
  'person.managedConditions': [],
  'person.twoDiseaseEnrolled': false,
  'person.familyDoctorContracted': false,
  'person.remotePlacementRegistered': false,
  'insurance.scheme': 'resident',
  'institution.type': 'hospital',
  'institution.tier': 'level2',
  'institution.isPrimary': false,
  'institution.isTcmHospital': false,
  'institution.villageIntegrated': false,
  'encounter.kind': 'inpatient',
  'encounter.admitDate': '2024-06-01',
  'encounter.dischargeDate': '2024-06-10',
  'encounter.serviceDate': '2024-06-10',
  'encounter.settleDate': '2024-06-12',
  'encounter.disease': '',
  'encounter.location': 'sameCounty',
  'encounter.channel': 'inPerson',
  'encounter.tcmOutpatient': false,
  'encounter.caseFlags': [],
  'referral.direction': 'none',
  'referral.compliant': false,
  'cost.total': '10000.00',
  'cost.offCatalogue': '0.00',
  'cost.overLimit': '0.00',
  'cost.advanceSelfPay': '0.00',
  'cost.irregularAmount': '0.00',
  'account.balance': '0.00',
  'account.use': false,
  'history.stays': 0,
  'history.staysSameTier': 0,
  'history.gapDays': 36500,
}

/** A resident's stay of 10000.00 in a county hospital of level 2, unless the facts say otherwise. */
export function stay(facts: Facts = {}, buckets: Buckets = {}, options: Options = {}, pack: unknown = lakeside): ReferenceResult {
  const tier = facts['institution.tier'] ?? STAY['institution.tier']
  return interpret(
    pack,
    'standard',
    { ...STAY, 'institution.ratioTier': tier, 'institution.deductibleTier': tier, ...facts },
    buckets,
    options,
  )
}

export function visit(facts: Facts = {}, buckets: Buckets = {}): ReferenceResult {
  return stay({ 'encounter.kind': 'outpatient', 'encounter.admitDate': undefined, 'encounter.dischargeDate': undefined, ...facts }, buckets)
}

export const day = (date: string): Facts => ({
  'encounter.dischargeDate': date,
  'encounter.serviceDate': date,
  'encounter.settleDate': date,
})

export { lakeside }
