import type { Part } from '../../expression/readings/words.ts'
import type { Case } from '../case.ts'
import { termOf } from '../names.ts'
import { phrase, series } from '../say.ts'
import { quiet, shown, type Sentence } from './sentence.ts'

const money = (subject: Case, id: string): Part => ({ fen: subject.amount(id) })

const sumOf = (subject: Case, ids: readonly string[]): Part =>
  series(
    'plus',
    ids.map(id => phrase('termOf', { term: termOf(subject, id), amount: money(subject, id) })),
  )

export const fund: Sentence = (subject, line) => {
  const paying = subject.pack.layers.map(layer => `${layer.id}.paid`).filter(id => subject.amount(id) > 0)
  const amount = money(subject, line.id)
  return shown(paying.length === 0 ? phrase('fundOnly', { amount }) : phrase('fund', { amount, sum: sumOf(subject, paying) }))
}

export const personal: Sentence = (subject, line) => {
  const payer = subject.amount('charge') === subject.amount('total') ? 'total' : 'charge'
  return shown(phrase('personal', { amount: money(subject, line.id), charge: sumOf(subject, [payer]), fund: money(subject, 'fund') }))
}

export const selfFunded: Sentence = (subject, line) => {
  const amount = money(subject, line.id)
  const parts = ['offCatalogue', 'overLimit'].filter(id => subject.amount(id) > 0)
  const outside = parts.reduce((sum, id) => sum + subject.amount(id), 0)
  if (outside > subject.amount(line.id)) return shown(phrase('selfFundedCapped', { amount }))
  return shown(parts.length === 0 ? phrase('selfFundedNone', { amount }) : phrase('selfFunded', { amount, sum: sumOf(subject, parts) }))
}

export const selfPaid: Sentence = (subject, line) =>
  shown(
    phrase('selfPaid', {
      amount: money(subject, line.id),
      personal: money(subject, 'personal'),
      selfFunded: money(subject, 'selfFunded'),
    }),
  )

export const account: Sentence = (subject, line) => {
  const words = phrase('account', { amount: money(subject, line.id) })
  return subject.amount(line.id) > 0 ? shown(words) : quiet(words)
}

export const cash: Sentence = (subject, line) => {
  const amount = money(subject, line.id)
  if (subject.amount('account') === 0) return shown(phrase('cashOnly', { amount }))
  return shown(phrase('cash', { amount, personal: money(subject, 'personal'), account: money(subject, 'account') }))
}

export const institutionBorne: Sentence = (subject, line) => {
  const amount = subject.amount(line.id)
  if (amount < 0) return shown(phrase('institutionKeeps', { amount: { fen: -amount } }))
  const words = phrase('institutionBorne', { amount: { fen: amount } })
  return amount === 0 ? quiet(words) : shown(words)
}

/** total = funds + person + institution, to the fen. */
export function identity(subject: Case): Part {
  const parts = { total: money(subject, 'total'), fund: money(subject, 'fund'), personal: money(subject, 'personal') }
  const borne = subject.amount('institutionBorne')
  return borne < 0
    ? phrase('identityKept', { ...parts, kept: { fen: -borne } })
    : phrase('identity', { ...parts, institution: { fen: borne } })
}
