import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Language } from '../base/issue.ts'
import { compact } from './number-text.ts'
import type { Chart } from './sections.ts'

use([BarChart, GridComponent, SVGRenderer])

const WIDTH = 360
const UPRIGHT = 220
/** What a picture needs below its bars, or beside them. */
const FOOT = 8
const NAMES = 126
/** Room for a name at the left, its letters, its lines. */
const NAME_WIDTH = NAMES - 32
const LINE = 13
const LETTER = 7
const HAN = 11

const INK = 'var(--ink)'
const FAINT = 'var(--line)'

/** A chart as an SVG element whose colours are style variables of the page; no script, no address. The same chart gives the same text. */
export function drawChart(chart: Chart, language: Language): string {
  const height = chart.upright ? UPRIGHT : chart.categories.length * rowHeight(chart.categories) + FOOT
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  drawing.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    grid: chart.upright ? { left: 58, right: 6, top: 10, bottom: 38 } : { left: NAMES, right: 62, top: 2, bottom: FOOT - 2 },
    ...(chart.upright ? upright(chart, language) : lying(chart)),
    series: chart.series.map(({ colour, values }, i) => ({
      type: 'bar',
      stack: 'all',
      data: [...values],
      barMaxWidth: 18,
      itemStyle: { color: `var(--${colour})` },
      clip: false,
      silent: true,
      ...(chart.upright || i < chart.series.length - 1
        ? {}
        : { label: { show: true, position: 'right', color: INK, formatter: ({ dataIndex }: Place) => chart.ends[dataIndex] ?? '' } }),
    })),
  })
  const text = drawing.renderToSVGString({ useViewBox: true })
  drawing.dispose()
  return plain(text)
}

interface Place {
  readonly dataIndex: number
}

/** Room for a bar and for the lines that the longest name takes, words being broken where they may. */
function rowHeight(names: readonly string[]): number {
  const width = (name: string): number => [...name].reduce((sum, letter) => sum + (letter > '\u2e7f' ? HAN : LETTER), 0)
  const lines = Math.max(...names.map(name => Math.ceil((width(name) * 5) / (NAME_WIDTH * 4))))
  return Math.max(30, lines * LINE + 8)
}

const upright = (chart: Chart, language: Language): object => ({
  xAxis: {
    type: 'category',
    data: chart.categories.map((name, i) => monthName(name, chart.categories[i - 1], chart.categories[i + 1])),
    axisLabel: { color: INK, interval: 0, fontSize: 11 },
    axisLine: { lineStyle: { color: FAINT } },
    axisTick: { show: false },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    axisLabel: { color: INK, fontSize: 11, formatter: (value: number) => compact(String(Math.trunc(value)), language) },
    splitLine: { lineStyle: { color: FAINT } },
  },
})

/** A month by its number, with the year below it where a year begins: not twice side by side. */
function monthName(name: string, before: string | undefined, after: string | undefined): string {
  const [year = '', month = name] = name.split('-')
  const isIn = (other: string | undefined): boolean => other?.startsWith(`${year}-`) === true
  return isIn(before) || (after !== undefined && !isIn(after)) ? month : `${month}\n${year}`
}

const lying = (chart: Chart): object => ({
  xAxis: { type: 'value', show: false },
  yAxis: {
    type: 'category',
    inverse: true,
    data: [...chart.categories],
    axisLabel: { color: INK, fontSize: 11, width: NAME_WIDTH, overflow: 'break', lineHeight: LINE, interval: 0 },
    axisLine: { lineStyle: { color: FAINT } },
    axisTick: { show: false },
  },
})

/** Without what only a script or another document would need, and without counters that grow from chart to chart. */
function plain(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/^<svg [^>]*?(viewBox="[^"]*")[^>]*>/, '<svg $1 aria-hidden="true">')
    .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, '')
    .trim()
}
