import type { Messages } from './message.ts'

/** Messages about settlement by score: its terms in a pack, and a year's groups, institutions and cases. */
export const SCORE_MESSAGES: Messages = {
  twoEnds: { zh: '“{id}”同时写了 below 和 upTo，只能有一个。', en: '"{id}" has both below and upTo: one of them.' },
  lastBandOpen: {
    zh: '“{id}”：只有最后一档不写 below、upTo，其余各档都要写。',
    en: '"{id}": the last band alone has neither below nor upTo.',
  },
  endsOutOfOrder: { zh: '“{id}”的上界不大于前一档。', en: 'The end of "{id}" is not above that of the band before.' },
  shareOfBand: { zh: '“{id}”：share 与 pays: "shared" 必须同时出现。', en: '"{id}": share goes with pays: "shared", and only with it.' },
  cappedFirst: {
    zh: '“{id}”：第一档之前没有档次，不能封顶（capped）。',
    en: '"{id}": the first band has none before it at whose end to cap.',
  },
  oneFactor: { zh: '“{flag}”须在 times 和 uplift 中写一个。', en: '"{flag}" takes one of times and uplift.' },
  scoringMissing: { zh: '政策没有分值（点数）办法“{id}”，可用：{known}。', en: 'The policy has no scoring "{id}"; known are: {known}.' },
  scoringNone: { zh: '政策没有按分值（点数）结算的办法（scoring）。', en: 'The policy settles nothing by score: it has no scoring.' },
  scoringUnclear: {
    zh: '政策有几种分值（点数）办法，须指明一种：{known}。',
    en: 'The policy scores in several ways; name one of: {known}.',
  },
  baseGroupsUndeclared: {
    zh: '“{id}”标为基层（基础）病种，但政策没有规定这类病种的系数（baseGroups）。',
    en: '"{id}" is marked as a base group, for which the policy declares no coefficient (baseGroups).',
  },
  unknownScoreGroup: { zh: '没有病种（病组）“{id}”。', en: 'There is no group "{id}".' },
  unknownScored: { zh: '没有按分值结算的机构“{id}”。', en: 'No institution "{id}" is settled by score.' },
  unknownCaseFlag: {
    zh: '“{flag}”既不是病例标志，政策的分值办法也没有提到。',
    en: '"{flag}" is neither a flag of cases nor named by the scoring of the policy.',
  },
  noMeanCost: {
    zh: '病种（病组）“{group}”没有“{level}”级的次均费用，也没有“all”。',
    en: 'Group "{group}" has no mean cost for level "{level}", nor for all.',
  },
  daysNeeded: { zh: '“{group}”按床日计分，须给出床日数（days）。', en: '"{group}" is scored by the day: the number of days is needed.' },
  negativeFactor: {
    zh: '费用是均值的 {multiple} 倍，按“{id}”算出的系数小于零。',
    en: 'At {multiple} times the mean, "{id}" gives a factor below zero.',
  },
  fundPaidNeeded: {
    zh: '“{member}”有病例没有给出基金已付金额（fundPaid），清算分档需要它。',
    en: 'Cases of "{member}" do not say what the fund has paid (fundPaid), which the bands of clearing need.',
  },
  noReimbursementRatio: {
    zh: '由病例算不出报销比例（费用减去患者和其他基金已付的部分不大于零），请给出 reimbursementRatio。',
    en: 'The cases give no reimbursement ratio (cost less what others paid is not above zero): give reimbursementRatio.',
  },
  noScore: { zh: '总分值为零，没有点值，基金全额结余。', en: 'The scores sum to zero: no point has a value, and the whole fund remains.' },
  casesToReview: {
    zh: '有 {count} 例须经专家评议，此前的分值是暂定的。',
    en: '{count} cases await experts: their scores are provisional.',
  },
  entitledBelowZero: {
    zh: '“{member}”的标准低于患者和其他基金已付的金额，应付为 {amount} 元。',
    en: 'The standard of "{member}" is below what patients and other funds paid: it is owed {amount} yuan.',
  },
  historyYears: { zh: '有 {received} 年，权重有 {expected} 个。', en: '{received} years, but {expected} weights.' },
  noHistory: { zh: '各年都没有病例，算不出均值。', en: 'No year has a case: there is no mean.' },
  moreIssues: { zh: '另有 {count} 个问题没有列出。', en: '{count} more problems are not listed.' },
}
