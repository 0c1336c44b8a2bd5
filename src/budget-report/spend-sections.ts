import type { SpendReport, SpendRow } from '../budget/report.ts'
import { factSpec } from '../facts/catalogue.ts'
import { grouped } from '../page/number-text.ts'
import { drawn, short, sumOf, type Telling } from './telling.ts'
import type { BudgetSection } from './sections.ts'

const COUNTS = { paid: 'countPaid', score: 'countScore', capitation: 'countCapitation' } as const

/** What claims came to: by kind of care, in full by month and member, and what of them does not count. */
export function spendSections(telling: Telling): readonly BudgetSection[] {
  const { spend } = telling.report
  if (spend === undefined) return []
  return [byKind(telling, spend), ...byMonth(telling, spend), ...outside(telling, spend)]
}

interface KindSums {
  readonly kind: string
  readonly counts: SpendRow['counts']
  cases: number
  cost: string
  paid: string
}

function byKind({ say, language }: Telling, { rows, cases, paid }: SpendReport): BudgetSection {
  const kinds = new Map<string, KindSums>()
  for (const { kind, counts, ...row } of rows) {
    const key = `${kind} ${counts}`
    const sums = kinds.get(key) ?? { kind, counts, cases: 0, cost: '0.00', paid: '0.00' }
    kinds.set(key, { ...sums, cases: sums.cases + row.cases, cost: sumOf([sums.cost, row.cost]), paid: sumOf([sums.paid, row.paid]) })
  }
  const all = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sums]) => sums)
  const name = (kind: string): string => kindName(kind, language)
  return {
    title: say('spend'),
    columns: (['kind', 'countsWith', 'cases', 'cost', 'fundPaid'] as const).map(word => say(word)),
    rows: [
      ...all.map(one => [name(one.kind), say(COUNTS[one.counts]), grouped(String(one.cases)), grouped(one.cost), grouped(one.paid)]),
      [say('everything'), '', grouped(String(cases)), grouped(sumOf(all.map(one => one.cost))), grouped(paid)],
    ],
    texts: [1],
    ...(all.length === 0
      ? {}
      : {
          chart: {
            upright: false,
            categories: all.map(({ kind }) => name(kind)),
            series: [{ name: say('fundPaid'), colour: 'count', values: all.map(one => drawn(one.paid)) }],
            ends: all.map(one => short(one.paid, language)),
          },
        }),
  }
}

const kindName = (kind: string, language: 'zh' | 'en'): string => factSpec('encounter.kind')?.codeLabels?.[kind]?.[language] ?? kind

function byMonth({ say, language, memberName }: Telling, { rows }: SpendReport): readonly BudgetSection[] {
  if (rows.length === 0) return []
  return [
    {
      title: say('spendMonths'),
      columns: (['month', 'member', 'kind', 'cases', 'cost', 'fundPaid'] as const).map(word => say(word)),
      rows: rows.map(row => [
        row.month,
        memberName(row.member),
        kindName(row.kind, language),
        grouped(String(row.cases)),
        grouped(row.cost),
        grouped(row.paid),
      ]),
      texts: [1, 2],
      isDetail: true,
    },
  ]
}

function outside({ say }: Telling, { outside: all }: SpendReport): readonly BudgetSection[] {
  if (all.length === 0) return []
  return [
    {
      title: say('spendOutside'),
      columns: [say('why'), say('cases'), say('fundPaid')],
      rows: all.map(({ why, cases, paid }) => [say(why), grouped(String(cases)), grouped(paid)]),
    },
  ]
}
