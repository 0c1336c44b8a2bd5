import type { CodeLabels } from './label.ts'

/** Diseases the policies name; a claim may name others. */
export const DISEASES: CodeLabels = {
  hypertension: ['高血压', 'Hypertension'],
  diabetes: ['糖尿病', 'Diabetes'],
  tuberculosis: ['结核病', 'Tuberculosis'],
  severeMentalIllness: ['严重精神障碍', 'Severe mental illness'],
  tumourRadioChemo: ['恶性肿瘤放化疗', 'Radiotherapy or chemotherapy of a malignant tumour'],
  endStageRenal: ['终末期肾病', 'End-stage renal disease'],
  leukaemia: ['白血病', 'Leukaemia'],
  haemophilia: ['血友病', 'Haemophilia'],
}

/** 低收入人口/困难群众类别. */
export const LOW_INCOME_CATEGORIES: CodeLabels = {
  none: ['无', 'None'],
  minimumLivingAllowance: ['低保对象', 'Minimum living allowance recipient'],
  extremePoverty: ['特困人员', 'Person in extreme poverty'],
  povertyReturnMonitored: ['防止返贫监测（帮扶）对象', 'Monitored against return to poverty'],
  marginalLowIncome: ['低保边缘家庭成员', 'Member of a marginally low-income family'],
  rigidExpenditurePatient: ['刚性支出困难家庭患病成员', 'Patient of a family burdened by unavoidable expenses'],
  otherHardship: ['其他困难群众', 'Other person in hardship'],
}

/** 医院等级: the licence grade. */
export const TIERS: CodeLabels = {
  unrated: ['未定级', 'Unrated'],
  level1: ['一级', 'Level 1'],
  level2: ['二级', 'Level 2'],
  level3: ['三级', 'Level 3'],
}

/** 机构类别. */
export const INSTITUTION_TYPES: CodeLabels = {
  villageClinic: ['村卫生室', 'Village clinic'],
  communityStation: ['社区卫生服务站', 'Community health station'],
  townshipCentre: ['乡镇卫生院', 'Township health centre'],
  communityCentre: ['社区卫生服务中心', 'Community health centre'],
  hospital: ['医院', 'Hospital'],
  retailPharmacy: ['零售药店', 'Retail pharmacy'],
  nursingHome: ['养老院', 'Nursing home'],
  nursingHospital: ['护理院', 'Nursing hospital'],
  internetHospital: ['互联网医院', 'Internet hospital'],
  financialOutlet: ['金融网点', 'Financial outlet'],
}

/** 行政层级. */
export const ADMIN_LEVELS: CodeLabels = {
  village: ['村', 'Village'],
  township: ['乡镇', 'Township'],
  county: ['县', 'County'],
  city: ['市', 'City'],
  province: ['省', 'Province'],
  national: ['国家', 'National'],
}

/** `labels` with a code for "there is none". */
export const orNone = (labels: CodeLabels): CodeLabels => ({ none: ['无', 'None'], ...labels })
