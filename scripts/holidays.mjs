/** Writes `src/base/published-days.ts` from the package chinese-days, of which only `isWorkday` of a date string is right in every time zone. `npm run holidays` */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chineseDays from 'chinese-days'
import { format, resolveConfig } from 'prettier'

/** The package answers for any year, published or not: the last one whose notice is out is written here, by hand, when it is updated. */
const [FIRST, LAST] = [2014, 2026]

const file = fileURLToPath(new URL('../src/base/published-days.ts', import.meta.url))
const years = []
for (let year = FIRST; year <= LAST; year += 1) {
  const days = { off: [], on: [] }
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 864e5) {
    const date = new Date(at)
    const isWeekend = date.getUTCDay() % 6 === 0
    const text = date.toISOString().slice(0, 10)
    if (chineseDays.isWorkday(text) === isWeekend) days[isWeekend ? 'on' : 'off'].push(text.slice(5).replace('-', ''))
  }
  years.push(`  { year: ${year}, off: '${days.off.join(' ')}', on: '${days.on.join(' ')}' },`)
}
const text = `import type { CalendarYear } from './calendar.ts'

/**
 * The days off and the make-up working days that the State Council published, a year a line (MMDD); weekends that stay free are not listed.
 * Written by \`npm run holidays\` from the package chinese-days.
 */
export const PUBLISHED_DAYS: readonly CalendarYear[] = [
${years.join('\n')}
]
`
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
