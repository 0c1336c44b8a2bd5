import { calendarOf, type Calendar, type CalendarYear } from '../base/calendar.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import { budgetLabel } from '../facts/budget-facts.ts'
import type { Pack } from '../pack/pack.ts'
import { packIdentity } from '../settlement/pack-identity.ts'
import { BudgetRun } from './budget-run.ts'
import { closeYear, type Closing } from './closing.ts'
import { PART_LABELS } from './labels.ts'
import { ledgerEntries } from './ledger.ts'
import { approvedSums, payMonths, yearAdvance, type Months } from './months.ts'
import { planReport, planYear, type Plan } from './plan.ts'
import { draftYear } from './read-year.ts'
import type { BudgetReport, ScoreReport } from './report.ts'
import { scoreEntries } from './scores/entries.ts'
import { settleScores } from './scores/settle-scores.ts'
import { monthName } from './spend-sums.ts'
import { leadsOf, resolveUnit } from './unit.ts'
import type { YearInput } from './year-input.ts'

/** What of a year is worked out. */
export type BudgetPart = (typeof PARTS)[number]

const PARTS = ['plan', 'months', 'closing', 'scores'] as const

export interface BudgetOptions {
  /** What is asked for; what lacks its facts then is an error. Without it: as far as the facts reach. */
  readonly parts?: readonly BudgetPart[]
  /** Years of the working calendar besides the published ones, or instead of them. */
  readonly calendar?: readonly CalendarYear[]
}

/** Plans, pays and closes a year by the budget rules of a pack. Throws a PolicyError with everything that is wrong or missing. */
export function budgetYear(pack: Pack, input: unknown, options: BudgetOptions = {}): BudgetReport {
  const issues: Issue[] = []
  const calendar = readCalendar(options.calendar, issues)
  const year = draftYear(input, issues)
  if (calendar !== undefined && year !== undefined && issues.length > 0) issues.push(...lackingBeside(pack, year, calendar, issues))
  const asked = year === undefined || issues.length > 0 ? undefined : askedParts(pack, year, options.parts, issues)
  if (calendar === undefined || year === undefined || asked === undefined || issues.length > 0) throw policyError(issues)
  const run = new BudgetRun(pack, year, calendar, issues)
  const unit = resolveUnit(run)
  const plan = asked.needsPlan ? planYear(run) : undefined
  const months = asked.has('months') && (plan !== undefined || !asked.needsPlan) ? payMonths(run, plan?.advance ?? null) : undefined
  const closing =
    asked.has('closing') && plan !== undefined ? closeYear(run, plan, months, months?.approved ?? approvedSums(run)) : undefined
  const advance = (asked.has('plan') || asked.has('months')) && plan !== undefined ? yearAdvance(run, plan.advance) : []
  const scores = asked.has('scores') ? settleScores(run) : undefined
  if (issues.length > 0) throw policyError(distinct(issues))
  return report(run, unit, asked, { plan, months, closing, scores }, [
    ...advance,
    ...(months?.movements ?? []),
    ...(closing?.movements ?? []),
  ])
}

/** Issues that say what nobody gave. */
const LACKS: readonly string[] = ['budgetFactMissing', 'budgetParameterMissing', 'historyYearsMissing']

/** What the plan of a year with issues lacks besides: not what was given and has an issue. */
function lackingBeside(pack: Pack, year: YearInput, calendar: Calendar, issues: readonly Issue[]): readonly Issue[] {
  const lacking: Issue[] = []
  const run = new BudgetRun(pack, year, calendar, lacking)
  resolveUnit(run)
  if (year.history !== undefined) planYear(run)
  const isKnown = ({ path }: Issue): boolean => path !== '' && issues.some(one => one.path === path || one.path.startsWith(`${path}/`))
  return distinct(lacking.filter(issue => LACKS.includes(issue.code) && !isKnown(issue)))
}

interface Done {
  readonly plan: Plan | undefined
  readonly months: Months | undefined
  readonly closing: Closing | undefined
  readonly scores: ScoreReport | undefined
}

function report(
  run: BudgetRun,
  unit: string,
  asked: Asked,
  { plan, months, closing, scores }: Done,
  movements: Parameters<typeof ledgerEntries>[0],
): BudgetReport {
  const { year, members, name } = run.input
  return {
    version: 1,
    policy: packIdentity(run.pack),
    year,
    unit: {
      kind: unit,
      name,
      lead: leadsOf(members).length === 1 ? (leadsOf(members)[0]?.id ?? null) : null,
      members: members.map(member => ({ id: member.id, name: member.name })),
    },
    plan: plan === undefined || !asked.has('plan') ? null : planReport(plan),
    months: months?.payments ?? [],
    closing: closing?.report ?? null,
    scores: scores ?? null,
    ledger: [...ledgerEntries(movements), ...(scores === undefined ? [] : scoreEntries(scores))],
    fired: run.fired,
    assumptions: run.assumptions,
    findings: distinct([...run.findings, ...(scores?.findings ?? [])]),
    sources: distinct([...run.sources, ...(scores?.sources ?? [])]),
  }
}

const isPartList = (parts: unknown): boolean => Array.isArray(parts) && parts.every((part: unknown) => PARTS.some(one => one === part))

interface Asked {
  readonly has: (part: BudgetPart) => boolean
  /** Months and closing rest on the total where the policy prepays it. */
  readonly needsPlan: boolean
}

/** The parts asked for, or those whose facts are there. */
function askedParts(pack: Pack, year: YearInput, parts: readonly BudgetPart[] | undefined, issues: Issue[]): Asked | undefined {
  const hasTotal = year.total !== undefined || (year.history !== undefined && year.history.size > 0)
  const months = new Set(year.monthlyApproved?.map(({ month }) => month).filter(month => month.startsWith(`${String(year.year)}-`)))
  const there: Readonly<Record<BudgetPart, string | undefined>> = {
    plan: hasTotal ? undefined : '/budget/total',
    months: months.size > 0 ? undefined : '/budget/monthlyApproved',
    closing: !hasTotal ? '/budget/total' : year.actual !== undefined || months.size === 12 ? undefined : '/budget/actual',
    scores: year.scores !== undefined ? undefined : '/scores',
  }
  if (parts !== undefined && !isPartList(parts)) {
    issues.push(errorIssue('unknownPart', '/parts', { known: PARTS.join(', ') }))
    return undefined
  }
  for (const part of parts ?? []) {
    const lacking = there[part]
    if (lacking === '/budget/actual' && months.size > 0) issues.push(closingLacks(year.year, months))
    else if (lacking !== undefined) issues.push(partLacks(part, lacking))
  }
  const has = (part: BudgetPart): boolean => (parts === undefined ? there[part] === undefined : parts.includes(part))
  const prepays = pack.budgets.some(rule => rule.type === 'prepay' && rule.params['of'] === 'total')
  return { has, needsPlan: has('plan') || has('closing') || (has('months') && prepays) }
}

function partLacks(part: BudgetPart, path: string): Issue {
  const fact = path.slice(1).replaceAll('/', '.')
  const [name, label] = [PART_LABELS[part], budgetLabel(fact)]
  return errorIssue('partNeeds', path, {
    part,
    partLabel: name.zh,
    partLabelEn: name.en,
    fact,
    label: label?.zh ?? fact,
    labelEn: label?.en ?? fact,
  })
}

/** Some months are there: the others would do, too. */
function closingLacks(year: number, months: ReadonlySet<string>): Issue {
  const all = Array.from({ length: 12 }, (_, i) => monthName(year, i + 1))
  return errorIssue('closingNeedsMonths', '/budget/actual', { months: all.filter(month => !months.has(month)).join(', ') })
}

function readCalendar(years: readonly CalendarYear[] | undefined, issues: Issue[]): Calendar | undefined {
  const isYear = (one: unknown): boolean =>
    isPlainObject(one) && Number.isInteger(one['year']) && typeof one['off'] === 'string' && typeof one['on'] === 'string'
  if (years === undefined || (Array.isArray(years) && years.every(isYear))) return calendarOf([...PUBLISHED_DAYS, ...(years ?? [])])
  issues.push(errorIssue('wrongType', '/calendar', { expected: 'array', received: typeof years }))
  return undefined
}

/** Each once: two readings may come to the same. */
const distinct = <T>(found: readonly T[]): readonly T[] => [...new Map(found.map(one => [JSON.stringify(one), one])).values()]
