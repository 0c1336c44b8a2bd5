import type { Language } from '../base/issue.ts'
import { figuresHtml, pageHtml, sectionHtml } from '../page/html.ts'
import { compact, percent } from '../page/number-text.ts'
import type { Chart } from '../page/section.ts'
import type { SummaryJson } from './report.ts'
import { headLines, sections } from './sections.ts'
import { summarySay } from './words.ts'

/**
 * A summary as one page of HTML that needs nothing else: no script, no network. Every picture stands beside its numbers. The library that draws is loaded
 * when this is called.
 */
export async function writeSummaryHtml(summary: SummaryJson, language: Language): Promise<string> {
  const { drawChart } = await import('../page/draw-chart.ts')
  const say = summarySay(language)
  const head = headLines(summary, language, say)
  const draw = (chart: Chart): string => drawChart(chart, language)
  const { sums, rows, persons } = summary
  const figures: readonly (readonly [string, string])[] = [
    [say('total'), compact(sums.total, language)],
    [say('fund'), compact(sums.fund, language)],
    [say('personal'), compact(sums.personal, language)],
    [say('fundShare'), percent(sums.fundShare)],
    [say('inPolicyShare'), percent(sums.inPolicyShare)],
    [say('persons'), compact(String(persons), language)],
  ]
  return pageHtml({
    language,
    title: head.title,
    lead: [head.policy, head.rows],
    warnings: head.warnings,
    body: [
      rows.settled === 0 ? `<p>${say('nothing')}</p>` : figuresHtml(figures),
      ...sections(summary, language, say).map(section => sectionHtml(section, draw)),
    ],
    foot: say('ofRecord'),
  })
}
