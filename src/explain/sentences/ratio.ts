import { ONE } from '../../expression/node.ts'
import { NOTHING, type Part } from '../../expression/readings/words.ts'
import type { Line } from '../../expression/sheet.ts'
import type { LayerJson } from '../../pack/schema.ts'
import type { Case } from '../case.ts'
import { because, parametersClause } from '../cite.ts'
import { ConditionTeller } from '../conditions.ts'
import { limitName, limitsOf } from '../names.ts'
import { phrase, series } from '../say.ts'
import { quiet, shown, type LayerSentence } from './sentence.ts'

/** The cost above the deductible, and what the tightest limit on cost leaves of it. */
export const payable: LayerSentence = (subject, line, { layer }) => {
  const [base, deductible] = [subject.amount(`${layer.id}.base`), subject.amount(`${layer.id}.deductible`)]
  const [amount, above] = [subject.value(line.node), base - deductible]
  if (amount === above) {
    return quiet(phrase('payable', { amount: { fen: amount }, base: { fen: base }, deductible: { fen: deductible } }))
  }
  const teller = new ConditionTeller(subject.facts)
  const cut = limitsOf(layer).find(
    ({ json, leftId }) =>
      json.counts === 'cost' && (json.when === undefined || teller.holds(json.when)) && subject.amount(leftId) === amount,
  )
  const limit = cut === undefined ? NOTHING : limitName(subject, cut.id)
  return shown(phrase('payableCut', { amount: { fen: amount }, above: { fen: above }, limit, left: { fen: amount } }))
}

/** The numbers of a layer's segments as their lines have them: '' for a single one, else 1, 2 … */
export const suffixes = (layer: LayerJson): readonly string[] =>
  layer.segments === undefined || layer.segments.length === 1 ? [''] : layer.segments.map((_, i) => String(i + 1))

const suffixOf = (line: Line): string => /\d*$/.exec(line.id)?.[0] ?? ''

export const portion: LayerSentence = (subject, line, { layer }) => quiet(portionWords(subject, layer, suffixOf(line)))

function portionWords(subject: Case, layer: LayerJson, suffix: string): Part {
  const id = `${layer.id}.portion${suffix}`
  const amount = { fen: subject.amount(id) }
  if (suffix === '') return phrase('portion', { amount })
  const from = { fen: subject.operand(`${layer.id}.portion${String(Number(suffix) - 1)}`, 'to') ?? 0 }
  const to = subject.operand(id, 'to')
  if (to === undefined) return phrase('portionLast', { from, amount })
  return Number(suffix) === 1
    ? phrase('portionFirst', { to: { fen: to }, amount })
    : phrase('portionBetween', { from, to: { fen: to }, amount })
}

export const baseRatio: LayerSentence = (subject, line, { layer }) => quiet(baseRatioWords(subject, layer, suffixOf(line)))

/** The ratio before points, with the rule that sets it or the clause of its parameter, and the rule that reduced it. */
function baseRatioWords(subject: Case, layer: LayerJson, suffix: string): Part {
  const { ratio, declared, reason, reduction } = baseOf(subject, layer, suffix)
  return reduction === NOTHING
    ? phrase('baseRatio', { ratio: { ratio }, reason })
    : phrase('baseRatioReduced', { ratio: { ratio }, declared: { ratio: declared }, reason: reduction })
}

function baseOf(subject: Case, layer: LayerJson, suffix: string) {
  const id = `${layer.id}.baseRatio${suffix}`
  const rulesOf = (type: string): readonly string[] => subject.contributions(id, type).map(one => one.rule)
  const setters = rulesOf('setRatio')
  const reducers = rulesOf('reduceSegments')
  const ratio = subject.amount(id)
  const declared = subject.operand(id, 'declared') ?? ratio
  return {
    ratio,
    declared,
    reason: setters.length > 0 ? because(subject, setters) : parametersClause(subject, id, 'declared'),
    reduction: reducers.length > 0 && ratio !== declared ? because(subject, reducers) : NOTHING,
  }
}

export const points: LayerSentence = (subject, line, { layer }) => {
  const of = pointsWords(subject, layer)
  return quiet(of === NOTHING ? phrase('pointsNone') : phrase('points', { points: { points: subject.value(line.node) }, of }))
}

function pointsWords(subject: Case, layer: LayerJson): Part {
  const given = subject.contributions(`${layer.id}.points`).flatMap(({ rule, value }) => {
    const number = value === null ? 0 : subject.value(value)
    return number === 0 ? [] : [phrase('pointsOf', { points: { points: number }, reason: because(subject, [rule]) })]
  })
  return given.length === 0 ? NOTHING : series('comma', given)
}

/** The ratio that counts, of each segment that holds some of the cost. */
export const ratio: LayerSentence = (subject, line, { layer }) => {
  const suffix = suffixOf(line)
  const words = ratioWords(subject, layer, suffix)
  const holds = subject.amount(`${layer.id}.portion${suffix}`) > 0
  const said = suffix === '' ? words : phrase('segmentRatio', { portion: portionWords(subject, layer, suffix), ratio: words })
  return holds ? shown(said) : quiet(said)
}

function ratioWords(subject: Case, layer: LayerJson, suffix: string): Part {
  const value = { ratio: subject.amount(`${layer.id}.ratio${suffix}`) }
  const base = baseOf(subject, layer, suffix)
  const given = pointsWords(subject, layer)
  if (given === NOTHING) {
    if (base.reduction === NOTHING) return phrase('ratio', { ratio: value, reason: base.reason })
    return phrase('ratioReduced', { ratio: value, declared: { ratio: base.declared }, reason: base.reduction })
  }
  const sum = base.ratio + subject.amount(`${layer.id}.points`)
  const clamp = sum < 0 ? phrase('ratioClampLow') : sum > ONE ? phrase('ratioClampHigh') : NOTHING
  return phrase('ratioPoints', { ratio: value, base: baseRatioWords(subject, layer, suffix), points: given, clamp })
}

export const raw: LayerSentence = (subject, line, { layer }) =>
  quiet(phrase('raw', { amount: { fen: subject.value(line.node) }, ...formula(subject, layer) }))

/** Portions times ratios, and whether their sum had to be rounded. */
export function formula(subject: Case, layer: LayerJson): { readonly formula: Part; readonly rounded: Part } {
  const segments = suffixes(layer).map(suffix => ({
    amount: subject.amount(`${layer.id}.portion${suffix}`),
    ratio: subject.amount(`${layer.id}.ratio${suffix}`),
  }))
  const filled = segments.filter(segment => segment.amount > 0)
  const told = filled.length === 0 ? segments.slice(0, 1) : filled
  const exact = segments.reduce((sum, { amount, ratio }) => sum + amount * ratio, 0) % ONE === 0
  const products = told.map(({ amount, ratio }) => phrase('product', { amount: { fen: amount }, ratio: { ratio } }))
  return { formula: series('plus', products), rounded: exact ? NOTHING : phrase('rounded') }
}
