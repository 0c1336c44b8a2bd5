import type { Part } from '../expression/readings/words.ts'
import type { Rule } from '../pack/pack.ts'
import type { Case } from './case.ts'
import type { ValueKind } from './facts.ts'
import { fundOf, limitName } from './names.ts'
import { phrase, series } from './say.ts'
import { shareWords } from './share.ts'

/** A rule as its words are made: its params, the fund of its layer, and its values in words. */
interface Told {
  readonly subject: Case
  readonly params: Rule['params']
  readonly fund: Part
  readonly value: (param: string, kind: ValueKind) => Part
}

/** What a rule says, by its effect: every effect has words of its own. */
export const EFFECT_WORDS: Readonly<Record<string, (told: Told) => Part>> = {
  classify: told => factWords(told, 'ruleClassify'),
  treatAs: told => factWords(told, 'ruleTreat'),
  enrol: ({ subject, params }) => phrase('ruleEnrol', { fact: subject.facts.label(String(params['fact'])) }),
  setCharge: ({ value }) => phrase('ruleCharge', { amount: value('standard', 'money') }),
  linkStay: () => phrase('ruleLink'),
  grant: ({ params }) => phrase('ruleGrant', { right: String(params['right']) }),
  boundRatio: boundWords,
  setRatio: ({ params, fund, value }) =>
    params['segment'] === undefined
      ? phrase('ruleRatio', { fund, ratio: value('ratio', 'ratio') })
      : phrase('ruleSegmentRatio', { fund, segment: Number(params['segment']), ratio: value('ratio', 'ratio') }),
  addRatioPoints: ({ fund, value }) => phrase('rulePoints', { fund, points: value('points', 'points') }),
  reduceSegments: ({ subject, params, fund }) => phrase('ruleReduce', { fund, of: fundOf(subject, String(params['of'] ?? 'basic')) }),
  setDeductible: ({ subject, params, fund, value }) =>
    phrase('ruleDeductible', {
      fund,
      amount: params['amount'] === undefined ? shareWords(subject, params) : value('amount', 'money'),
    }),
  scaleDeductible: ({ fund, value }) => phrase('ruleScale', { fund, scale: value('scale', 'ratio') }),
  waiveDeductible: ({ fund }) => phrase('ruleWaive', { fund }),
  creditDeductible: ({ fund }) => phrase('ruleCredit', { fund }),
  setFirstSelfPay: ({ fund, value }) => phrase('ruleFirstSelfPay', { fund, share: value('share', 'ratio') }),
  adjustSelfPayShare: ({ value }) => phrase('ruleShare', { points: value('points', 'drop') }),
  setLimit: told => phrase('ruleLimit', { ...limitParts(told), amount: told.value('amount', 'money') }),
  adjustLimit: told =>
    told.params['amount'] === undefined
      ? phrase('ruleLimitShare', { ...limitParts(told), share: told.value('share', 'ratio') })
      : phrase('ruleLimitAmount', { ...limitParts(told), amount: told.value('amount', 'money') }),
  denyPayment: ({ params, fund }) => phrase(params['amount'] === 'all' ? 'ruleDenyAll' : 'ruleDenyIrregular', { fund }),
}

/** What a rule says, in words. Throws a RangeError for an effect without words. */
export function effectWords(subject: Case, { type, params }: Rule): Part {
  const words = EFFECT_WORDS[type]
  if (words === undefined) throw new RangeError(`no words for ${type}`)
  const fund = fundOf(subject, String(params['layer'] ?? 'basic'))
  return words({ subject, params, fund, value: (param, kind) => subject.facts.sayValue(params[param], kind) })
}

function boundWords({ params, fund, value }: Told): Part {
  const sides = [
    ...(params['min'] === undefined ? [] : [phrase('ruleBoundMin', { min: value('min', 'ratio') })]),
    ...(params['max'] === undefined ? [] : [phrase('ruleBoundMax', { max: value('max', 'ratio') })]),
  ]
  return phrase('ruleBound', { fund, bounds: series('comma', sides) })
}

function limitParts({ subject, params }: Told): { readonly fund: Part; readonly limit: Part } {
  const id = String(params['limit'])
  return { fund: fundOf(subject, id.split('.')[0] ?? ''), limit: limitName(subject, id) }
}

function factWords({ subject, params }: Told, key: 'ruleClassify' | 'ruleTreat'): Part {
  const path = String(params['fact'])
  const fact = subject.facts.label(path)
  if (params['value'] === undefined) return phrase('ruleClassifyFlag', { fact })
  return phrase(key, { fact, value: subject.facts.say(path, subject.facts.literal(path, params['value'])) })
}
