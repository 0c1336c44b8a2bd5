import { columnJob } from '../column-job.ts'
import { settleColumnsByHand, type HandInput } from '../hand-columns.ts'
import { agree, serve } from '../job.ts'

const NAMES: Readonly<Record<Exclude<keyof HandInput, 'slots'>, string>> = {
  day: 'date.rules',
  month: 'date.month',
  kind: 'encounter.kind',
  scheme: 'insurance.scheme',
  channel: 'encounter.channel',
  location: 'encounter.location',
  remotePlaced: 'person.remotePlacementRegistered',
  type: 'institution.type',
  villageIntegrated: 'institution.villageIntegrated',
  tier: 'institution.tier',
  ratioTier: 'institution.ratioTier',
  deductibleTier: 'institution.deductibleTier',
  tcmHospital: 'institution.isTcmHospital',
  tcmOutpatient: 'encounter.tcmOutpatient',
  disease: 'encounter.disease',
  low: 'person.lowIncomeCategory',
  managed: 'person.managedConditions',
  enrolled: 'person.twoDiseaseEnrolled',
  familyDoctor: 'person.familyDoctorContracted',
  caseFlags: 'encounter.caseFlags',
  direction: 'referral.direction',
  compliant: 'referral.compliant',
  alliance: 'institution.allianceId',
  fromAlliance: 'referral.from.allianceId',
  from: 'referral.from.id',
  previous: 'history.previous.institutionId',
  gapDays: 'history.gapDays',
  stays: 'history.stays',
  staysSameTier: 'history.staysSameTier',
  irregular: 'cost.irregularAmount',
  total: 'cost.total',
  offCatalogue: 'cost.offCatalogue',
  overLimit: 'cost.overLimit',
  advanceSelfPay: 'cost.advanceSelfPay',
  starts: 'item.start',
  itemAmount: 'item.amount',
  itemOverLimit: 'item.overLimit',
  itemShare: 'item.selfPayShare',
  itemClass: 'item.catalogueClass',
  itemKind: 'item.itemKind',
}

const { job, policy, given } = columnJob({})
const rows = job.claims.length
const input = {
  ...Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, given[name]])),
  slots: policy.sheet.slots.map(slot => given[`state.${slot.id}`]),
} as unknown as HandInput
const out = job.claims[0]!.expected.map(() => new Float64Array(rows))
const guards = new Int32Array(rows)

settleColumnsByHand(input, out, guards, rows)
agree(job, (_, row) => (guards[row] === -1 ? out.map(column => column[row]!) : []))
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      settleColumnsByHand(input, out, guards, rows)
      fund += out[7]![done % rows]!
      done += rows
    } while (performance.now() - start < milliseconds)
    if (fund < 0) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
