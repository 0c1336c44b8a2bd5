import type { ColumnResult } from '../../src/columns/columns.ts'
import { agree, serve } from '../job.ts'
import { columnJob } from '../column-job.ts'

/** Columns of numbers. `no-eval`: blocks of instructions; `checked`: with every value looked at first; `fold`: the state carried from row to row. */
const modes = new Set((process.argv[3] ?? '').split(','))
const { job, columns, given } = columnJob({ interpreted: modes.has('no-eval'), fold: modes.has('fold') })
const trusted = !modes.has('checked')

let into: ColumnResult | undefined
function settle(): Float64Array {
  into = columns.run(given, { trusted, ...(into === undefined ? {} : { into }) })
  return into.values.get('fund')!
}

settle()
const values = [...into!.values.values()]
agree(job, (_, row) => (into!.guards[row] === -1 ? values.map(column => column[row]!) : []))
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let fund = 0
    do {
      const paid = settle()
      fund += paid[done % paid.length]!
      done += paid.length
    } while (performance.now() - start < milliseconds)
    if (fund < 0) throw new Error('a negative fund')
    return (done / (performance.now() - start)) * 1000
  },
})
