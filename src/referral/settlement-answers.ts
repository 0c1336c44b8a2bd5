import { findingIssue, type Issue } from '../base/issue.ts'
import { decisionSpec } from '../effect/decisions/decisions.ts'
import type { Decision } from './decision.ts'
import { paramCodes } from './numbers.ts'
import { firing, reasonOf, type Question } from './question.ts'
import type { Undecided } from './undecided.ts'

type Settlement = Decision['settlement']

/** How the insurer settles with the institution, and which agency does. */
export const settlementAnswers = (question: Question, undecided: Undecided): Settlement => ({
  methods: firing(question, 'setSettlementMethod').flatMap(rule => {
    const methods = undecided.resolve(rule, missing =>
      paramCodes(question.pack, rule.params['methods'], question.judged.facts.day, missing),
    )
    return (methods ?? []).map(method => ({ method, permitted: rule.params['permitted'] === true, ...reasonOf(rule) }))
  }),
  payers: firing(question, 'assignPayer').map(rule => ({
    payer: String(rule.params['payer']),
    business: typeof rule.params['business'] === 'string' ? rule.params['business'] : null,
    ...reasonOf(rule),
  })),
})

/** Rules that answer differently where there can be one answer only; what is merely permitted, or concerns a part of the business, stands beside it. */
export function settlementConflicts({ methods, payers }: Settlement): readonly Issue[] {
  const required = methods.filter(({ permitted }) => !permitted).map(({ rule, method }) => ({ rule, value: method }))
  const businesses = [...new Set(payers.map(({ business }) => business))]
  return [
    ...conflict('setSettlementMethod', required),
    ...businesses.flatMap(one =>
      conflict(
        'assignPayer',
        payers.filter(({ business }) => business === one).map(({ rule, payer }) => ({ rule, value: payer })),
      ),
    ),
  ]
}

function conflict(type: string, answers: readonly { readonly rule: string; readonly value: string }[]): readonly Issue[] {
  const rules = [...new Set(answers.map(({ rule }) => rule))]
  const saidBy = (rule: string): string => answers.flatMap(one => (one.rule === rule ? [one.value] : [])).join('/')
  const values = [...new Set(rules.map(saidBy))]
  if (values.length < 2) return []
  const label = decisionSpec(type)?.label ?? { zh: type, en: type }
  return [findingIssue('answersConflict', '', { rules: rules.join(', '), values: values.join(', '), of: label.zh, ofEn: label.en })]
}
