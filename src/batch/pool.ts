import { Worker } from 'node:worker_threads'
import type { FullPolicy } from '../full-policy.ts'
import type { LoweredPack } from '../lowered/format.ts'
import { FileFault } from './faults.ts'
import { partitionSettler, type SettleJob } from './settle-file.ts'
import type { WorkFolder } from './work-folder.ts'

/** What a worker is started with. */
export interface WorkerJob {
  readonly lowered: LoweredPack
  readonly settling: SettleJob
  readonly folder: string
}

/** A worker is ready for its first partition, is done with one, or could not. */
export type WorkerAnswer =
  | { readonly ready: true }
  | { readonly done: number }
  | { readonly code: string; readonly file: string }
  | { readonly detail: string }

export interface PoolJob {
  readonly policy: FullPolicy
  readonly settling: SettleJob
  readonly folder: WorkFolder
  readonly workers: number
  readonly onDone: (partition: number) => void
}

const WORKER = new URL('./batch-worker.js', import.meta.url)

/** Settles partitions: one worker alone works in this thread. Throws what the first that cannot go on says. */
export async function settleAll(partitions: readonly number[], job: PoolJob): Promise<void> {
  const workers = Math.min(job.workers, partitions.length)
  if (workers > 1) return settleThreaded(partitions, job, workers)
  const settle = await partitionSettler(job.policy, job.settling, job.folder)
  for (const partition of partitions) {
    settle(partition)
    job.onDone(partition)
    // Lets the progress be drawn.
    await new Promise(resolve => setImmediate(resolve))
  }
}

async function settleThreaded(partitions: readonly number[], job: PoolJob, count: number): Promise<void> {
  const left = [...partitions].reverse()
  const workerData: WorkerJob = { lowered: job.policy.toLowered(), settling: job.settling, folder: job.folder.path }
  const workers: Worker[] = []
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(WORKER, { workerData })
      workers.push(worker)
      worker.once('error', reject)
      worker.once('exit', code => {
        reject(new Error(`a worker ended with ${String(code)}`))
      })
      worker.on('message', (answer: WorkerAnswer) => {
        if ('code' in answer) reject(new FileFault(answer.code, answer.file))
        else if ('detail' in answer) reject(new Error(answer.detail))
        else {
          if ('done' in answer) job.onDone(answer.done)
          const next = left.pop()
          if (next === undefined) resolve()
          else worker.postMessage(next)
        }
      })
    })
  try {
    await Promise.all(Array.from({ length: count }, work))
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
