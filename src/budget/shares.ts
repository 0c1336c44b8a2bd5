import { errorIssue } from '../base/issue.ts'
import { allocate } from '../base/allocate.ts'
import type { Label } from '../facts/spec.ts'
import type { Rule } from '../pack/pack.ts'
import type { PartyShare } from '../pack/schema-shares.ts'
import { clausesOf, labelOf, type BudgetRun } from './budget-run.ts'
import { formatFen, formatShare, WHOLE, type Fen } from './fen.ts'
import type { Movement } from './ledger.ts'
import type { ClosingShare } from './report.ts'

/** A party with its part of an amount. */
export interface PartyAmount {
  readonly party: string
  readonly is: PartyShare['is']
  readonly share: bigint
  readonly amount: Fen
  readonly label: Label
  readonly rule: Rule
}

/** Divides an amount by the shares of a rule, by largest remainder. Undefined, with an issue, where a share has no value or they do not sum to one. */
export function divide(run: BudgetRun, rule: Rule, amount: Fen): readonly PartyAmount[] | undefined {
  const list = rule.params['shares'] as readonly PartyShare[]
  const given = list.map(({ share }) => (share === 'rest' ? 0n : run.number(share, 'ratio')))
  if (given.includes(undefined)) return undefined
  const sum = given.reduce<bigint>((all, share) => all + (share ?? 0n), 0n)
  const hasRest = list.some(({ share }) => share === 'rest')
  if (hasRest ? sum > WHOLE : sum !== WHOLE) {
    run.issues.push(errorIssue('sharesNotWhole', '', { sum: formatShare(sum), rule: rule.id }, rule.clause))
    return undefined
  }
  const shares = list.map(({ share }, i) => (share === 'rest' ? WHOLE - sum : (given[i] ?? 0n)))
  const amounts = allocate(
    amount,
    list.map(({ party }, i) => ({ name: party, weight: shares[i] ?? 0n })),
  )
  return list.map(({ party, label, is }, i) => ({
    party,
    is,
    share: shares[i] ?? 0n,
    amount: amounts[i] ?? 0n,
    label: label ?? { zh: party, en: party },
    rule,
  }))
}

/** As reports write it. */
export const closingShare = ({ party, share, amount, label, rule }: PartyAmount): ClosingShare => ({
  party,
  label,
  share: formatShare(share),
  amount: formatFen(amount),
  rules: [rule.id],
  clauses: clausesOf([rule]),
})

/** The money that a share of a closing moves, but for who has it before. */
export const shareMovement = (of: string, { party, amount, label, rule }: PartyAmount): Omit<Movement, 'from' | 'to'> => ({
  id: `closing.${of}.${party}`,
  stage: 'closing',
  on: null,
  amount,
  label: rule.label === undefined ? label : labelOf(rule),
  rules: [rule],
})
