import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Language } from '../base/issue.ts'
import { compact } from './number-text.ts'
import { FAINT, INK, svgOf } from './plain-svg.ts'
import type { Chart, ChartSeries } from './section.ts'
import { wrap } from './wrap.ts'

use([BarChart, LineChart, GridComponent, SVGRenderer])

const WIDTH = 360
const UPRIGHT = 220
/** What a picture needs below its bars, or beside them. */
const FOOT = 8
const NAMES = 126
/** Room for a name at the left, and for one of its lines. */
const NAME_WIDTH = NAMES - 14
const LINE = 13
/** Room for each of several bars of one category. */
const BESIDE = 17

/** A chart as an SVG element whose colours are style variables of the page; no script, no address. The same chart gives the same text. */
export function drawChart(chart: Chart, language: Language): string {
  const height = chart.upright ? UPRIGHT : chart.categories.length * rowHeight(chart) + FOOT
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  const last = chart.series.length - 1
  drawing.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    grid: chart.upright ? { left: 58, right: 6, top: 10, bottom: 38 } : { left: NAMES, right: 62, top: 2, bottom: FOOT - 2 },
    ...(chart.upright ? upright(chart, language) : lying(chart)),
    series: chart.series.map((series, i) => (series.as?.form === 'line' ? line(series) : bar(chart, series, i === last))),
  })
  return svgOf(drawing)
}

interface Place {
  readonly dataIndex: number
}

function bar({ upright, ends }: Chart, { colour, values, as }: ChartSeries, isLast: boolean): object {
  const own = as?.form === 'beside' ? as.ends : isLast ? ends : undefined
  return {
    type: 'bar',
    ...(as?.form === 'beside' ? {} : { stack: 'all' }),
    data: [...values],
    barMaxWidth: 18,
    itemStyle: { color: `var(--${colour})` },
    clip: false,
    silent: true,
    ...(upright || own === undefined
      ? {}
      : { label: { show: true, position: 'right', color: INK, formatter: ({ dataIndex }: Place) => own[dataIndex] ?? '' } }),
  }
}

const line = ({ colour, values }: ChartSeries): object => ({
  type: 'line',
  data: [...values],
  symbol: 'circle',
  symbolSize: 4,
  lineStyle: { color: `var(--${colour})`, width: 2 },
  itemStyle: { color: `var(--${colour})` },
  clip: false,
  silent: true,
})

/** Room for the bars and for the lines of the longest name. */
function rowHeight({ categories, series }: Chart): number {
  const lines = Math.max(...categories.map(name => wrap(name, NAME_WIDTH).length))
  const beside = series.filter(({ as }) => as?.form === 'beside').length
  return Math.max(30, lines * LINE + 8, beside * BESIDE + 8)
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
    data: chart.categories.map(name => wrap(name, NAME_WIDTH).join('\n')),
    axisLabel: { color: INK, fontSize: 11, lineHeight: LINE, interval: 0 },
    axisLine: { lineStyle: { color: FAINT } },
    axisTick: { show: false },
  },
})
