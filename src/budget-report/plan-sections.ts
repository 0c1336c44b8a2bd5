import type { BudgetLine } from '../budget/report.ts'
import { grouped } from '../page/number-text.ts'
import type { Section } from '../page/section.ts'
import type { Telling } from './telling.ts'

/** The lines that sum to the total, then what is paid of it in advance or set aside beside it. */
export function planSections({ report, say, language }: Telling): readonly Section[] {
  const { plan } = report
  if (plan === null) return []
  const row = ({ label, amount, working, clauses }: BudgetLine): readonly string[] => [
    label[language],
    grouped(amount),
    working,
    clauses.join(' '),
  ]
  const beside = [plan.advance, plan.reserve, ...plan.allocations].filter(line => line !== null)
  return [
    {
      title: say('plan'),
      columns: (['line', 'amount', 'working', 'clause'] as const).map(word => say(word)),
      rows: [...plan.lines.map(row), [say('planTotal'), grouped(plan.total), '', ''], ...beside.map(row)],
      texts: [2, 3],
    },
  ]
}
