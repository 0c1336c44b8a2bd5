import type { Part } from '../../expression/readings/words.ts'
import type { Case } from '../case.ts'
import { because } from '../cite.ts'
import { termOf } from '../names.ts'
import { phrase, series } from '../say.ts'
import { quiet, shown, type Said, type Sentence } from './sentence.ts'

const money = (subject: Case, id: string): Part => ({ fen: subject.amount(id) })

const said = (subject: Case, id: string): Part => phrase('lineOf', { term: termOf(subject, id), amount: money(subject, id) })

export const total: Sentence = subject => shown(said(subject, 'total'))

/** A part of the bill is told where there is one. */
export const partOfBill: Sentence = (subject, line): Said => ({ words: said(subject, line.id), shown: subject.amount(line.id) > 0 })

/** The advance self-pay, with the rules that lower its share for some items. */
export const advanceSelfPay: Sentence = (subject, line) => {
  const words = said(subject, line.id)
  const adjusted = subject.contributions(line.id)
  // Without items nothing was adjusted: a finding says so.
  const hasItems = (subject.operand(line.id, 'items') ?? 0) > 0
  if (adjusted.length === 0 || !hasItems) return { words, shown: subject.amount(line.id) > 0 }
  const points = adjusted.reduce((sum, one) => sum + (one.value === null ? 0 : subject.value(one.value)), 0)
  const reason = because(
    subject,
    adjusted.map(one => one.rule),
  )
  return shown(phrase('shareAdjusted', { line: words, points: { drop: points }, reason }))
}

/** What the policy covers of the bill, as total less its other parts. */
export const inPolicy: Sentence = (subject, line) => {
  const parts = ['offCatalogue', 'overLimit', 'advanceSelfPay'].filter(id => subject.amount(id) > 0)
  if (parts.length === 0) return shown(said(subject, line.id))
  const sum = series(
    'minus',
    ['total', ...parts].map(id => said(subject, id)),
  )
  return shown(phrase('lineSum', { term: termOf(subject, line.id), amount: money(subject, line.id), sum }))
}

/** What is charged: the total, which needs no words, or the standard of the rule that fires. */
export const charge: Sentence = (subject, line) => {
  const setters = subject.contributions(line.id).map(one => one.rule)
  if (setters.length === 0) return quiet(said(subject, line.id))
  return shown(phrase('chargeStandard', { amount: money(subject, line.id), reason: because(subject, setters) }))
}
