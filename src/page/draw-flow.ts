import { SankeyChart } from 'echarts/charts'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { INK, svgOf } from './plain-svg.ts'
import type { Flow } from './section.ts'
import { wrap } from './wrap.ts'

use([SankeyChart, SVGRenderer])

const NODE = 12
const LABEL = 11
const LINE = 14
/** Between a node and its label, and between the label and the next node. */
const AIR = 8
/** Height of the money itself, beside the gaps. */
const MONEY = 150

/** Money that runs from left to right, as an SVG element `width` units wide, in columns of equal width, each label right of its node. */
export function drawFlow({ nodes, links }: Flow, width: number): string {
  const columns = Math.max(...nodes.map(({ column }) => column)) + 1
  const room = Math.floor(width / columns) - NODE - AIR * 2
  const labels = nodes.map(({ label, amount }) => [...wrap(label, room), amount])
  // No label is higher than the gap, so none touches the next.
  const gap = Math.max(...labels.map(lines => lines.length)) * LINE + AIR
  const inColumn = Array.from({ length: columns }, (_, i) => nodes.filter(({ column }) => column === i).length)
  const height = MONEY + Math.max(...inColumn) * gap
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height })
  drawing.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    series: {
      type: 'sankey',
      left: 0,
      right: room + AIR * 2,
      top: gap / 2,
      bottom: gap / 2,
      nodeWidth: NODE,
      nodeGap: gap,
      draggable: false,
      silent: true,
      data: nodes.map(({ id, column, colour }) => ({ name: id, depth: column, itemStyle: { color: `var(--${colour})`, borderWidth: 0 } })),
      links: links.map(({ from, to, value }) => ({ source: from, target: to, value })),
      lineStyle: { color: 'var(--flow)', opacity: 1, curveness: 0.5 },
      label: {
        position: 'right',
        distance: AIR,
        color: INK,
        fontSize: LABEL,
        lineHeight: LINE,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => labels[dataIndex]?.join('\n') ?? '',
      },
    },
  })
  return svgOf(drawing)
}
