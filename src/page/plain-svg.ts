import type { EChartsType } from 'echarts/core'

export const INK = 'var(--ink)'
export const FAINT = 'var(--line)'

/** A finished drawing as an SVG element whose colours are style variables of the page; no script, no address. The same drawing gives the same text. */
export function svgOf(drawing: EChartsType): string {
  const text = drawing.renderToSVGString({ useViewBox: true })
  drawing.dispose()
  return plain(text)
}

/** Without what only a script or another document would need, without clips (nothing of ours is drawn beyond its axes), and without counters that grow from chart to chart. */
function plain(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>|<defs[\s\S]*?<\/defs>/g, '')
    .replace(/^<svg [^>]*?(viewBox="[^"]*")[^>]*>/, '<svg $1 aria-hidden="true">')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|clip-path)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, '')
    .trim()
}
