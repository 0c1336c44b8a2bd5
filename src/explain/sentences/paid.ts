import { ONE } from '../../expression/node.ts'
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
  const used = { fen: usedOf(subject, line.id, json?.bucket) }
  return quiet(phrase('left', { limit: limitName(subject, id), amount: { fen: subject.value(line.node) }, used }))
}

const usedOf = (subject: Case, leftId: string, bucket = ''): number => subject.operand(leftId, `${bucket}.used`) ?? 0

/** What the layer pays, and which limb bound: the ratio, or a limit that leaves less. */
export const paid: LayerSentence = (subject, line, view) => {
  const { layer } = view
  if (view.status === 'belowDeductible') return shown(view.words)
  const amount = subject.value(line.node)
  const floor = subject.amount(`${layer.id}.floor`)
  const raw = Math.max(subject.amount(`${layer.id}.raw`), floor)
  const limits = paymentLimits(subject, layer)
  const parts = { fund: layer.fund, amount: { fen: amount }, raw: { fen: raw }, ...dueWords(subject, layer) }
  const costLimit = subject.amount(`${layer.id}.payable`) === 0 && floor === 0 ? emptyCostLimit(subject, layer) : undefined
  if (costLimit !== undefined) return shown(phrase('paidNoRoom', { fund: layer.fund, limit: costLimit }))
  if (amount < raw) {
    const { name: limit = NOTHING, used = 0 } = limits.find(one => one.left === amount) ?? {}
    if (amount === 0) return shown(phrase('paidNoRoom', { ...parts, limit }))
    return shown(phrase('paidAtLimit', { ...parts, limit, used: { fen: used }, left: { fen: amount } }))
  }
  const under = limits.map(one => phrase('paidUnder', { limit: one.name, left: { fen: one.left - amount } }))
  return shown(phrase('paid', { ...parts, limits: series('joined', under) }))
}

/** What the layer would pay without its limits: by ratio, or its floor where that is more. */
function dueWords(subject: Case, layer: LayerJson): ReturnType<typeof formula> {
  const raw = subject.amount(`${layer.id}.raw`)
  if (subject.amount(`${layer.id}.floor`) <= raw) return formula(subject, layer)
  const [base, ratio] = [subject.amount(`${layer.id}.base`), subject.operand(`${layer.id}.floor`, 'ratio') ?? 0]
  const rounded = (base * ratio) % ONE === 0 ? NOTHING : phrase('rounded')
  return { formula: phrase('paidFloor', { base: { fen: base }, ratio: { ratio }, raw: { fen: raw } }), rounded }
}

/** The least the layer pays: told where the ratio gives less. */
export const floor: LayerSentence = (subject, line, { layer }) => {
  const [amount, base] = [subject.value(line.node), subject.amount(`${layer.id}.base`)]
  const ratio = { ratio: subject.operand(line.id, 'ratio') ?? 0 }
  const reason = parametersClause(subject, line.id, 'ratio')
  const words = phrase('floor', { amount: { fen: amount }, base: { fen: base }, ratio, reason })
  return amount > subject.amount(`${layer.id}.raw`) ? shown(words) : quiet(words)
}

interface Limited {
  readonly name: Part
  readonly left: number
  /** What the bucket held before this claim. */
  readonly used: number
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
    .map(({ id, leftId, json }) => ({
      name: limitName(subject, id),
      left: subject.amount(leftId),
      used: usedOf(subject, leftId, json.bucket),
    }))
}

export const capExcess: LayerSentence = (subject, line, { layer }) => {
  const amount = subject.value(line.node)
  if (amount === 0) return quiet(phrase('capExcessNone'))
  const above = subject.amount(`${layer.id}.base`) - subject.amount(`${layer.id}.deductible`)
  return shown(phrase('capExcess', { amount: { fen: amount }, above: { fen: above }, met: { fen: above - amount } }))
}
