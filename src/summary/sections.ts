import type { Language } from '../base/issue.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Label } from '../facts/spec.ts'
import { DIMENSIONS, type DimensionId } from './dimensions.ts'
import { compact, grouped, percent } from '../page/number-text.ts'
import type { Chart, Section } from '../page/section.ts'
import type { SummaryJson, SummaryRow, Sums } from './report.ts'
import type { SummarySay, SummaryWord } from './words.ts'

interface Telling {
  readonly summary: SummaryJson
  readonly language: Language
  readonly say: SummarySay
}

const TITLES: Readonly<Record<DimensionId, SummaryWord>> = {
  tier: 'byTier',
  kind: 'byKind',
  scheme: 'byScheme',
  location: 'byLocation',
  category: 'byCategory',
}

/** Colours of the funds, in order, by name of a style variable; what persons bear has its own. */
const FUND_COLOURS = 6
const fundColour = (index: number): string => `fund${String(index % FUND_COLOURS)}`

/** Everything a summary tells, in the order in which it is read. */
export function sections(summary: SummaryJson, language: Language, say: SummarySay): readonly Section[] {
  const telling: Telling = { summary, language, say }
  if (summary.rows.settled === 0) return refusals(telling)
  return [
    funds(telling),
    breakdown(telling, 'byMonth', say('month'), summary.by.month, code => code, true),
    ...DIMENSIONS.map(({ id, path }) =>
      breakdown(telling, TITLES[id], factSpec(path)?.label[language] ?? path, summary.by[id], code => codeName(telling, path, code)),
    ),
    ...limits(telling),
    bills(telling),
    ...persons(telling),
    top(telling),
    ...refusals(telling),
  ]
}

function codeName({ language, say }: Telling, path: string, code: string): string {
  return code === '' ? say('notGiven') : (factSpec(path)?.codeLabels?.[code]?.[language] ?? code)
}

function funds({ summary, language, say }: Telling): Section {
  const rows = summary.funds.map(({ id, label }) => {
    const sums = summary.sums.funds[id]
    const cells = [sums?.paid, sums?.paidClaims, sums?.deductible, sums?.deductibleClaims, sums?.capExcess, sums?.cappedClaims]
    return [label[language], ...cells.map(cell => grouped(String(cell ?? 0)))]
  })
  const words = ['funds', 'paid', 'paidClaims', 'deductible', 'deductibleClaims', 'capExcess', 'cappedClaims'] as const
  const paid = summary.funds.map(({ id }) => summary.sums.funds[id]?.paid ?? '0')
  return {
    title: say('funds'),
    columns: words.map(word => say(word)),
    rows,
    chart: {
      upright: false,
      categories: summary.funds.map(({ label }) => label[language]),
      series: paid.map((amount, i) => ({
        name: summary.funds[i]?.label[language] ?? '',
        colour: fundColour(i),
        values: paid.map((_, j) => (i === j ? Number(amount) : 0)),
      })),
      ends: paid.map(amount => compact(amount, language)),
    },
  }
}

/** Rows of sums, the last of all of them. */
function breakdown(
  telling: Telling,
  title: SummaryWord,
  head: string,
  rows: readonly SummaryRow[],
  name: (code: string) => string,
  upright = false,
): Section {
  const { summary, language, say } = telling
  const labels = summary.funds.map(({ label }) => label[language])
  const cells = ({ claims, total, funds: paid, personal, fundShare, inPolicyShare }: Sums): readonly string[] => [
    grouped(String(claims)),
    grouped(total),
    ...summary.funds.map(({ id }) => grouped(paid[id]?.paid ?? '0.00')),
    grouped(personal),
    percent(fundShare),
    percent(inPolicyShare),
  ]
  return {
    title: say(title),
    columns: [head, say('claims'), say('total'), ...labels, say('personal'), say('fundShare'), say('inPolicyShare')],
    rows: [...rows.map(row => [name(row.code), ...cells(row)]), [say('everything'), ...cells(summary.sums)]],
    chart: {
      upright,
      categories: rows.map(row => name(row.code)),
      series: [
        ...summary.funds.map(({ id, label }, i) => ({
          name: label[language],
          colour: fundColour(i),
          values: rows.map(row => Number(row.funds[id]?.paid ?? 0)),
        })),
        { name: say('personal'), colour: 'personal', values: rows.map(row => Math.max(0, Number(row.personal))) },
      ],
      ends: rows.map(row => compact(row.total, language)),
    },
  }
}

function limits({ summary, language, say }: Telling): readonly Section[] {
  if (summary.limits.length === 0) return []
  const labels = new Map<string, Label>(summary.funds.map(({ id, label }) => [id, label]))
  const names = summary.limits.map(({ id, fund, bucket }) => `${labels.get(fund)?.[language] ?? fund} · ${bucket?.[language] ?? id}`)
  const cells = summary.limits.map(limit => [
    say(limit.counts === 'payment' ? 'countsPayment' : 'countsCost'),
    grouped(String(limit.persons)),
    grouped(String(limit.claims)),
  ])
  const persons = summary.limits.map(limit => limit.persons)
  return [
    {
      title: say('limits'),
      columns: [say('limit'), say('counts'), say('persons'), say('claims')],
      rows: names.map((name, i) => [name, ...(cells[i] ?? [])]),
      chart: bars(names, say('persons'), persons),
    },
  ]
}

/** One count by category. */
const bars = (categories: readonly string[], name: string, values: readonly number[], upright = false): Chart => ({
  upright,
  categories,
  series: [{ name, colour: 'count', values }],
  ends: values.map(value => grouped(String(value))),
})

function bills({ summary, language, say }: Telling): Section {
  const steps = summary.distribution.bills
  const names = steps.map(step => rangeText(step, language, say))
  return {
    title: say('bills'),
    columns: [say('range'), say('claims'), say('total'), say('fund')],
    rows: steps.map((step, i) => [names[i] ?? '', grouped(String(step.claims)), grouped(step.total), grouped(step.fund)]),
    chart: bars(
      names,
      say('claims'),
      steps.map(step => step.claims),
    ),
  }
}

function persons({ summary, language, say }: Telling): readonly Section[] {
  return (['fund', 'personal'] as const).map(by => {
    const steps = summary.distribution[by]
    const names = steps.map(step => rangeText(step, language, say))
    return {
      title: say(by === 'fund' ? 'personsByFund' : 'personsByPersonal'),
      columns: [say('range'), say('persons'), say('fund'), say('personal')],
      rows: steps.map((step, i) => [names[i] ?? '', grouped(String(step.persons)), grouped(step.fund), grouped(step.personal)]),
      chart: bars(
        names,
        say('persons'),
        steps.map(step => step.persons),
      ),
    }
  })
}

/** A step in words; the first is of nothing at all, the second of less than the third begins with. */
function rangeText({ from, to }: { readonly from: string; readonly to?: string }, language: Language, say: SummarySay): string {
  const short = (text: string): string => compact(text, language)
  if (from === '0.00') return say('none')
  if (to === undefined) return say('above', { from: short(from) })
  return from === '0.01' ? say('below', { to: short(to) }) : say('between', { from: short(from), to: short(to) })
}

function top({ summary, say }: Telling): Section {
  return {
    title: say('top'),
    columns: [say('claim'), say('total'), say('fund'), say('personal')],
    rows: summary.top.map(({ claimId, total, fund, personal }) => [claimId, grouped(total), grouped(fund), grouped(personal)]),
  }
}

function refusals({ summary, say }: Telling): readonly Section[] {
  const rows = Object.entries(summary.rows.refused).map(([code, count]) => [code, grouped(String(count))])
  return rows.length === 0 ? [] : [{ title: say('refusals'), columns: [say('code'), say('rowsRefused')], rows }]
}

/** What a summary is of, line by line: the policy, what to know of its numbers, how many rows. */
export function headLines({ policy, rows, persons: people }: SummaryJson, language: Language, say: SummarySay) {
  const { id, status, scheme, illustrative, name } = policy
  return {
    title: say('title', { name: name[language] }),
    policy: say('policy', { id, status: say(status), scheme: scheme ?? say('noScheme') }),
    warnings: [
      ...(illustrative ? [say('warnIllustrative', { scheme: scheme ?? '' })] : []),
      ...(status === 'issued' ? [] : [say('warnStatus', { status: say(status) })]),
    ],
    rows: say('rows', {
      settled: grouped(String(rows.settled)),
      rejected: grouped(String(rows.rejected)),
      persons: grouped(String(people)),
    }),
  }
}
