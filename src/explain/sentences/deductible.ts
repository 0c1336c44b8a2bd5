import { NOTHING, type Part } from '../../expression/readings/words.ts'
import type { Rule } from '../../pack/pack.ts'
import type { Case } from '../case.ts'
import { because } from '../cite.ts'
import { periodName } from '../names.ts'
import { phrase, series } from '../say.ts'
import { shareWords } from '../share.ts'
import { quiet, shown, type LayerSentence } from './sentence.ts'

const LEFT = '.thresholdLeft'

export const threshold: LayerSentence = (subject, line) => quiet(thresholdWords(subject, line.id))

/** The standard with the rule that sets it, times the scales of others; or that it is waived. */
function thresholdWords(subject: Case, id: string): Part {
  const rulesOf = (type: string): readonly string[] => subject.contributions(id, type).map(one => one.rule)
  const waivers = rulesOf('waiveDeductible')
  if (waivers.length > 0) return phrase('waived', { reason: because(subject, waivers) })
  const setters = rulesOf('setDeductible')
  const reason = because(subject, setters, shareOf(subject.rule(setters[0] ?? ''), subject))
  const amount = { fen: subject.amount(id) }
  const scales = subject.contributions(id, 'scaleDeductible').flatMap(({ rule, value }) => {
    if (value === null) return []
    return [phrase('thresholdScale', { scale: { ratio: subject.value(value) }, reason: because(subject, [rule]) })]
  })
  if (scales.length === 0) return phrase('threshold', { amount, reason })
  return phrase('thresholdScaled', { amount, set: { fen: subject.operand(id, 'set') ?? 0 }, reason, scales: series('times', scales) })
}

const shareOf = (rule: Rule | undefined, subject: Case): Part =>
  rule?.params['shareOf'] === undefined ? NOTHING : shareWords(subject, rule.params)

export const credit: LayerSentence = (subject, line) => quiet(creditWords(subject, line.id))

function creditWords(subject: Case, id: string): Part {
  const amount = subject.amount(id)
  if (amount === 0) return phrase('creditNone')
  const reason = because(
    subject,
    subject.contributions(id, 'creditDeductible').map(one => one.rule),
  )
  return phrase('credit', { amount: { fen: amount }, reason })
}

/** The deductible of this claim: the standard less credit, unless a yearly one leaves less or the cost is less. */
export const deductible: LayerSentence = (subject, line, { layer }) => {
  const amount = { fen: subject.value(line.node) }
  const [thresholdId, creditId] = [`${layer.id}.threshold`, `${layer.id}.credit`]
  if (!subject.has(thresholdId)) return quiet(phrase('deductible', { amount, how: phrase('noThreshold') }))
  const how = [
    thresholdWords(subject, thresholdId),
    subject.amount(creditId) > 0 ? creditWords(subject, creditId) : NOTHING,
    ...limbs(subject, line.id, Math.max(0, subject.amount(thresholdId) - subject.amount(creditId))),
  ]
  const isBelow = amount.fen === subject.amount(`${layer.id}.base`) && amount.fen < subject.amount(thresholdId)
  return shown(phrase(isBelow ? 'deductibleBelow' : 'deductible', { amount, how: series('comma', how) }))
}

/** What holds the deductible below what is due: a bucket that leaves less, or a base that is less. */
function limbs(subject: Case, id: string, due: number): readonly Part[] {
  const amount = subject.amount(id)
  if (amount >= due) return []
  const holding = subject.line(id)?.operands.filter(one => one.name.endsWith(LEFT) && subject.value(one.node) === amount) ?? []
  if (holding.length === 0) return [phrase('deductibleBase')]
  const [first] = holding
  return first === undefined
    ? []
    : [phrase('deductibleHeld', { period: periodName(subject, first.name.slice(0, -LEFT.length)), left: { fen: amount } })]
}
