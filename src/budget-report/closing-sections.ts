import type { BudgetClosing, ClosingShare } from '../budget/report.ts'
import { grouped, percent } from '../page/number-text.ts'
import type { Section } from '../page/section.ts'
import { drawn, fenOf, isSome, short, sumOf, type Telling } from './telling.ts'
import { wordOf } from './words.ts'

/** The year's result, who keeps or bears it, and the members' parts in it. */
export function closingSections(telling: Telling): readonly Section[] {
  const { closing } = telling.report
  return [
    ...(closing === null ? [] : [result(telling, closing), ...shares(telling, closing)]),
    ...members(telling),
    ...(closing === null ? [] : splits(telling, closing)),
  ]
}

function result({ report, say }: Telling, { total, actual, surplus, overrun, sharedOverrun, reserve }: BudgetClosing): Section {
  const isByDefault = report.assumptions.some(({ fact }) => fact === 'budget.reasonableOverrun')
  return {
    title: say('closing'),
    columns: [say('line'), say('amount')],
    rows: [
      [say('total'), grouped(total)],
      [say('actual'), grouped(actual)],
      [say('surplus'), grouped(surplus)],
      [say('overrun'), grouped(overrun)],
      ...(isSome(overrun) ? [[say(isByDefault ? 'sharedByDefault' : 'sharedOverrun'), grouped(sharedOverrun)]] : []),
      ...(reserve === null ? [] : [[say('reserve'), grouped(reserve)]]),
    ],
  }
}

function shares({ say, language }: Telling, closing: BudgetClosing): readonly Section[] {
  if (closing.shares.length === 0) return []
  const amounts = closing.shares.map(({ amount }) => amount)
  return [
    {
      title: say(isSome(closing.overrun) ? 'overrunShares' : 'surplusShares'),
      columns: [say('party'), say('share'), say('amount'), say('clause')],
      rows: [
        ...closing.shares.map(({ label, share, amount, clauses }) => [label[language], percent(share), grouped(amount), clauses.join(' ')]),
        [say('everything'), '', grouped(sumOf(amounts)), ''],
      ],
      texts: [3],
      chart: {
        upright: false,
        categories: closing.shares.map(({ label }) => label[language]),
        series: [{ name: say('amount'), colour: 'count', values: amounts.map(drawn) }],
        ends: amounts.map(amount => short(amount, language)),
      },
    },
  ]
}

/** Longer pictures are no pictures any more: those with most, then the table alone. */
const MOST_DRAWN = 24

interface MemberSums {
  readonly id: string
  readonly name: string
  readonly approved: string
  readonly actual: string
}

function memberSums({ report, memberName }: Telling): readonly MemberSums[] {
  const actual = new Map(report.closing?.members.map(one => [one.member, one.actual]) ?? [])
  const approved = new Map<string, string>()
  for (const { members: parts } of report.months)
    for (const one of parts) approved.set(one.member, sumOf([approved.get(one.member) ?? '0.00', one.approved]))
  return report.unit.members.map(({ id }) => ({
    id,
    name: memberName(id),
    approved: approved.get(id) ?? '0.00',
    actual: actual.get(id) ?? '0.00',
  }))
}

function members(telling: Telling): readonly Section[] {
  const { report, say, language } = telling
  const { closing, months } = report
  const sums = memberSums(telling)
  if (sums.length === 0 || (closing === null && months.length === 0)) return []
  const asked = [...(months.length === 0 ? [] : (['approved'] as const)), ...(closing === null ? [] : (['actual'] as const))]
  const rewarded = closing?.rewarded ?? null
  const most = [...sums]
    .sort((one, other) => Number(fenOf(other.actual) + fenOf(other.approved) - fenOf(one.actual) - fenOf(one.approved)))
    .slice(0, MOST_DRAWN)
  const colours = { approved: 'fund1', actual: 'fund0' }
  return [
    {
      title: say('members'),
      columns: [say('member'), ...asked.map(word => say(word)), ...(rewarded === null ? [] : [say('rewarded')])],
      rows: [
        ...sums.map(one => [
          one.name,
          ...asked.map(word => grouped(one[word])),
          ...(rewarded === null ? [] : [say(rewarded.includes(one.id) ? 'yes' : 'no')]),
        ]),
        [say('everything'), ...asked.map(word => grouped(sumOf(sums.map(one => one[word])))), ...(rewarded === null ? [] : [''])],
      ],
      chart: {
        upright: false,
        categories: most.map(one => one.name),
        series: asked.map(word => ({
          name: say(word),
          colour: colours[word],
          values: most.map(one => drawn(one[word])),
          as: { form: 'beside' as const, ends: most.map(one => short(one[word], language)) },
        })),
        ends: [],
      },
    },
  ]
}

function splits({ say, language, memberName }: Telling, closing: BudgetClosing): readonly Section[] {
  if (closing.splits.length === 0) return []
  const row = (of: string, member: string | null, { label, share, amount, clauses }: ClosingShare): readonly string[] => [
    member === null ? wordOf(say, of) : `${wordOf(say, of)} · ${memberName(member)}`,
    label[language],
    percent(share),
    grouped(amount),
    clauses.join(' '),
  ]
  return [
    {
      title: say('splits'),
      columns: [say('of'), say('party'), say('share'), say('amount'), say('clause')],
      rows: closing.splits.flatMap(({ of, member, shares: parts }) => parts.map(part => row(of, member, part))),
      texts: [1, 4],
    },
  ]
}
