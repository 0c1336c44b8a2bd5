import type { ScoreReport } from '../budget/report.ts'
import { grouped, percent } from '../page/number-text.ts'
import { drawn, short, type Telling } from './telling.ts'
import type { BudgetSection } from './sections.ts'
import { wordOf } from './words.ts'

/** Cases a page shows; a file of JSON holds all. */
const MOST_CASES = 200

/** What every institution earned by its cases. */
export function scoreSections(telling: Telling): readonly BudgetSection[] {
  const { scores } = telling.report
  return scores === null ? [] : [sums(telling, scores), institutions(telling, scores), ...cases(telling, scores)]
}

function sums({ say }: Telling, { method, fund, reimbursementRatio, score, pointValue, remainder }: ScoreReport): BudgetSection {
  return {
    title: say('scoreSums'),
    columns: [say('line'), say('value')],
    rows: [
      [say('method'), wordOf(say, method)],
      [say('scoreFund'), grouped(fund)],
      [say('reimbursementRatio'), percent(reimbursementRatio)],
      [say('score'), grouped(score)],
      [say('pointValue'), pointValue === null ? say('none') : grouped(pointValue)],
      [say('remainder'), grouped(remainder)],
    ],
  }
}

function institutions({ say, language, memberName }: Telling, { institutions: all }: ScoreReport): BudgetSection {
  const words = ['member', 'cases', 'score', 'standard', 'paidByOthers', 'entitled', 'used', 'band', 'fundPays'] as const
  return {
    title: say('scores'),
    columns: words.map(word => say(word)),
    rows: all.map(one => [
      memberName(one.member),
      grouped(String(one.cases)),
      grouped(one.score),
      grouped(one.standard),
      grouped(one.paidByOthers),
      grouped(one.entitled),
      one.used === null ? say('none') : grouped(one.used),
      one.band ?? say('none'),
      grouped(one.fund),
    ]),
    chart: {
      upright: false,
      categories: all.map(({ member }) => memberName(member)),
      series: [
        { name: say('fundPays'), colour: 'fund0', values: all.map(({ fund }) => drawn(fund)) },
        { name: say('paidByOthers'), colour: 'personal', values: all.map(one => drawn(one.paidByOthers)) },
      ],
      ends: all.map(({ standard }) => short(standard, language)),
    },
  }
}

function cases({ say, memberName }: Telling, { cases: all }: ScoreReport): readonly BudgetSection[] {
  if (all.length === 0) return []
  const isCut = all.length > MOST_CASES
  return [
    {
      title: isCut ? say('scoreCasesCut', { shown: MOST_CASES, count: all.length }) : say('scoreCases'),
      columns: (['case', 'member', 'group', 'multiple', 'deviation', 'factors', 'score', 'standard', 'entitled', 'review'] as const).map(
        word => say(word),
      ),
      rows: all
        .slice(0, MOST_CASES)
        .map(one => [
          one.id,
          memberName(one.member),
          one.group,
          one.multiple,
          wordOf(say, one.deviation),
          one.factors.map(({ id, factor }) => `${id} × ${factor}`).join(' '),
          grouped(one.score),
          one.standard === null ? say('none') : grouped(one.standard),
          one.entitled === null ? say('none') : grouped(one.entitled),
          one.review ? say('yes') : say('none'),
        ]),
      texts: [1, 2, 4, 5],
      isDetail: true,
    },
  ]
}
