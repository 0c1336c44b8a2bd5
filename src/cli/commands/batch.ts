import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { isPlainObject } from '../../base/plain.ts'
import { suggest } from '../../base/suggest.ts'
import { BatchFault, EngineFault, FileFault, PeerMissing } from '../../batch/faults.ts'
import type { BatchJob, BatchSummary, ColumnMap, EngineName, RowFormat, RowShape } from '../../batch/job.ts'
import { workPath } from '../../batch/target.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { printSummary } from '../../summary/print-summary.ts'
import { batchProgress, clock } from '../batch-progress.ts'
import { readValue } from '../claims.ts'
import { BadInput, CouldNot, Findings } from '../fault.ts'
import type { Say } from '../messages.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'

interface BatchOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param'> {
  readonly output?: string
  readonly rejects?: string
  readonly summary?: string
  readonly workers?: number
  readonly resume?: boolean
  readonly lines?: readonly string[]
  readonly full?: boolean
  readonly map?: string
  readonly from?: RowFormat
  readonly to?: RowFormat
  readonly engine?: EngineName
}

const EXAMPLES = [
  'yibao batch claims.ndjson -o results.ndjson --policy ./my-policy --rejects rejected.ndjson',
  'yibao batch claims.csv -o results.csv -p ./my-policy --map columns.json --lines fund,personal,basic.paid',
  'yibao batch claims.ndjson -o results.ndjson -p ./my-policy --summary summary.html',
  'yibao batch claims.ndjson -o results.ndjson -p ./my-policy --resume',
  'yibao batch claims.parquet -o results.parquet -p ./my-policy --engine duckdb',
  'yibao generate --claims 100000 | yibao batch - -o - -p ./my-policy | gzip > results.gz',
]

export function addBatch(program: Command, session: Session): void {
  const { say } = session
  const command = program.command('batch').description(say('describeBatch')).argument('<input>', say('argumentBatchInput'))
  addPolicyOptions(command, say)
    .option('-o, --output <file>', say('optionBatchOutput'))
    .option('--rejects <file>', say('optionRejects'))
    .option('--summary <file>', say('optionSummary'))
    .option('--lines <a,b,c>', say('optionLines'), (text: string) => text.split(',').map(line => line.trim()))
    .option('--full', say('optionFull'))
    .option('--map <file>', say('optionMap'))
    .option('--from <format>', say('optionFrom'), format(say, '--from'))
    .option('--to <format>', say('optionTo'), format(say, '--to'))
    .option('--engine <name>', say('optionEngine'), engine(say))
    .option('--workers <n>', say('optionWorkers'), workers(say))
    .option('--resume', say('optionResume'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      ['', say('batchNotes'), '', say('examples'), ...EXAMPLES.map(line => `  $ ${line}`), '', say('exitCodesBatch')].join('\n'),
    )
    .action(async (input: string, options: BatchOptions) => {
      const policy = openAsked(session, options)
      const job = jobOf(session, policy, input, options)
      const since = clock()
      const summary = await runJob(session, policy, job)
      tell(session, job, summary, clock() - since)
    })
}

/** The job that the options ask for. Throws a BadInput with everything that is wrong with them. */
function jobOf(session: Session, policy: FullPolicy, input: string, options: BatchOptions): BatchJob {
  const { say, language } = session
  const {
    output,
    engine: asked = 'node',
    full = false,
    lines = defaultLines(policy),
    rejects,
    summary,
    resume = false,
    workers: threads = availableParallelism(),
  } = options
  const inputFormat = options.from ?? formatOf(input)
  const outputFormat = options.to ?? formatOf(output ?? '')
  const wrong: string[] = []
  if (output === undefined) wrong.push(say('outputNeeded'))
  if (full && options.lines !== undefined) wrong.push(say('fullExcludes', { option: '--lines' }))
  if (full && outputFormat !== 'ndjson') wrong.push(say('fullExcludes', { option: FORMATS[outputFormat] }))
  if (full && asked !== 'node') wrong.push(say('fullExcludes', { option: '--engine duckdb' }))
  if (options.map !== undefined && inputFormat === 'ndjson') wrong.push(say('mapNeedsCsv'))
  if (summary !== undefined && asked !== 'node') wrong.push(say('summaryNeedsNode'))
  if (summary !== undefined && !/^-$|\.(?:html?|json)$/i.test(summary)) wrong.push(say('badSummary', { file: summary }))
  const unknown = lines.filter(line => !policy.lines.includes(line))
  wrong.push(...unknown.map(line => say('unknownLine', { line, hint: hintFor(say, line, policy.lines) })))
  if (unknown.length > 0) wrong.push(say('linesKnown', { lines: policy.lines.join(', ') }))
  if (wrong.length > 0) throw new BadInput(wrong)
  const shape: RowShape = { format: outputFormat, full, lines: full ? [] : lines, language }
  const map = options.map === undefined ? undefined : readMap(session, options.map)
  return { input, inputFormat, map, output: output ?? '-', shape, rejects, summary, engine: asked, workers: threads, resume }
}

const defaultLines = ({ pack }: FullPolicy): readonly string[] => [
  'total',
  ...pack.layers.map(layer => `${layer.id}.paid`),
  'fund',
  'personal',
]

/** Their names in a sentence. */
const FORMATS: Readonly<Record<RowFormat, string>> = { ndjson: 'NDJSON', csv: 'CSV', parquet: 'Parquet' }

const formatOf = (file: string): RowFormat => (/\.csv$/i.test(file) ? 'csv' : /\.parquet$/i.test(file) ? 'parquet' : 'ndjson')

function hintFor(say: Say, line: string, known: readonly string[]): string {
  const near = suggest(line, known)
  return near === undefined ? '' : say('lineHint', { line: near })
}

function readMap({ host, say }: Session, file: string): ColumnMap {
  const map = readValue(host, say, file)
  if (isPlainObject(map) && Object.values(map).every(column => typeof column === 'string')) return map as ColumnMap
  throw new BadInput([say('badMap', { file })])
}

const format =
  (say: Say, option: string) =>
  (text: string): RowFormat => {
    if (text !== 'ndjson' && text !== 'csv' && text !== 'parquet') throw new BadInput([say('badFormat', { option, text })])
    return text
  }

const engine =
  (say: Say) =>
  (text: string): EngineName => {
    if (text !== 'node' && text !== 'duckdb') throw new BadInput([say('badEngine', { text })])
    return text
  }

const MAX_WORKERS = 256

const workers =
  (say: Say) =>
  (text: string): number => {
    const count = /^\d{1,3}$/.test(text) ? Number(text) : 0
    if (count < 1 || count > MAX_WORKERS) throw new BadInput([say('badNumber', { option: '--workers', min: 1, max: MAX_WORKERS, text })])
    return count
  }

/** Runs a batch with its progress. Throws BadInput and CouldNot for what it says. */
export async function runJob(session: Session, policy: FullPolicy, job: BatchJob): Promise<BatchSummary> {
  const { say } = session
  // Loaded here: readers and threads would slow the start of every other command.
  const { runBatch } = await import('../../batch/run.ts')
  const progress = await batchProgress(session)
  try {
    return await runBatch(policy, job, progress)
  } catch (error) {
    progress.end()
    if (error instanceof BatchFault) throw new BadInput([say(error.code, error.params)])
    if (error instanceof PeerMissing) throw new CouldNot([say('peerNeeded', { peer: error.peer })])
    if (error instanceof EngineFault) throw new CouldNot([say('engineFailed', { detail: error.message }), ...keptIn(say, job)])
    if (!(error instanceof FileFault)) throw error
    if (error.file === job.input) throw new BadInput([say('inputUnreadable', { file: job.input })])
    throw new CouldNot([refusal(say, error), ...keptIn(say, job)])
  }
}

/** Where the work is that a next run can go on from. */
function keptIn(say: Say, job: BatchJob): readonly string[] {
  const kept = workPath(job.output)
  return kept !== undefined && existsSync(kept) ? [say('workKept', { folder: kept })] : []
}

function refusal(say: Say, { code, file }: FileFault): string {
  if (code === 'EPIPE') return say('pipeClosed')
  return code === 'ENOSPC' || code === 'EDQUOT' ? say('noSpace', { file }) : say('fileRefused', { file, code })
}

/** The last word on a batch. Throws Findings if rows were refused. */
function tell(
  { host, say, language }: Session,
  job: BatchJob,
  { rows, settled, rejected, resumed, sums }: BatchSummary,
  seconds: number,
): void {
  if (resumed > 0) host.err(`${say('batchResumed', { count: resumed })}\n`)
  const rate = Math.round(rows / Math.max(seconds, 0.001))
  host.err(`${say('batchSummary', { rows, settled, rejected, seconds: seconds.toFixed(1), rate })}\n`)
  if (sums !== undefined && job.summary === '-') host.err(`\n${printSummary(sums, language)}\n`)
  if (rejected === 0) return
  throw new Findings([
    job.rejects === undefined ? say('batchUntold', { count: rejected }) : say('batchRejected', { count: rejected, file: job.rejects }),
  ])
}
