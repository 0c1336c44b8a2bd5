import { FIRST_DAY, LAST_DAY } from '../base/date.ts'
import { MAX_FEN, type FactDomain, type FactType, type FactValue } from './spec.ts'

/**
 * Every fact of one claim, in the order in which outputs list them: an object a line, below it its fields. After the name stand the type (none:
 * flag) and, in this order, `open` (other codes are allowed), the codes (`@path`: those of another fact), `<` and the greatest number,
 * `~` for a fact derived from others, and the default where it is not that of the type (`?`: none). Facts of `history` are read from the state.
 */
const FACTS = `
person
  id id
  hukouArea area
  residenceArea area
  lowIncomeCategory enum none,minimumLivingAllowance,extremePoverty,povertyReturnMonitored,marginalLowIncome,rigidExpenditurePatient,otherHardship =none
  rural
  lowIncomeRecognisedOn day
  lowIncomeMarkedOn day
  extremePovertySupport enum none,concentrated,dispersed =none
  conditions set open hypertension,diabetes,tuberculosis,severeMentalIllness,tumourRadioChemo,endStageRenal,leukaemia,haemophilia
  conditionPhase enum unspecified,stable,acute,postOpRecovery,maintenance =unspecified
  managedConditions set open @person.conditions
  chronicRecognised
  twoDiseaseEnrolled
  familyDoctorContracted
  remotePlacementRegistered
  remotePlacementCount int <1000
  remotePlacementBenefitUsed
  mobileNewFormWorker
  disabilityAssessed
  employment enum none,inService,retired =none
insurance
  scheme enum resident,employee
  poolCity area
  county area
  enrolled flag =true
  ltcEnrolled
  civilServant
  benefitFrom day
region
  resourcesWeak
  fundSurplusAmple
institution
  id id
  type enum villageClinic,communityStation,townshipCentre,communityCentre,hospital,retailPharmacy,nursingHome,nursingHospital,internetHospital,financialOutlet
  tier enum unrated,level1,level2,level3
  adminLevel enum village,township,county,city,province,national
  isPrimary flag ?
  ratioTier enum @institution.tier ~
  deductibleTier enum @institution.tier ~
  ownership enum government,collective,otherPublic,private =government
  isTcmHospital
  villageIntegrated
  parentId id
  designated flag =true
  outpatientPoolDesignated
  allianceId id
  allianceRole enum none,lead,member =none
  city area
  county area
  policyFlags set countySubCentre,communityHospital,qualityServiceRecommended,provincialTcmPilot,qualifies
  capabilities set longPrescription,maintenanceTherapy,rareDisease,prescribeAndDispense,expertSurgery
  settlementMethod enum fee,dip,drg,diseaseCharge,capitation,perDiem =fee
institution.conduct
  wellManaged
  operatingNormally
  solvent
  supportsReform
  policyStrict
  qualityMet
  fundUseCompliant
institution
  onRemotePlatform
  networked
  crossDesignated
encounter
  kind enum inpatient,outpatient,outpatientChronic,outpatientTwoDisease,daySurgery,preOpOutpatientExam,dualChannelDrug,ltcInstitutionMedical,ltcResidential,ltcHome
  admitDate day
  dischargeDate day
  serviceDate day
  settleDate day
  episodeId id
  stayId id
  part enum interim,final =final
  disease code open @person.conditions
  diseaseGroup code open
  location enum sameCounty,otherCountySameCity,cityOwned,outCityInProvince,outProvince ~
  channel enum inPerson,internet,outreach,home =inPerson
  cause enum illness,accident,maternity =illness
  tcmOutpatient
  caseFlags set difficultCase,innovativeTechnology,expertSurgery,pathwayDeviation,urgentRescue,followUpOfHigherVisit,tcmPathway
  dischargeCriteriaMet
  refusesManagement
  informedConsent
  identityVerified
  directlySettled
  irregularities set inducedAdmission,lowIndication,bedHanging,splitStay,nonStandardCare,fraud,refusedPatient
  treatableHere flag =true
  needsInpatient
referral
  direction enum none,up,down,lateral =none
  compliant
referral.from
  id id
  type enum none,@institution.type =none
  tier enum @institution.tier =unrated
  adminLevel enum none,@institution.adminLevel =none
  allianceId id
  city area
  county area
referral.to
  id id
  type enum none,@institution.type =none
  tier enum @institution.tier =unrated
  adminLevel enum none,@institution.adminLevel =none
  allianceId id
  city area
  county area
referral
  reason enum none,hospitalRecommended,other =none
  filedVia enum none,smartPlatform,other =none
  whitelist set county,city
  firstContactAtPrimary
  filedOn day
  validFrom day
  validTo day
cost
  total money ?
  offCatalogue money
  overLimit money
  advanceSelfPay money
  inPolicy money ~ ?
  irregularAmount money
account
  balance money
  use
history
  stays int <1000000
  staysSameTier int <1000000
  gapDays int <36500 =36500
history.previous
  institutionId id
  tier enum @institution.tier =unrated
  compliant
`

const EMPTY: FactValue = Object.freeze([])

const DEFAULTS: Readonly<Partial<Record<FactType, FactValue>>> = { flag: false, int: 0, money: 0, id: '', area: 0, code: '', set: EMPTY }

const RANGES: Readonly<Partial<Record<FactType, Pick<FactDomain, 'min' | 'max'>>>> = {
  int: { min: 0 },
  money: { min: 0, max: MAX_FEN },
  day: { min: FIRST_DAY, max: LAST_DAY },
}

const BY_PATH: ReadonlyMap<string, FactDomain> = read()

/** What values each fact may have, in order of the catalogue. */
export const DOMAINS: readonly FactDomain[] = [...BY_PATH.values()]

/** What values the fact of that dotted path may have. */
export const factDomain = (path: string): FactDomain | undefined => BY_PATH.get(path)

/** Its codes; none where there is no such fact. */
export const codesOf = (path: string): readonly string[] => BY_PATH.get(path)?.codes ?? []

function read(): ReadonlyMap<string, FactDomain> {
  const facts = new Map<string, FactDomain>()
  let object = ''
  for (const line of FACTS.trim().split('\n')) {
    if (!line.startsWith(' ')) object = line
    else {
      const [name = '', ...words] = line.trim().split(' ')
      const path = `${object}.${name}`
      facts.set(path, domain(path, words, facts))
    }
  }
  return facts
}

function domain(path: string, [type = 'flag', ...words]: readonly string[], known: ReadonlyMap<string, FactDomain>): FactDomain {
  const kind = type as FactType
  const isCoded = kind === 'enum' || kind === 'set' || kind === 'code'
  let byDefault = DEFAULTS[kind]
  const made: { -readonly [K in keyof FactDomain]: FactDomain[K] } = { path, type: kind, ...(isCoded ? { codes: [] } : RANGES[kind]) }
  for (const word of words) {
    const rest = word.slice(1)
    if (word === 'open') made.open = true
    else if (word === '~') made.source = 'derived'
    else if (word === '?') byDefault = undefined
    else if (word.startsWith('<')) made.max = Number(rest)
    else if (!word.startsWith('='))
      made.codes = word.split(',').flatMap(code => (code.startsWith('@') ? (known.get(code.slice(1))?.codes ?? []) : code))
    else byDefault = kind === 'int' ? Number(rest) : kind === 'flag' || rest
  }
  if (byDefault !== undefined) made.default = byDefault
  if (path.startsWith('history.')) made.source = 'history'
  return made
}
