import { DISEASES, LOW_INCOME_CATEGORIES, orNone } from './codes.ts'
import type { FactLabels } from './label.ts'

/** Facts about the insured person. */
export const PERSON_LABELS: FactLabels = {
  'person.id': ['人员标识', 'Person'],
  'person.hukouArea': ['户籍地', 'Area of household registration'],
  'person.residenceArea': ['居住地', 'Area of residence'],
  'person.lowIncomeCategory': ['低收入人口/困难群众类别', 'Low-income category', LOW_INCOME_CATEGORIES],
  'person.rural': ['农村人口', 'Rural'],
  'person.lowIncomeRecognisedOn': ['身份认定日期', 'Low-income identity recognised on'],
  'person.lowIncomeMarkedOn': ['医保系统身份标注日期', 'Low-income identity marked on'],
  'person.extremePovertySupport': [
    '特困供养方式',
    'Extreme poverty support',
    orNone({ concentrated: ['集中', 'Concentrated'], dispersed: ['分散', 'Dispersed'] }),
  ],
  'person.conditions': ['已确诊病种', 'Diagnosed conditions', DISEASES],
  'person.conditionPhase': [
    '病程阶段',
    'Phase of the condition',
    {
      unspecified: ['未说明', 'Unspecified'],
      stable: ['稳定期', 'Stable'],
      acute: ['急性期', 'Acute'],
      postOpRecovery: ['术后康复期', 'Recovery after an operation'],
      maintenance: ['维持治疗', 'Maintenance treatment'],
    },
  ],
  'person.managedConditions': ['基层规范化管理病种', 'Conditions managed at a primary institution', DISEASES],
  'person.chronicRecognised': ['门诊慢特病资格', 'Recognised for chronic outpatient care'],
  'person.twoDiseaseEnrolled': ['“两病”保障资格', 'Enrolled in the two-disease programme'],
  'person.familyDoctorContracted': ['家庭医生签约', 'Contracted with a family doctor'],
  'person.remotePlacementRegistered': ['异地安置登记', 'Remote placement registered'],
  'person.remotePlacementCount': ['一年内异地安置业务办理次数', 'Remote placement changes within a year'],
  'person.remotePlacementBenefitUsed': ['已享受异地安置待遇', 'Remote placement benefit used'],
  'person.mobileNewFormWorker': ['流动性强的新业态参保人', 'Mobile worker in new forms of employment'],
  'person.disabilityAssessed': ['已通过失能等级评估', 'Disability assessed'],
  'person.employment': ['在职/退休', 'Employment', orNone({ inService: ['在职', 'In service'], retired: ['退休', 'Retired'] })],
}
