import { formatMoney, formatRatio } from '../../base/decimal.ts'
import { lineOf } from '../../expression/sheet.ts'
import type { PoolJob } from '../pool.ts'
import { compactWriter } from '../result-rows.ts'
import { rowSettler, type RowSettler } from '../row-settler.ts'
import { writeResults } from '../settle-file.ts'
import { Rows } from '../../stream/rows.ts'
import { Results } from '../results.ts'
import { settlePartition } from '../settle-partition.ts'
import { SpillReader, type PartitionRows } from '../spill.ts'
import { ClaimTable } from './claim-table.ts'
import { withDuck } from './duck.ts'
import { Group } from './settle-group.ts'

/** Partitions are folded together up to so many rows: each run of the query has its own price. */
const GROUP_ROWS = 50_000

/** As `settleAll` of the pool, by DuckDB: the same bytes. `rowsOf`: how many rows a partition has. Throws PeerMissing without the peer. */
export async function settleInDuckDb(partitions: readonly number[], job: PoolJob, rowsOf: (partition: number) => number): Promise<void> {
  if (partitions.length === 0) return
  await withDuck({ threads: job.workers, temporary: job.folder.temporary('duckdb') }, async duck => {
    const table = await ClaimTable.open(duck, job.policy, job.settling.shape.lines)
    for (const group of groupsOf(partitions, rowsOf)) await settleGroup(group, job, table, rowsOf)
  })
}

function groupsOf(partitions: readonly number[], rowsOf: (partition: number) => number): readonly (readonly number[])[] {
  const groups: number[][] = []
  let rows = GROUP_ROWS
  for (const partition of partitions) {
    if (rows + rowsOf(partition) > GROUP_ROWS) {
      groups.push([])
      rows = 0
    }
    groups.at(-1)?.push(partition)
    rows += rowsOf(partition)
  }
  return groups
}

async function settleGroup(
  partitions: readonly number[],
  job: PoolJob,
  table: ClaimTable,
  rowsOf: (partition: number) => number,
): Promise<void> {
  const { policy, settling, folder, onDone } = job
  const { shape } = settling
  const group = new Group(policy, table)
  for (const partition of partitions) {
    new SpillReader().read(folder.spill(partition), rows => {
      group.add(partition, rows)
    })
    await new Promise(resolve => setImmediate(resolve))
  }
  const results = new Map(partitions.map(partition => [partition, new Results(rowsOf(partition), new Rows())]))
  const write = await compactWriter(shape)
  const settler = await rowSettler(policy, shape, [])
  const printers = shape.lines.map(id => (lineOf(policy.sheet, id).unit === 'money' ? formatMoney : formatRatio))
  const left = await group.fold(({ partition, index, number, claimId }, values) => {
    const texts = printers.map((print, i) => print(values[i] ?? 0))
    results.get(partition)?.settled(index, write(number, claimId, texts))
  })
  for (const partition of partitions) {
    const rows = results.get(partition) ?? new Results(0, new Rows())
    settleLeft(partition, left.get(partition) ?? [], job, settler, rows)
    writeResults(folder, partition, rows)
    onDone(partition)
  }
}

/** The rows that DuckDB could not settle, as if there were no others: they are all that their results depend on. */
function settleLeft(
  partition: number,
  left: readonly number[],
  { policy, settling, folder }: PoolJob,
  settler: RowSettler,
  results: Results,
): void {
  if (left.length === 0) return
  const settled = new SpillReader().read(folder.spill(partition), rows =>
    settlePartition({ policy, settler, language: settling.shape.language, summary: undefined }, only(rows, left)),
  )
  for (const [i, index] of left.entries()) {
    results.copy(index, settled, i)
  }
}

const only = (rows: PartitionRows, left: readonly number[]): PartitionRows => {
  const at = (i: number): number => left[i] ?? -1
  return {
    count: left.length,
    number: i => rows.number(at(i)),
    fault: i => rows.fault(at(i)),
    place: i => rows.place(at(i)),
    idFrom: i => rows.idFrom(at(i)),
    idTo: i => rows.idTo(at(i)),
  }
}
