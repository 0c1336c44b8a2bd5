import type { Part, Text } from '../expression/readings/words.ts'
import type { LayerJson } from '../pack/schema.ts'
import type { Case } from './case.ts'
import { because } from './cite.ts'
import { ConditionTeller, type ExplainedCondition } from './conditions.ts'
import { brackets, phrase, series } from './say.ts'

/**
 * How far a claim gets into a layer: its kind is not covered; the layer's condition is false; a rule denies payment; there is no cost to count;
 * the cost stays within the deductible; or the layer counts.
 */
export type LayerStatus = 'uncovered' | 'notApplicable' | 'denied' | 'noBase' | 'belowDeductible' | 'reached'

export interface ExplainedLayer {
  readonly id: string
  readonly fund: Text
  readonly status: LayerStatus
  readonly paid: string
  readonly text: Text
  /** The layer's own condition, where it has one. */
  readonly conditions?: ExplainedCondition
}

/** A layer with how far this claim gets into it. */
export interface LayerView {
  readonly layer: LayerJson
  readonly status: LayerStatus
  /** What is said of the whole layer. */
  readonly words: Part
}

/** A layer whose lines have something to say. */
export const counts = (view: LayerView): boolean => view.status === 'reached' || view.status === 'belowDeductible'

export function viewLayer(subject: Case, layer: LayerJson): LayerView {
  const status = statusOf(subject, layer)
  return { layer, status, words: wordsOf(subject, layer, status) }
}

export function explainLayer(subject: Case, view: LayerView): ExplainedLayer {
  const { layer, status, words } = view
  return {
    id: layer.id,
    fund: layer.fund,
    status,
    paid: subject.settlement.fund.layers[layer.id] ?? '0.00',
    text: subject.text(words),
    ...(layer.when === undefined ? {} : { conditions: new ConditionTeller(subject.facts).tell(layer.when) }),
  }
}

function statusOf(subject: Case, layer: LayerJson): LayerStatus {
  if (!subject.pack.json.covers.includes(String(subject.facts.asSet('encounter.kind')))) return 'uncovered'
  if (layer.when !== undefined && !new ConditionTeller(subject.facts).holds(layer.when)) return 'notApplicable'
  if (deniers(subject, layer, 'all').length > 0) return 'denied'
  const base = subject.amount(`${layer.id}.base`)
  if (base === 0) return 'noBase'
  const floor = subject.amount(`${layer.id}.floor`)
  return subject.amount(`${layer.id}.deductible`) === base && floor === 0 ? 'belowDeductible' : 'reached'
}

/** The rules that fire and deny a layer's payment, on all of its base or on the irregular amount. */
export const deniers = (subject: Case, layer: LayerJson, amount: 'all' | 'irregular'): readonly string[] =>
  subject
    .contributions(`${layer.id}.base`, 'denyPayment')
    .map(one => one.rule)
    .filter(id => subject.rule(id)?.params['amount'] === amount)

function wordsOf(subject: Case, layer: LayerJson, status: LayerStatus): Part {
  const { fund } = layer
  switch (status) {
    case 'uncovered':
      return phrase('layerUncovered', { fund, kind: subject.facts.say('encounter.kind', subject.facts.asSet('encounter.kind')) })
    case 'notApplicable': {
      const reasons = layer.when === undefined ? [] : new ConditionTeller(subject.facts).reasons(layer.when)
      const facts = series(
        'list',
        reasons.map(reason => reason.words),
      )
      return phrase('layerNotApplicable', { fund, reason: brackets(facts) })
    }
    case 'denied':
      return phrase('layerDenied', { fund, reason: because(subject, deniers(subject, layer, 'all')) })
    case 'noBase':
      return phrase('layerNoBase', { fund })
    case 'belowDeductible':
      return phrase('paidBelowDeductible', { fund, base: { fen: subject.amount(`${layer.id}.base`) } })
    case 'reached':
      return phrase('layerPaid', { fund, amount: { fen: subject.amount(`${layer.id}.paid`) } })
  }
}
