import { describe, expect, it } from 'vitest'
import { FACTS, factSpec } from '../../src/facts/catalogue.ts'
import { CONSTRAINTS } from '../../src/facts/constraints.ts'
import type { FactSpec, FactValue } from '../../src/facts/spec.ts'

/** Every fact of the vocabulary that describes one claim; records as their parts. */
const VOCABULARY = `
person.id person.hukouArea person.residenceArea person.lowIncomeCategory person.rural person.lowIncomeRecognisedOn person.lowIncomeMarkedOn
person.extremePovertySupport person.conditions person.conditionPhase person.managedConditions person.chronicRecognised person.twoDiseaseEnrolled
person.familyDoctorContracted person.remotePlacementRegistered person.remotePlacementCount person.remotePlacementBenefitUsed
person.mobileNewFormWorker person.disabilityAssessed person.employment
insurance.scheme insurance.poolCity insurance.county insurance.enrolled insurance.ltcEnrolled insurance.civilServant insurance.benefitFrom
region.resourcesWeak region.fundSurplusAmple
institution.id institution.type institution.tier institution.adminLevel institution.isPrimary institution.ratioTier institution.deductibleTier
institution.ownership institution.isTcmHospital institution.villageIntegrated institution.parentId institution.designated
institution.outpatientPoolDesignated institution.allianceId institution.allianceRole institution.city institution.county
institution.policyFlags institution.capabilities institution.settlementMethod institution.conduct.wellManaged
institution.conduct.operatingNormally institution.conduct.solvent institution.conduct.supportsReform institution.conduct.policyStrict
institution.conduct.qualityMet institution.conduct.fundUseCompliant institution.onRemotePlatform institution.networked
institution.crossDesignated
encounter.kind encounter.admitDate encounter.dischargeDate encounter.serviceDate encounter.settleDate encounter.episodeId encounter.stayId
encounter.part encounter.disease encounter.diseaseGroup encounter.location encounter.channel encounter.cause encounter.tcmOutpatient
encounter.caseFlags encounter.dischargeCriteriaMet encounter.refusesManagement encounter.informedConsent encounter.identityVerified
encounter.directlySettled encounter.irregularities encounter.treatableHere encounter.needsInpatient
referral.direction referral.compliant
referral.from.id referral.from.type referral.from.tier referral.from.adminLevel referral.from.allianceId referral.from.city referral.from.county
referral.to.id referral.to.type referral.to.tier referral.to.adminLevel referral.to.allianceId referral.to.city referral.to.county
referral.reason referral.filedVia referral.whitelist referral.firstContactAtPrimary referral.filedOn referral.validFrom referral.validTo
cost.total cost.offCatalogue cost.overLimit cost.advanceSelfPay cost.inPolicy cost.irregularAmount
account.balance account.use
history.stays history.staysSameTier history.gapDays history.previous.institutionId history.previous.tier history.previous.compliant
`
  .trim()
  .split(/\s+/)

const WITHOUT_DEFAULT = [
  'insurance.scheme',
  'institution.type',
  'institution.tier',
  'institution.adminLevel',
  'institution.isPrimary',
  'institution.ratioTier',
  'institution.deductibleTier',
  'encounter.kind',
  'encounter.location',
  'cost.total',
  'cost.inPolicy',
]

function inDomain(spec: FactSpec, value: FactValue): boolean {
  switch (spec.type) {
    case 'flag':
      return typeof value === 'boolean'
    case 'int':
    case 'money':
      return Number.isInteger(value) && (value as number) >= (spec.min ?? 0) && (value as number) <= (spec.max ?? 0)
    case 'enum':
      return (spec.codes ?? []).includes(value as string)
    case 'set':
      return Array.isArray(value) && value.every(code => spec.codes?.includes(code as string))
    case 'area':
      return value === 0
    case 'id':
    case 'code':
      return value === ''
    case 'day':
      return false
  }
}

describe('the catalogue of facts', () => {
  it('holds the facts of the vocabulary, and no others', () => {
    expect(FACTS.map(spec => spec.path).sort()).toEqual([...VOCABULARY].sort())
  })

  it('names each path once', () => {
    expect(new Set(FACTS.map(spec => spec.path)).size).toBe(FACTS.length)
  })

  it('lets no path lie below another', () => {
    const paths = new Set(FACTS.map(spec => spec.path))
    for (const path of paths) expect(paths.has(path.slice(0, path.lastIndexOf('.')))).toBe(false)
  })

  it.each(FACTS)('labels $path in Chinese and English', ({ label }) => {
    expect(label.zh).toMatch(/\p{Script=Han}/u)
    expect(label.en).toMatch(/^[A-Z]/)
  })

  it('labels every code in both languages', () => {
    for (const { codes = [], codeLabels = {} } of FACTS) {
      expect(Object.keys(codeLabels)).toEqual(codes)
      for (const { zh, en } of Object.values(codeLabels)) {
        expect(zh).not.toBe('')
        expect(en).not.toBe('')
      }
    }
  })

  it('gives every enum codes, each once', () => {
    for (const spec of FACTS.filter(({ type }) => type === 'enum')) {
      expect(spec.codes?.length, spec.path).toBeGreaterThan(1)
      expect(new Set(spec.codes).size).toBe(spec.codes?.length)
    }
  })

  it('keeps every default in its domain', () => {
    for (const spec of FACTS) if (spec.default !== undefined) expect(inDomain(spec, spec.default), spec.path).toBe(true)
  })

  it('has no default for what only the claim can say, and for days', () => {
    const without = FACTS.filter(spec => spec.default === undefined && spec.type !== 'day').map(spec => spec.path)
    expect(without.sort()).toEqual([...WITHOUT_DEFAULT].sort())
    expect(FACTS.filter(spec => spec.type === 'day' && spec.default !== undefined)).toEqual([])
  })

  it('finds a fact by its path, and nothing by the names of Object.prototype', () => {
    expect(factSpec('institution.tier')?.label.zh).toBe('医院等级')
    for (const name of ['constructor', '__proto__', 'toString', '', 'institution']) expect(factSpec(name)).toBeUndefined()
  })

  it('lets constraints name only facts and codes that there are', () => {
    for (const constraint of CONSTRAINTS) {
      const paths = [constraint.fact, ...(constraint.order ?? []), ...(constraint.within?.parts ?? [])]
      for (const path of paths) expect(factSpec(path), path).toBeDefined()
      for (const { fact, codes } of constraint.never ?? []) for (const code of codes) expect(factSpec(fact)?.codes).toContain(code)
      expect([constraint.never, constraint.order, constraint.within].filter(form => form !== undefined)).toHaveLength(1)
      expect(constraint.holds(new Map())).toBe(true)
    }
  })
})
