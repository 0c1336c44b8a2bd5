import type { Language } from '../base/issue.ts'
import type { BudgetReport } from '../budget/report.ts'
import type { Label } from '../facts/spec.ts'
import { compact } from '../page/number-text.ts'
import { formatFen } from '../summary/sums.ts'
import { budgetSay, wordOf, type BudgetSay } from './words.ts'

/** A report with what it takes to tell it in one language. */
export interface Telling {
  readonly report: BudgetReport
  /** The pack's own name. */
  readonly name: Label
  readonly language: Language
  readonly say: BudgetSay
  /** A member by its id. */
  readonly memberName: (id: string) => string
  /** A party of the ledger or of a share. */
  readonly partyName: (party: string) => string
  readonly unitName: string
}

export function tell(report: BudgetReport, name: Label, language: Language): Telling {
  const say = budgetSay(language)
  const members = new Map(report.unit.members.map(({ id, name: label }) => [id, label?.[language] ?? id]))
  const parties = new Map((report.closing?.shares ?? []).map(({ party, label }) => [party, label[language]]))
  const memberName = (id: string): string => members.get(id) ?? id
  const unitName = report.unit.name?.[language] ?? wordOf(say, report.unit.kind)
  const partyName = (party: string): string => {
    if (party.startsWith('member:')) return memberName(party.slice('member:'.length))
    return parties.get(party) ?? (party === 'unit' ? unitName : wordOf(say, party))
  }
  return { report, name, language, say, memberName, partyName, unitName }
}

/** Yuan as fen; a report's own sums are well-formed and may be above what one number of the input may be. */
export const fenOf = (amount: string): bigint => BigInt(amount.replace('.', ''))

/** The sum of amounts, as an amount. */
export const sumOf = (amounts: readonly string[]): string => formatFen(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n))

/** An amount as what only draws: never below nothing. */
export const drawn = (amount: string): number => Math.max(0, Number(amount))

/** Whether there is anything of it. */
export const isSome = (amount: string | null): amount is string => amount !== null && fenOf(amount) !== 0n

/** An amount in few characters, with a decimal more than a summary's: a total and what was spent of it are near each other. */
export const short = (amount: string, language: Language): string => compact(amount, language, 2)
