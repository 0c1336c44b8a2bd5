import { area, day, flag, id, oneOf, someOf } from './build.ts'
import { ADMIN_LEVELS, INSTITUTION_TYPES, TIERS, orNone } from './codes.ts'
import type { FactSpec } from './spec.ts'

const institutionRecord = (path: string, zh: string, en: string): readonly FactSpec[] => [
  id(`${path}.id`, `${zh}标识`, en),
  oneOf(`${path}.type`, `${zh}类别`, `${en}: type`, orNone(INSTITUTION_TYPES), 'none'),
  oneOf(`${path}.tier`, `${zh}等级`, `${en}: tier`, TIERS, 'unrated'),
  oneOf(`${path}.adminLevel`, `${zh}行政层级`, `${en}: administrative level`, orNone(ADMIN_LEVELS), 'none'),
  id(`${path}.allianceId`, `${zh}所属联合体`, `${en}: alliance`),
  area(`${path}.city`, `${zh}所在市`, `${en}: city`),
  area(`${path}.county`, `${zh}所在县`, `${en}: county`),
]

/** Facts about the referral (转诊) that led to this treatment. */
export const REFERRAL_FACTS: readonly FactSpec[] = [
  oneOf(
    'referral.direction',
    '转诊方向',
    'Referral direction',
    orNone({ up: ['上转', 'Up'], down: ['下转', 'Down'], lateral: ['平转', 'Lateral'] }),
    'none',
  ),
  flag('referral.compliant', '按规定转诊', 'Referred by the rules'),
  ...institutionRecord('referral.from', '转出机构', 'Referring institution'),
  ...institutionRecord('referral.to', '转入机构', 'Receiving institution'),
  oneOf(
    'referral.reason',
    '转诊/外出原因',
    'Reason for referral or travel',
    orNone({ hospitalRecommended: ['医院建议', 'Recommended by a hospital'], other: ['其他方式', 'Other'] }),
    'none',
  ),
  oneOf(
    'referral.filedVia',
    '转诊办理渠道',
    'Filed via',
    orNone({ smartPlatform: ['智能转诊平台', 'Smart referral platform'], other: ['其他', 'Other'] }),
    'none',
  ),
  someOf('referral.whitelist', '转诊白名单命中', 'Referral whitelists matched', {
    county: ['县内转诊白名单', 'County referral whitelist'],
    city: ['市级转诊白名单', 'City referral whitelist'],
  }),
  flag('referral.firstContactAtPrimary', '经基层首诊', 'First contact at a primary institution'),
  day('referral.filedOn', '转诊备案日', 'Referral filed on'),
  day('referral.validFrom', '备案有效期起', 'Referral valid from'),
  day('referral.validTo', '备案有效期止', 'Referral valid to'),
]
