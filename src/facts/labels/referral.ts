import { ADMIN_LEVELS, INSTITUTION_TYPES, TIERS, orNone } from './codes.ts'
import type { FactLabels } from './label.ts'

/** Facts about the referral (转诊) that led to this treatment. */
export const REFERRAL_LABELS: FactLabels = {
  'referral.direction': [
    '转诊方向',
    'Referral direction',
    orNone({ up: ['上转', 'Up'], down: ['下转', 'Down'], lateral: ['平转', 'Lateral'] }),
  ],
  'referral.compliant': ['按规定转诊', 'Referred by the rules'],
  'referral.from.id': ['转出机构标识', 'Referring institution'],
  'referral.from.type': ['转出机构类别', 'Referring institution: type', orNone(INSTITUTION_TYPES)],
  'referral.from.tier': ['转出机构等级', 'Referring institution: tier', TIERS],
  'referral.from.adminLevel': ['转出机构行政层级', 'Referring institution: administrative level', orNone(ADMIN_LEVELS)],
  'referral.from.allianceId': ['转出机构所属联合体', 'Referring institution: alliance'],
  'referral.from.city': ['转出机构所在市', 'Referring institution: city'],
  'referral.from.county': ['转出机构所在县', 'Referring institution: county'],
  'referral.to.id': ['转入机构标识', 'Receiving institution'],
  'referral.to.type': ['转入机构类别', 'Receiving institution: type', orNone(INSTITUTION_TYPES)],
  'referral.to.tier': ['转入机构等级', 'Receiving institution: tier', TIERS],
  'referral.to.adminLevel': ['转入机构行政层级', 'Receiving institution: administrative level', orNone(ADMIN_LEVELS)],
  'referral.to.allianceId': ['转入机构所属联合体', 'Receiving institution: alliance'],
  'referral.to.city': ['转入机构所在市', 'Receiving institution: city'],
  'referral.to.county': ['转入机构所在县', 'Receiving institution: county'],
  'referral.reason': [
    '转诊/外出原因',
    'Reason for referral or travel',
    orNone({ hospitalRecommended: ['医院建议', 'Recommended by a hospital'], other: ['其他方式', 'Other'] }),
  ],
  'referral.filedVia': [
    '转诊办理渠道',
    'Filed via',
    orNone({ smartPlatform: ['智能转诊平台', 'Smart referral platform'], other: ['其他', 'Other'] }),
  ],
  'referral.whitelist': [
    '转诊白名单命中',
    'Referral whitelists matched',
    { county: ['县内转诊白名单', 'County referral whitelist'], city: ['市级转诊白名单', 'City referral whitelist'] },
  ],
  'referral.firstContactAtPrimary': ['经基层首诊', 'First contact at a primary institution'],
  'referral.filedOn': ['转诊备案日', 'Referral filed on'],
  'referral.validFrom': ['备案有效期起', 'Referral valid from'],
  'referral.validTo': ['备案有效期止', 'Referral valid to'],
}
