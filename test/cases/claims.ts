import { expect } from 'vitest'
import lakeside from '../packs/lakeside.json' with { type: 'json' }
import { interpret } from '../reference/interpret.ts'
import type { Options, ReferenceResult } from '../reference/interpret.ts'
import type { Buckets, Facts } from '../reference/types.ts'
import { readingDifferences } from '../support/readings.ts'

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

/**
 * A resident's stay of 10000.00 in a county hospital of level 2, unless the facts say otherwise, as the reference interprets it.
 * Every case is also a case of the readings of the sheet: generated code, no-eval, and the plain walk must say the same.
 */
export function stay(facts: Facts = {}, buckets: Buckets = {}, options: Options = {}, pack: unknown = lakeside): ReferenceResult {
  const tier = facts['institution.tier'] ?? STAY['institution.tier']
  const all = { ...STAY, 'institution.ratioTier': tier, 'institution.deductibleTier': tier, ...facts }
  const result = interpret(pack, 'standard', all, buckets, options)
  expect(readingDifferences(pack, all, buckets, options.parameters ?? {}, result)).toEqual([])
  return result
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
