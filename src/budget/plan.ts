import { errorIssue, findingIssue } from '../base/issue.ts'
import type { Label } from '../facts/spec.ts'
import type { Rule } from '../pack/pack.ts'
import { adjusted } from './adjusted.ts'
import { allocationsOf } from './allocations.ts'
import { clausesOf, labelOf, type BudgetRun } from './budget-run.ts'
import { formatFen, formatShare, halfUpFen, sumFen, timesRatio, WHOLE, type Fen } from './fen.ts'
import { LABELS } from './labels.ts'
import type { BudgetLine, BudgetPlan } from './report.ts'

/** A line in fen. */
export interface PlanLine {
  readonly id: string
  readonly label: Label
  readonly amount: Fen
  readonly working: string
  readonly rules: readonly Rule[]
}

/** The plan of a year in fen. */
export interface Plan {
  readonly lines: readonly PlanLine[]
  readonly total: Fen
  readonly advance: PlanLine | null
  readonly reserve: PlanLine | null
  readonly allocations: readonly PlanLine[]
}

/** Works out the total, its advance and its reserve. Undefined, with issues, where a number is missing. */
export function planYear(run: BudgetRun): Plan | undefined {
  const computed = computedLines(run)
  if (computed === undefined) return undefined
  const before = sumFen(computed.map(line => line.amount))
  const raised = [...computed, ...adjustmentLines(run, before)]
  const reserve = reserveLine(run, sumFen(raised.map(line => line.amount)))
  const lines = reserve?.carved === true ? [...raised, carvedLine(reserve.line)] : raised
  const total = sumFen(lines.map(line => line.amount))
  if (total < 0n) run.issues.push(errorIssue('totalNegative', '/budget', { total: formatFen(total) }))
  return {
    lines,
    total,
    advance: advanceLine(run, total),
    reserve: reserve?.line ?? null,
    allocations: allocationsOf(run, total),
  }
}

/** What the total is made of before any adjustment: history and growth, or the total that was given in their place. */
function computedLines(run: BudgetRun): readonly PlanLine[] | undefined {
  const { total, history } = run.input
  const rule = history === undefined || history.size === 0 ? undefined : run.unique(run.firing('computeBudget'))
  const given: PlanLine | undefined =
    total === undefined ? undefined : { id: 'given', label: LABELS.given, amount: total, working: formatFen(total), rules: [] }
  const lines = rule === undefined ? undefined : historyLines(run, rule)
  if (given === undefined) {
    if (rule === undefined) run.issues.push(errorIssue('totalNeeded', '/budget/total'))
    return lines
  }
  if (lines === undefined) return [given]
  const difference = given.amount - sumFen(lines.map(line => line.amount))
  const working = `${formatFen(given.amount)} − ${formatFen(given.amount - difference)}`
  return difference === 0n ? lines : [...lines, { id: 'approved', label: LABELS.approved, amount: difference, working, rules: [] }]
}

/** Base, growth and other factors: half-up(aggregate × (1 + growth × weight)) + other. */
function historyLines(run: BudgetRun, rule: Rule): readonly PlanLine[] | undefined {
  const { contributionGrowth: growth, otherFactors } = run.input
  const base = baseOf(run, rule)
  const weight = run.number(rule.params['growthWeight'] ?? '1', 'scale')
  if (growth === undefined) run.lacksFact('budget.contributionGrowth', '/budget', rule)
  if (base === undefined || weight === undefined || growth === undefined) return undefined
  if (otherFactors === undefined) run.assume('budget.otherFactors', '0.00')
  const amount = halfUpFen(base.numerator, base.denominator)
  const scale = WHOLE * WHOLE
  const grown = halfUpFen(base.numerator * (scale + growth * weight), base.denominator * scale)
  const factor = weight === WHOLE ? formatShare(growth) : `${formatShare(growth)} × ${formatShare(weight)}`
  const other = otherFactors ?? 0n
  return [
    { id: 'base', label: LABELS.base, amount, working: base.working, rules: [rule] },
    { id: 'growth', label: LABELS.growth, amount: grown - amount, working: `${formatFen(amount)} × ${factor}`, rules: [rule] },
    ...(other === 0n ? [] : [{ id: 'other', label: LABELS.other, amount: other, working: formatFen(other), rules: [rule] }]),
  ]
}

interface Base {
  readonly numerator: bigint
  readonly denominator: bigint
  readonly working: string
}

/** The years that are needed, all of them; undefined, with the missing ones named. */
function baseOf(run: BudgetRun, rule: Rule): Base | undefined {
  const count = run.number(rule.params['years'], 'count')
  const aggregator = run.choice(rule.params['aggregator'])
  if (count === undefined || aggregator === undefined) return undefined
  const history = run.input.history ?? new Map<number, Fen>()
  const years = Array.from({ length: Number(count) }, (_, i) => run.input.year - Number(count) + i)
  const missing = years.filter(year => !history.has(year))
  if (missing.length > 0) {
    run.issues.push(errorIssue('historyYearsMissing', '/budget/history', { years: missing.join(', ') }, rule.clause))
    return undefined
  }
  const unused = [...history.keys()].filter(year => !years.includes(year)).sort((a, b) => a - b)
  if (unused.length > 0) run.findings.push(findingIssue('historyYearsUnused', '/budget/history', { years: unused.join(', ') }, rule.clause))
  const amounts = years.map(year => history.get(year) ?? 0n)
  const sum = sumFen(amounts)
  const shown = amounts.map(formatFen).join(' + ')
  if (aggregator === 'latest') return { numerator: amounts.at(-1) ?? 0n, denominator: 1n, working: formatFen(amounts.at(-1) ?? 0n) }
  if (aggregator === 'sum') return { numerator: sum, denominator: 1n, working: shown }
  return { numerator: sum, denominator: count, working: `(${shown}) ÷ ${String(count)}` }
}

/** Each on the total before any of them. */
function adjustmentLines(run: BudgetRun, total: Fen): readonly PlanLine[] {
  return run.firing('adjustBudget', { of: 'total' }).flatMap(rule => {
    const result = adjusted(run, rule, total)
    return result === undefined ? [] : [{ ...result, id: rule.id, label: labelOf(rule), amount: result.amount - total, rules: [rule] }]
  })
}

/** An advance of so many months of the total, or of a share of it. */
function advanceLine(run: BudgetRun, total: Fen): PlanLine | null {
  const rule = run.unique(run.firing('prepay', { of: 'total' }))
  if (rule === undefined) return null
  const common = { id: 'advance', label: labelOf(rule), rules: [rule] }
  if (rule.params['share'] !== undefined) {
    const share = run.number(rule.params['share'], 'ratio')
    if (share === undefined) return null
    return { ...common, amount: timesRatio(total, share), working: `${formatFen(total)} × ${formatShare(share)}` }
  }
  const months = run.number(rule.params['months'], 'count')
  if (months === undefined) return null
  const working = `${formatFen(total)}${months === 1n ? '' : ` × ${String(months)}`} ÷ 12`
  return { ...common, amount: halfUpFen(total * months, 12n), working }
}

/** What is set aside for incentives; nothing, with a finding, where nobody gave what it is a part of. */
function reserveLine(run: BudgetRun, total: Fen): { readonly line: PlanLine; readonly carved: boolean } | undefined {
  const rule = run.unique(run.firing('reserveIncentive'))
  if (rule === undefined) return undefined
  const of = run.choice(rule.params['of'])
  const base = of === 'total' ? total : run.input.amounts.get('priorYearFundUse')
  const rate = run.number(rule.params['rate'], 'ratio')
  const carved = run.value(rule.params['carveOut'] ?? false)
  if (base === undefined) run.findings.push(findingIssue('reserveNeedsUse', '/budget/priorYearFundUse', { rule: rule.id }, rule.clause))
  if (base === undefined || rate === undefined || carved === undefined) return undefined
  const working = `${formatFen(base)} × ${formatShare(rate)}`
  return { line: { id: 'reserve', label: labelOf(rule), amount: timesRatio(base, rate), working, rules: [rule] }, carved: carved === true }
}

const carvedLine = ({ amount, rules }: PlanLine): PlanLine => ({
  id: 'carvedOut',
  label: LABELS.carvedOut,
  amount: -amount,
  working: `− ${formatFen(amount)}`,
  rules,
})

/** A line as reports write it. */
const budgetLine = ({ id, label, amount, working, rules }: PlanLine): BudgetLine => ({
  id,
  label,
  amount: formatFen(amount),
  working,
  rules: rules.map(rule => rule.id),
  clauses: clausesOf(rules),
})

export const planReport = ({ lines, total, advance, reserve, allocations }: Plan): BudgetPlan => ({
  lines: lines.map(budgetLine),
  total: formatFen(total),
  advance: advance === null ? null : budgetLine(advance),
  reserve: reserve === null ? null : budgetLine(reserve),
  allocations: allocations.map(budgetLine),
})
