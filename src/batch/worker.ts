import { parentPort, workerData } from 'node:worker_threads'
import { ACCELERATOR } from '../accelerator.ts'
import { readLowered } from '../lowered/read.ts'
import { Policy } from '../policy.ts'
import { FileFault } from './faults.ts'
import type { WorkerAnswer, WorkerJob } from './pool.ts'
import { partitionSettler } from './settle-file.ts'
import { WorkFolder } from './work-folder.ts'

const { lowered, settling, folder } = workerData as WorkerJob
const settle = await partitionSettler(new Policy(readLowered(lowered), {}, ACCELERATOR), settling, new WorkFolder(folder))
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message)

parentPort?.on('message', (partition: number) => {
  try {
    settle(partition)
    answer({ done: partition })
  } catch (error) {
    answer(
      error instanceof FileFault
        ? { code: error.code, file: error.file }
        : { detail: error instanceof Error ? error.message : String(error) },
    )
  }
})
answer({ ready: true })
