/** 项目类别 of a cost item. */
export const ITEM_KINDS: readonly string[] = [
  'tcmService', // 中医服务
  'ethnicMedicineService', // 民族医服务
  'tcmDrug', // 中药饮片
  'chinesePatentMedicine', // 中成药
  'westernDrug', // 西药
  'procuredDrug', // 集采药品
  'examination', // 检查检验
  'treatment', // 治疗
  'surgery', // 手术
  'material', // 医用材料
  'bed', // 床位
  'familyDoctorBasicMedical', // 家庭医生签约基本医疗服务
  'other', // 其他
]
