import { comparedFact, comparedParameter, leafPath, leaves, type Condition } from '../condition/types.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import { ZH, type PhraseKey } from './phrases-zh.ts'

/** The words by which a pack is asked what it uses: `effect setRatio`, `role points`, `operator in`, `segments`, … */
type Uses = ReadonlySet<string>

/** Phrases that only some packs can need, by a use that calls for them. All others are always needed. */
const CALLED_FOR: readonly (readonly [use: string, ...keys: readonly PhraseKey[]])[] = [
  ['fact history.gapDays', 'noStayBefore'],
  ['compared fact', 'wantedFact'],
  ['compared parameter', 'wantedParameter', 'wantedCodes'],
  ['condition not', 'notOf'],
  ['condition any', 'anyOf'],
  ['operator equal', 'equalHolds', 'equalFails'],
  ['operator notEqual', 'notEqualHolds', 'notEqualFails'],
  ['operator in', 'inHolds', 'inFails', 'or'],
  ['operator notIn', 'notInHolds', 'notInFails', 'or'],
  ['operator contains', 'containsHolds', 'containsFails'],
  ['operator doesNotContain', 'doesNotContainHolds', 'doesNotContainFails'],
  ['operator order', 'orderHolds', 'orderFails'],
  ['effect setCharge', 'ruleCharge', 'chargeStandard', 'institutionKeeps', 'identityKept'],
  ['effect setRatio', 'ruleRatio'],
  ['param segment', 'ruleSegmentRatio'],
  ['effect addRatioPoints', 'rulePoints'],
  ['effect reduceSegments', 'ruleReduce', 'baseRatioReduced', 'ratioReduced'],
  ['effect setDeductible', 'ruleDeductible'],
  ['param shareOf', 'shareOf', 'shareAtLeast', 'shareAtMost'],
  ['effect scaleDeductible', 'ruleScale', 'thresholdScaled', 'thresholdScale', 'times'],
  ['effect waiveDeductible', 'ruleWaive', 'waived'],
  ['effect creditDeductible', 'ruleCredit', 'credit', 'creditNone'],
  ['effect setFirstSelfPay', 'ruleFirstSelfPay', 'firstSelfPay', 'termFirstSelfPay'],
  ['effect adjustSelfPayShare', 'ruleShare', 'shareAdjusted'],
  ['effect setLimit', 'ruleLimit'],
  ['effect adjustLimit', 'ruleLimitAmount', 'ruleLimitShare', 'limitAdjusted', 'limitAdjustment', 'limitByAmount', 'limitByShare'],
  ['effect denyPayment', 'ruleDenyAll', 'ruleDenyIrregular', 'termIrregular', 'layerDenied'],
  ['effect classify', 'ruleClassify', 'ruleClassifyFlag'],
  ['effect treatAs', 'ruleTreat'],
  ['effect enrol', 'ruleEnrol'],
  ['effect grant', 'ruleGrant'],
  ['effect boundRatio', 'ruleBound'],
  ['param min', 'ruleBoundMin'],
  ['param max', 'ruleBoundMax'],
  ['source illustrative', 'numberIllustrative'],
  ['source published', 'numberPublished'],
  ['source override', 'numberOverride'],
  ['role points', 'points', 'pointsNone', 'pointsOf', 'ratioPoints', 'ratioClampLow', 'ratioClampHigh'],
  ['role threshold', 'threshold', 'deductibleBelow'],
  ['held year', 'deductibleHeld', 'periodYear'],
  ['held quarter', 'deductibleHeld', 'periodQuarter'],
  ['held month', 'deductibleHeld', 'periodMonth'],
  ['held chain', 'deductibleHeld', 'periodChain'],
  ['held stay', 'deductibleHeld', 'periodStay'],
  ['held claim', 'deductibleHeld', 'periodClaim'],
  ['role floor', 'floor', 'paidFloor'],
  ['role limit', 'limit', 'left', 'paidUnder', 'paidAtLimit', 'paidNoRoom', 'capExcess'],
  ['segments', 'portionFirst', 'portionBetween', 'portionLast', 'segmentRatio'],
  ['payment year', 'limitYear'],
  ['payment quarter', 'limitQuarter'],
  ['payment month', 'limitMonth'],
  ['payment chain', 'limitChain'],
  ['payment stay', 'limitStay'],
  ['payment claim', 'limitClaim'],
  ['cost year', 'costLimitYear', 'payableCut'],
  ['cost quarter', 'costLimitQuarter', 'payableCut'],
  ['cost month', 'costLimitMonth', 'payableCut'],
  ['cost chain', 'costLimitChain', 'payableCut'],
  ['cost stay', 'costLimitStay', 'payableCut'],
  ['cost claim', 'costLimitClaim', 'payableCut'],
]

/** The phrases that the explanation of a policy can need, in their order. */
export function neededPhrases(pack: Pack, sheet: Sheet): readonly PhraseKey[] {
  const uses = usesOf(pack, sheet)
  const optional = new Set(CALLED_FOR.flatMap(([, ...keys]) => keys))
  const called = new Set(CALLED_FOR.flatMap(([use, ...keys]) => (uses.has(use) ? keys : [])))
  return (Object.keys(ZH) as PhraseKey[]).filter(key => !optional.has(key) || called.has(key))
}

function usesOf({ rules, layers, buckets, parameters }: Pack, sheet: Sheet): Uses {
  const limits = layers.flatMap(layer => layer.limits ?? [])
  const period = (bucket = ''): string => buckets.get(bucket)?.period ?? 'claim'
  const holds = sheet.lines.flatMap(line => line.operands.flatMap(({ name }) => /^(.*)\.thresholdLeft$/.exec(name)?.[1] ?? []))
  const whens = [...layers, ...limits].flatMap(({ when }) => (when === undefined ? [] : [when]))
  return new Set([
    ...rules.map(rule => `effect ${rule.type}`),
    ...sheet.lines.map(line => `role ${line.role}`),
    ...(layers.some(layer => (layer.segments?.length ?? 1) > 1) ? ['segments'] : []),
    ...rules.flatMap(rule => Object.keys(rule.params).map(name => `param ${name}`)),
    ...[...parameters.values()].flatMap(({ values }) => values.map(({ source }) => `source ${source}`)),
    ...limits.map(({ counts, bucket }) => `${counts} ${period(bucket)}`),
    ...holds.map(bucket => `held ${period(bucket)}`),
    ...[...rules.map(rule => rule.conditions), ...whens].flatMap(conditionUses),
  ])
}

function conditionUses(condition: Condition): readonly string[] {
  const kinds = ['not', 'any'].filter(kind => JSON.stringify(condition).includes(`"${kind}":`)).map(kind => `condition ${kind}`)
  const uses = leaves(condition).flatMap(leaf => [
    `operator ${/Than/.test(leaf.operator) ? 'order' : leaf.operator}`,
    ...[leafPath(leaf), comparedFact(leaf)].map(path => `fact ${path ?? ''}`),
    ...(comparedFact(leaf) === undefined ? [] : ['compared fact']),
    ...(comparedParameter(leaf) === undefined ? [] : ['compared parameter']),
  ])
  return [...kinds, ...uses]
}
