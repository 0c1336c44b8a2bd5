import type { FactLabels } from './label.ts'

/** Facts about the person's insurance, the area that pools it and the person's own account. */
export const INSURANCE_LABELS: FactLabels = {
  'insurance.scheme': ['险种', 'Scheme', { resident: ['城乡居民', 'Resident'], employee: ['职工', 'Employee'] }],
  'insurance.poolCity': ['统筹区（参保市）', 'Pooling city'],
  'insurance.county': ['参保县（市、区）', 'County of insurance'],
  'insurance.enrolled': ['已参保', 'Enrolled'],
  'insurance.ltcEnrolled': ['参加长期护理保险', 'Enrolled in long-term care insurance'],
  'insurance.civilServant': ['公务员补助', 'Civil-servant supplement'],
  'insurance.benefitFrom': ['待遇起始日', 'Benefits start on'],
  'region.resourcesWeak': ['医疗资源相对薄弱地区', 'Area of weak medical resources'],
  'region.fundSurplusAmple': ['基金结余充裕地区', 'Area of ample fund surplus'],
  'account.balance': ['个人账户余额', 'Account balance'],
  'account.use': ['使用个人账户', 'Use the account'],
}
