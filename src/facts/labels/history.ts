import { TIERS } from './codes.ts'
import type { FactLabels } from './label.ts'

/** Facts about the stays of the year's state. */
export const HISTORY_LABELS: FactLabels = {
  'history.stays': ['本年此前住院次数', 'Earlier stays of the year'],
  'history.staysSameTier': ['本年此前同等级住院次数', 'Earlier stays of the year at the same tier'],
  'history.gapDays': ['距上次出院天数', 'Days since the previous discharge'],
  'history.previous.institutionId': ['上次住院机构', 'Institution of the previous stay'],
  'history.previous.tier': ['上次住院机构等级', 'Tier of the previous stay', TIERS],
  'history.previous.compliant': ['上次住院按规定就医', 'Previous stay by the rules'],
}
