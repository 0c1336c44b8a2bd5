import { area, day, flag, id, int, oneOf, openSet } from './build.ts'
import { DISEASES, LOW_INCOME_CATEGORIES } from './codes.ts'
import type { FactSpec } from './spec.ts'

/** Facts about the insured person. */
export const PERSON_FACTS: readonly FactSpec[] = [
  id('person.id', '人员标识', 'Person'),
  area('person.hukouArea', '户籍地', 'Area of household registration'),
  area('person.residenceArea', '居住地', 'Area of residence'),
  oneOf('person.lowIncomeCategory', '低收入人口/困难群众类别', 'Low-income category', LOW_INCOME_CATEGORIES, 'none'),
  flag('person.rural', '农村人口', 'Rural'),
  day('person.lowIncomeRecognisedOn', '身份认定日期', 'Low-income identity recognised on'),
  day('person.lowIncomeMarkedOn', '医保系统身份标注日期', 'Low-income identity marked on'),
  oneOf(
    'person.extremePovertySupport',
    '特困供养方式',
    'Extreme poverty support',
    { none: ['无', 'None'], concentrated: ['集中', 'Concentrated'], dispersed: ['分散', 'Dispersed'] },
    'none',
  ),
  openSet('person.conditions', '已确诊病种', 'Diagnosed conditions', DISEASES),
  oneOf(
    'person.conditionPhase',
    '病程阶段',
    'Phase of the condition',
    {
      unspecified: ['未说明', 'Unspecified'],
      stable: ['稳定期', 'Stable'],
      acute: ['急性期', 'Acute'],
      postOpRecovery: ['术后康复期', 'Recovery after an operation'],
      maintenance: ['维持治疗', 'Maintenance treatment'],
    },
    'unspecified',
  ),
  openSet('person.managedConditions', '基层规范化管理病种', 'Conditions managed at a primary institution', DISEASES),
  flag('person.chronicRecognised', '门诊慢特病资格', 'Recognised for chronic outpatient care'),
  flag('person.twoDiseaseEnrolled', '“两病”保障资格', 'Enrolled in the two-disease programme'),
  flag('person.familyDoctorContracted', '家庭医生签约', 'Contracted with a family doctor'),
  flag('person.remotePlacementRegistered', '异地安置登记', 'Remote placement registered'),
  int('person.remotePlacementCount', '一年内异地安置业务办理次数', 'Remote placement changes within a year', 1000),
  flag('person.remotePlacementBenefitUsed', '已享受异地安置待遇', 'Remote placement benefit used'),
  flag('person.mobileNewFormWorker', '流动性强的新业态参保人', 'Mobile worker in new forms of employment'),
  flag('person.disabilityAssessed', '已通过失能等级评估', 'Disability assessed'),
  oneOf(
    'person.employment',
    '在职/退休',
    'Employment',
    { none: ['无', 'None'], inService: ['在职', 'In service'], retired: ['退休', 'Retired'] },
    'none',
  ),
]
