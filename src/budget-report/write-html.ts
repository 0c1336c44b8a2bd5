import type { Language } from '../base/issue.ts'
import type { BudgetReport } from '../budget/report.ts'
import type { Label } from '../facts/spec.ts'
import { escapeHtml, figuresHtml, pageHtml, sectionHtml } from '../page/html.ts'
import { grouped } from '../page/number-text.ts'
import type { Chart, Flow } from '../page/section.ts'
import { moneyFlow } from './flow.ts'
import { headLines } from './head.ts'
import { budgetSections } from './sections.ts'
import { isSome, short, tell, type Telling } from './telling.ts'

/** Widths of the drawing of the flow: it is drawn for a screen and for a phone, and a page shows the one that fits. */
const WIDE = 1000
const NARROW = 350

/**
 * A budget report as one page of HTML that needs nothing else: no script, no network. Every picture stands beside its numbers. The library that draws is
 * loaded when this is called. `name`: the pack's.
 */
export async function writeBudgetHtml(report: BudgetReport, name: Label, language: Language): Promise<string> {
  const [{ drawChart }, { drawFlow }] = await Promise.all([import('../page/draw-chart.ts'), import('../page/draw-flow.ts')])
  const telling = tell(report, name, language)
  const { say } = telling
  const head = headLines(telling)
  const flow = moneyFlow(telling)
  const sections = budgetSections(telling)
  const draw = (chart: Chart): string => drawChart(chart, language)
  return pageHtml({
    language,
    title: head.title,
    lead: head.lead,
    warnings: head.warnings,
    body: [
      figuresHtml(figures(telling)),
      ...(sections.length === 0 ? [`<p>${say('nothing')}</p>`] : []),
      ...(flow === undefined ? [] : [flowHtml(say('flow'), flow, drawFlow)]),
      ...sections.map(section => sectionHtml(section, draw)),
    ],
    foot: say('ofRecord'),
  })
}

const flowHtml = (title: string, flow: Flow, draw: (flow: Flow, width: number) => string): string =>
  `<section>\n<h2>${escapeHtml(title)}</h2>\n<div class="flow wide">${draw(flow, WIDE)}</div>\n<div class="flow narrow">${draw(flow, NARROW)}</div>\n</section>`

function figures({ report, say, language }: Telling): readonly (readonly [string, string])[] {
  const { plan, closing, scores } = report
  const total = closing?.total ?? plan?.total
  const advance = plan?.advance ?? null
  const pointValue = scores?.pointValue ?? null
  const few = (amount: string): string => short(amount, language)
  return [
    ...(total === undefined ? [] : [[say('total'), few(total)] as const]),
    ...(advance === null ? [] : [[say('advance'), few(advance.amount)] as const]),
    ...(closing === null ? [] : [[say('actual'), few(closing.actual)] as const]),
    ...(closing !== null && isSome(closing.overrun) ? [[say('overrun'), few(closing.overrun)] as const] : []),
    ...(closing !== null && isSome(closing.surplus) ? [[say('surplus'), few(closing.surplus)] as const] : []),
    ...(scores === null ? [] : [[say('scoreFund'), few(scores.fund)] as const]),
    ...(pointValue === null ? [] : [[say('pointValue'), grouped(pointValue)] as const]),
  ]
}
