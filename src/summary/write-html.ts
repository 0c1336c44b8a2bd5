import type { Language } from '../base/issue.ts'
import { PAGE_STYLE } from './page-style.ts'
import { compact, percent } from './number-text.ts'
import type { SummaryJson } from './report.ts'
import { headLines, sections, type Chart, type Section } from './sections.ts'
import { summarySay } from './words.ts'

/**
 * A summary as one page of HTML that needs nothing else: no script, no network. Every picture stands beside its numbers. The library that draws is loaded
 * when this is called.
 */
export async function writeSummaryHtml(summary: SummaryJson, language: Language): Promise<string> {
  const { drawChart } = await import('./draw-chart.ts')
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
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escape(head.title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escape(head.title)}</h1>`,
    `<p>${escape(head.policy)}</p>`,
    `<p>${escape(head.rows)}</p>`,
    ...head.warnings.map(text => `<p class="warning">${escape(text)}</p>`),
    '</header>',
    '<main>',
    ...(rows.settled === 0 ? [`<p>${escape(say('nothing'))}</p>`] : [`<dl>${figures.map(figure).join('')}</dl>`]),
    ...sections(summary, language, say).map(section => sectionHtml(section, draw)),
    '</main>',
    `<footer><p>${escape(say('ofRecord'))}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const figure = ([name, value]: readonly [string, string]): string => `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>`

function sectionHtml({ title, columns, rows, chart }: Section, draw: (chart: Chart) => string): string {
  const picture = chart === undefined ? '' : `<figure>${legend(chart)}${draw(chart)}</figure>`
  return `<section>\n<h2>${escape(title)}</h2>\n<div class="pair">${picture}\n<div class="numbers">${table(columns, rows)}</div></div>\n</section>`
}

/** Colours by name, where there are several. */
function legend({ series }: Chart): string {
  if (series.length < 2) return ''
  return `<figcaption>${series.map(({ name, colour }) => `<span><i style="background:var(--${colour})"></i>${escape(name)}</span>`).join('')}</figcaption>`
}

/** On a narrow screen each row stands by itself, every number after the name of its column. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map(column => `<th scope="col">${escape(column)}</th>`).join('')
  const body = rows.map(([name = '', ...cells]) => {
    const numbers = cells.map((cell, i) => `<td data-name="${escape(columns[i + 1] ?? '')}">${escape(cell)}</td>`).join('')
    return `<tr><th scope="row">${escape(name)}</th>${numbers}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char)
