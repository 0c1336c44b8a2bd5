import { flag, id, int, oneOf } from './build.ts'
import { TIERS } from './codes.ts'
import { NO_GAP_DAYS, type FactSpec } from './spec.ts'

/** Facts read from the stays of the year's state, never given by a claim. */
export const HISTORY_FACTS: readonly FactSpec[] = [
  int('history.stays', '本年此前住院次数', 'Earlier stays of the year', 1e6, 0, { source: 'history' }),
  int('history.staysSameTier', '本年此前同等级住院次数', 'Earlier stays of the year at the same tier', 1e6, 0, { source: 'history' }),
  int('history.gapDays', '距上次出院天数', 'Days since the previous discharge', NO_GAP_DAYS, NO_GAP_DAYS, { source: 'history' }),
  id('history.previous.institutionId', '上次住院机构', 'Institution of the previous stay', { source: 'history' }),
  oneOf('history.previous.tier', '上次住院机构等级', 'Tier of the previous stay', TIERS, 'unrated', { source: 'history' }),
  { ...flag('history.previous.compliant', '上次住院按规定就医', 'Previous stay by the rules'), source: 'history' },
]
