import { NOTHING, type Part } from '../../expression/readings/words.ts'
import type { Case } from '../case.ts'
import { because, cite } from '../cite.ts'
import { deniers, type LayerView } from '../layers.ts'
import { termOf } from '../names.ts'
import { brackets, phrase, series } from '../say.ts'
import { quiet, shown, type LayerSentence } from './sentence.ts'

/** A term of the sum that makes a base. */
interface Term {
  readonly words: Part
  readonly amount: number
  /** In brackets, the clauses that take it off. */
  readonly cited?: Part
}

export const firstSelfPay: LayerSentence = (subject, line) => {
  const amount = { fen: subject.value(line.node) }
  const share = subject.operand(line.id, 'share') ?? 0
  const reason = because(
    subject,
    subject.contributions(line.id).map(one => one.rule),
  )
  const words = phrase('firstSelfPay', { amount, sum: { fen: subject.operand(line.id, 'sum') ?? 0 }, share: { ratio: share }, reason })
  return share > 0 ? shown(words) : quiet(words)
}

/** What the layer counts: a sum and difference of earlier lines, at most what is still unpaid. */
export const base: LayerSentence = (subject, line, view) => {
  const amount = subject.value(line.node)
  const [added, taken] = terms(subject, view)
  const expected = Math.max(0, sumOf(added) - sumOf(taken))
  const capped = amount < expected ? phrase('baseCapped') : NOTHING
  const [only] = added
  if (only !== undefined && added.length === 1 && taken.length === 0) {
    return shown(phrase('baseIs', { amount: { fen: amount }, term: only.words, capped }))
  }
  const plus = series(
    'plus',
    added.map(term => termAmount(term)),
  )
  const sum = series('minus', [plus, ...taken.map(term => termAmount(term))])
  return shown(phrase('base', { amount: { fen: amount }, sum, capped }))
}

const termAmount = ({ words, amount, cited = NOTHING }: Term): Part =>
  series('joined', [phrase('termOf', { term: words, amount: { fen: amount } }), cited])

const sumOf = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + term.amount, 0)

/** What is added and what is taken off; terms of 0 are left out. */
function terms(subject: Case, { layer }: LayerView): readonly [readonly Term[], readonly Term[]] {
  const named = (names: readonly string[]): readonly Term[] =>
    names.map(name => ({ words: termOf(subject, name), amount: subject.amount(name) })).filter(term => term.amount !== 0)
  const added = named(layer.base.filter(name => !name.startsWith('-')))
  const taken = named(layer.base.filter(name => name.startsWith('-')).map(name => name.slice(1)))
  const irregular = deniers(subject, layer, 'irregular')
  const amount = irregular.length === 0 ? 0 : Number(subject.facts.own('cost.irregularAmount') ?? 0)
  const clauses = irregular.map(id => subject.rule(id)?.clause)
  const denied = { words: phrase('termIrregular'), amount, cited: brackets(cite(subject, clauses)) }
  const first = `${layer.id}.firstSelfPay`
  return [added, [...taken, ...(amount === 0 ? [] : [denied]), ...named([first])]]
}
