import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { version } from '../../package.json'
import type { FullPolicy } from '../full-policy.ts'
import type { SummaryJson } from '../summary/report.ts'
import { Divider, partitionsOf } from './divide.ts'
import { BatchFault } from './faults.ts'
import type { BatchEngine, BatchJob, BatchProgress, EngineName } from './job.ts'
import { merge, type Merged } from './merge.ts'
import { settleAll, type PoolJob } from './pool.ts'
import { sumUp, summaryText } from './summing.ts'
import { readInput } from './read-input.ts'
import { headerOf } from './result-rows.ts'
import { openTarget, targetOf, workPath, type OpenTarget, type Target } from './target.ts'
import { identityOf, isRegular, openWork, passingFolder, type JobIdentity, type Partitioned, type WorkFolder } from './work-folder.ts'

/** How much larger claims are as JSON than in Parquet, some way between those with and without items. */
const PARQUET_TO_JSON = 20

/**
 * Settles a batch in three steps: rows are divided by person into files, each of these is settled by itself, the results are put in order.
 * What a step has done is kept beside the output until the end, for a run that goes on from it. Memory does not grow with the input.
 */
export const runBatch: BatchEngine = async (policy, job, progress) => {
  checkFiles(job)
  const out = targetOf(job.output)
  const { hash } = policy
  const identify = (): JobIdentity => identityOf(job, { hash, version })
  const identity = identify()
  const path = workPath(job.output)
  const folder = path === undefined ? passingFolder() : openWork(path, identity, job.resume)
  try {
    const divided = folder.divided() ?? (await folder.divide(dividing => divide(job, dividing, progress)))
    if (JSON.stringify(identify()) !== JSON.stringify(identity)) throw new BatchFault('inputChanged', { file: job.input })
    const resumed = await settle(policy, job, folder, divided, progress)
    const sums = job.summary === undefined ? undefined : sumUp(policy, folder, divided)
    const merged = await putTogether(policy, job, out, sums, folder, divided, progress)
    folder.remove()
    return { rows: divided.rows, ...merged, resumed, sums }
  } catch (error) {
    // There is nothing to go on from, or nobody could.
    if (out.isStream || !folder.isDivided || error instanceof BatchFault) folder.remove()
    throw error
  }
}

/** Throws a BatchFault for files that cannot be what the job says. */
function checkFiles({ input, inputFormat, output, rejects, summary, resume, shape }: BatchJob): void {
  if (input !== '-' && !(existsSync(input) && !statSync(input).isDirectory())) throw new BatchFault('inputUnreadable', { file: input })
  if (inputFormat === 'parquet' && !isRegular(input)) throw new BatchFault('parquetFile')
  if (resume && !isRegular(input)) throw new BatchFault('resumeStdin')
  for (const file of [output, rejects, summary])
    if (file !== undefined && file !== '-' && existsSync(file) && statSync(file).isDirectory())
      throw new BatchFault('outputUnwritable', { file })
  for (const file of [output, rejects, summary])
    if (file !== undefined && !existsSync(dirname(resolve(file)))) throw new BatchFault('outputUnwritable', { file })
  if (shape.format === 'parquet' && targetOf(output).isStream) throw new BatchFault('parquetFile')
  const named = [input, output, rejects, summary].filter((file): file is string => file !== undefined && file !== '-')
  const places = named.map(file => (existsSync(file) ? realpathSync(file) : resolve(file)))
  const again = named.find((_, i) => places.indexOf(places[i] ?? '') !== i)
  if (again !== undefined) throw new BatchFault('sameFile', { file: again })
}

async function divide(job: BatchJob, folder: WorkFolder, progress: BatchProgress): Promise<Partitioned> {
  const size = isRegular(job.input) ? statSync(job.input).size : undefined
  const bytes = size === undefined || job.inputFormat !== 'parquet' ? size : PARQUET_TO_JSON * size
  const divider = new Divider(folder, partitionsOf(bytes))
  progress.begin('read', size ?? 0)
  await readInput(job, {
    sink: divider,
    onRead: bytes => {
      progress.advance(bytes)
    },
    temporary: folder.temporary('duckdb'),
  })
  progress.end()
  return divider.end()
}

/** Settles the partitions that are not done yet; how many were. */
async function settle(
  policy: FullPolicy,
  job: BatchJob,
  folder: WorkFolder,
  divided: Partitioned,
  progress: BatchProgress,
): Promise<number> {
  const all = divided.sizes.map((_, partition) => partition)
  const left = all.filter(partition => !folder.isDone(partition))
  const rowsOf = (partition: number): number => divided.sizes[partition] ?? 0
  let done = 0
  progress.begin(
    'settle',
    left.map(rowsOf).reduce((sum, rows) => sum + rows, 0),
  )
  const onDone = (partition: number): void => {
    done += rowsOf(partition)
    progress.advance(done)
  }
  const settling = { shape: job.shape, summed: job.summary !== undefined }
  await settleBy(job.engine, left, { policy, settling, folder, workers: job.workers, onDone }, rowsOf)
  progress.end()
  return all.length - left.length
}

async function settleBy(engine: EngineName, left: readonly number[], job: PoolJob, rowsOf: (partition: number) => number): Promise<void> {
  if (engine === 'node') return settleAll(left, job)
  // Its peer is optional.
  const { settleInDuckDb } = await import('./duckdb/settle-all.ts')
  return settleInDuckDb(left, job, rowsOf)
}

async function putTogether(
  policy: FullPolicy,
  job: BatchJob,
  target: Target,
  sums: SummaryJson | undefined,
  folder: WorkFolder,
  divided: Partitioned,
  progress: BatchProgress,
): Promise<Merged> {
  const opened: OpenTarget[] = []
  const open = (to: Target, name: string): OpenTarget => {
    const one = openTarget(to, folder.temporary(name))
    opened.push(one)
    return one
  }
  try {
    const out = open(target, 'out')
    const rejects = job.rejects === undefined ? undefined : open(targetOf(job.rejects), 'rejects')
    if (job.summary !== undefined && job.summary !== '-' && sums !== undefined)
      open(targetOf(job.summary), 'summary').write(Buffer.from(await summaryText(job.summary, sums, job.shape.language)))
    progress.begin('merge', divided.rows)
    out.write(Buffer.from(await headerOf(job.shape)))
    const merged = merge(folder, divided, out, rejects, rows => {
      progress.advance(rows)
    })
    for (const one of opened) one.finish()
    if (job.shape.format === 'parquet') await makeParquet(policy, job, folder)
    // The output last: where it is, the rejected rows and the sums are too.
    for (const one of [...opened].reverse()) one.commit()
    progress.end()
    return merged
  } finally {
    for (const one of opened) one.close()
  }
}

async function makeParquet(policy: FullPolicy, { shape }: BatchJob, folder: WorkFolder): Promise<void> {
  const { toParquet } = await import('./duckdb/write-parquet.ts')
  const [file, beside, temporary] = [folder.temporary('out'), folder.temporary('parquet'), folder.temporary('duckdb')]
  await toParquet(policy, { file, beside, temporary, lines: shape.lines })
}
