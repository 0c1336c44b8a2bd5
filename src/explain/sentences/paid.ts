import { NOTHING, type Part } from '../../expression/readings/words.ts'
import type { LayerJson } from '../../pack/schema.ts'
import type { Case } from '../case.ts'
import { because, parametersClause } from '../cite.ts'
import { ConditionTeller } from '../conditions.ts'
import { limitName, limitsOf } from '../names.ts'
import { phrase, series } from '../say.ts'
import { formula } from './ratio.ts'
import { quiet, shown, type LayerSentence } from './sentence.ts'

/** A limit's amount: as declared or set by a rule, with what other rules add. */
export const limit: LayerSentence = (subject, line) => {
  const parts = { limit: limitName(subject, line.id), amount: { fen: subject.value(line.node) } }
  const setters = subject.contributions(line.id, 'setLimit').map(one => one.rule)
  const reason = setters.length > 0 ? because(subject, setters) : parametersClause(subject, line.id, 'declared')
  const adjusted = subject.contributions(line.id, 'adjustLimit')
  if (adjusted.length === 0) return quiet(phrase('limit', { ...parts, reason }))
  const declared = series('joined', [{ fen: subject.operand(line.id, 'declared') ?? 0 }, reason])
  const adjustments = adjusted.map(({ rule, value }) => {
    const number = value === null ? 0 : subject.value(value)
    const byAmount = subject.rule(rule)?.params['amount'] !== undefined
    const how = byAmount ? phrase('limitByAmount', { amount: { fen: number } }) : phrase('limitByShare', { share: { ratio: number } })
    return phrase('limitAdjustment', { how, reason: because(subject, [rule]) })
  })
  return shown(phrase('limitAdjusted', { ...parts, declared, adjustments: series('joined', adjustments) }))
}

export const left: LayerSentence = (subject, line, { layer }) => {
  const { id = '', json } = limitsOf(layer).find(one => one.leftId === line.id) ?? {}
  const used = { fen: subject.operand(line.id, `${json?.bucket ?? ''}.used`) ?? 0 }
  return quiet(phrase('left', { limit: limitName(subject, id), amount: { fen: subject.value(line.node) }, used }))
}

/** What the layer pays, and which limb bound: the ratio, or a limit that leaves less. */
export const paid: LayerSentence = (subject, line, view) => {
  const { layer } = view
  if (view.status === 'belowDeductible') return shown(view.words)
  const amount = subject.value(line.node)
  const raw = subject.amount(`${layer.id}.raw`)
  const limits = paymentLimits(subject, layer)
  const parts = { fund: layer.fund, amount: { fen: amount }, raw: { fen: raw }, ...formula(subject, layer) }
  const costLimit = subject.amount(`${layer.id}.payable`) === 0 ? emptyCostLimit(subject, layer) : undefined
  if (costLimit !== undefined) return shown(phrase('paidNoRoom', { fund: layer.fund, limit: costLimit }))
  if (amount < raw) {
    const binding = limits.find(one => one.left === amount)?.name ?? NOTHING
    return shown(amount === 0 ? phrase('paidNoRoom', { ...parts, limit: binding }) : phrase('paidAtLimit', { ...parts, limit: binding }))
  }
  const under = limits.map(one => phrase('paidUnder', { limit: one.name, left: { fen: one.left - amount } }))
  return shown(phrase('paid', { ...parts, limits: series('joined', under) }))
}

interface Limited {
  readonly name: Part
  readonly left: number
}

function paymentLimits(subject: Case, layer: LayerJson): readonly Limited[] {
  return limitsInForce(subject, layer, 'payment')
}

const emptyCostLimit = (subject: Case, layer: LayerJson): Part | undefined =>
  limitsInForce(subject, layer, 'cost').find(limit => limit.left === 0)?.name

function limitsInForce(subject: Case, layer: LayerJson, counts: 'payment' | 'cost'): readonly Limited[] {
  const teller = new ConditionTeller(subject.facts)
  return limitsOf(layer)
    .filter(({ json }) => json.counts === counts && (json.when === undefined || teller.holds(json.when)))
    .map(({ id, leftId }) => ({ name: limitName(subject, id), left: subject.amount(leftId) }))
}

export const capExcess: LayerSentence = (subject, line) => {
  const amount = subject.value(line.node)
  return amount === 0 ? quiet(phrase('capExcessNone')) : shown(phrase('capExcess', { amount: { fen: amount } }))
}
