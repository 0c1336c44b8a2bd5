import { grouped } from '../page/number-text.ts'
import { drawn, sumOf, type Telling } from './telling.ts'
import type { BudgetSection } from './sections.ts'

/** What was approved and paid month by month, and the advance that is recovered with it. */
export function monthSections({ report, say, memberName }: Telling): readonly BudgetSection[] {
  const { months } = report
  if (months.length === 0) return []
  const sum = (pick: 'approved' | 'offset' | 'paid'): string => grouped(sumOf(months.map(month => month[pick])))
  const series = (word: 'paid' | 'offset' | 'advanceLeft', colour: string) => ({
    name: say(word),
    colour,
    values: months.map(month => drawn(month[word])),
  })
  const byMember = months.flatMap(({ month, members }) =>
    members.map(({ member, approved }) => [month, memberName(member), grouped(approved)]),
  )
  const advances = months.flatMap(month =>
    month.advances.map(({ member, amount, due }) => [month.month, memberName(member), grouped(amount), due ?? say('none')]),
  )
  return [
    {
      title: say('months'),
      columns: (['month', 'approved', 'offset', 'paid', 'advanceLeft'] as const).map(word => say(word)),
      rows: [
        ...months.map(one => [one.month, grouped(one.approved), grouped(one.offset), grouped(one.paid), grouped(one.advanceLeft)]),
        [say('everything'), sum('approved'), sum('offset'), sum('paid'), ''],
      ],
      chart: {
        upright: true,
        categories: months.map(({ month }) => month),
        // Paid and offset together are what was approved.
        series: [series('paid', 'fund0'), series('offset', 'fund2'), { ...series('advanceLeft', 'fund5'), as: { form: 'line' } }],
        ends: [],
      },
    },
    ...(advances.length === 0
      ? []
      : [{ title: say('monthAdvances'), columns: [say('month'), say('member'), say('amount'), say('due')], rows: advances, texts: [1] }]),
    ...(byMember.length === 0
      ? []
      : [
          {
            title: say('monthMembers'),
            columns: [say('month'), say('member'), say('approved')],
            rows: byMember,
            texts: [1],
            isDetail: true,
          },
        ]),
  ]
}
