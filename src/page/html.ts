import type { Language } from '../base/issue.ts'
import { PAGE_STYLE } from './page-style.ts'
import type { Chart, Section } from './section.ts'

/** A page that needs nothing else: no script, no network. `body`: its parts, as HTML. */
export interface Page {
  readonly language: Language
  readonly title: string
  readonly lead: readonly string[]
  readonly warnings: readonly string[]
  readonly body: readonly string[]
  readonly foot: string
}

export function pageHtml({ language, title, lead, warnings, body, foot }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...lead.map(text => `<p>${escapeHtml(text)}</p>`),
    ...warnings.map(text => `<p class="warning">${escapeHtml(text)}</p>`),
    '</header>',
    '<main>',
    ...body,
    '</main>',
    `<footer><p>${escapeHtml(foot)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** The figures that matter most, each under its name. */
export const figuresHtml = (figures: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>${figures.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`

/** A section: its picture, where it has one, beside its table. */
export function sectionHtml(section: Section, draw: (chart: Chart) => string): string {
  const { title, chart } = section
  const picture = chart === undefined ? '' : `<figure>${legendHtml(chart.series)}${draw(chart)}</figure>`
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n<div class="pair">${picture}\n<div class="numbers">${table(section)}</div></div>\n</section>`
}

/** Colours by name, where there are several. */
function legendHtml(series: readonly { readonly name: string; readonly colour: string }[]): string {
  if (series.length < 2) return ''
  return `<figcaption>${series.map(({ name, colour }) => `<span><i style="background:var(--${colour})"></i>${escapeHtml(name)}</span>`).join('')}</figcaption>`
}

/** On a narrow screen each row stands by itself, every number after the name of its column. */
function table({ columns, rows, texts = [] }: Section): string {
  const kind = (column: number): string => (texts.includes(column) ? ' class="text"' : '')
  const head = columns.map((column, i) => `<th scope="col"${kind(i)}>${escapeHtml(column)}</th>`).join('')
  const body = rows.map(([name = '', ...cells]) => {
    const numbers = cells.map(
      (cell, i) => `<td${kind(i + 1)} data-name="${escapeHtml(columns[i + 1] ?? '')}"><span>${escapeHtml(cell)}</span></td>`,
    )
    return `<tr><th scope="row">${escapeHtml(name)}</th>${numbers.join('')}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char)
