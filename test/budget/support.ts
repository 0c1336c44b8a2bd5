import { isPolicyError } from '../../src/base/issue.ts'
import type { BudgetOptions } from '../../src/budget/budget.ts'
import type { BudgetReport } from '../../src/budget/report.ts'
import type { BudgetFacts, BudgetYear, Member } from '../../src/budget/year.ts'
import type { FullPolicy, PolicyOptions } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'

const open = new Map<string, FullPolicy>()

/** A policy, opened once for each scheme and set of parameters. */
export function policy(name: string, options: PolicyOptions = {}): FullPolicy {
  const key = JSON.stringify([name, options])
  const found = open.get(key) ?? openPolicy(name, options)
  open.set(key, found)
  return found
}

export const GROUP: readonly Member[] = [
  { id: 'a', allianceId: 'group', allianceRole: 'lead' },
  { id: 'b', allianceId: 'group', allianceRole: 'member' },
  { id: 'c', allianceId: 'group', allianceRole: 'member' },
]

/** A year of a group of three. */
export const groupYear = (budget: Partial<BudgetFacts>, members: readonly Member[] = GROUP): BudgetYear => ({
  version: 1,
  budget: { year: 2020, yearIndex: 1, total: '105000000.00', ...budget },
  members,
})

export const ofGroup = (budget: Partial<BudgetFacts>, options: PolicyOptions = {}, parts: BudgetOptions = {}): BudgetReport =>
  policy('shanwei', options).budget(groupYear(budget), parts)

/** Codes and places of everything that is wrong. */
export function issuesOf(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    if (!isPolicyError(error)) throw error
    return error.issues.map(issue => `${issue.code} ${issue.path}`.trim())
  }
}

/** An object without one of its keys. */
export const without = <T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>

/** Yuan as fen. */
export const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''))

export const yuan = (amount: bigint): string => {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)
