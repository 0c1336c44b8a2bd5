import { area, day, flag, money, oneOf } from './build.ts'
import type { FactSpec } from './spec.ts'

/** Facts about the person's insurance and the area that pools it. */
export const INSURANCE_FACTS: readonly FactSpec[] = [
  oneOf('insurance.scheme', '险种', 'Scheme', { resident: ['城乡居民', 'Resident'], employee: ['职工', 'Employee'] }),
  area('insurance.poolCity', '统筹区（参保市）', 'Pooling city'),
  area('insurance.county', '参保县（市、区）', 'County of insurance'),
  flag('insurance.enrolled', '已参保', 'Enrolled', true),
  flag('insurance.ltcEnrolled', '参加长期护理保险', 'Enrolled in long-term care insurance'),
  flag('insurance.civilServant', '公务员补助', 'Civil-servant supplement'),
  day('insurance.benefitFrom', '待遇起始日', 'Benefits start on'),
]

/** Facts about the area, which no document gives a test for. */
export const REGION_FACTS: readonly FactSpec[] = [
  flag('region.resourcesWeak', '医疗资源相对薄弱地区', 'Area of weak medical resources'),
  flag('region.fundSurplusAmple', '基金结余充裕地区', 'Area of ample fund surplus'),
]

/** Facts about the person's own account (个人账户). */
export const ACCOUNT_FACTS: readonly FactSpec[] = [
  money('account.balance', '个人账户余额', 'Account balance'),
  flag('account.use', '使用个人账户', 'Use the account'),
]
