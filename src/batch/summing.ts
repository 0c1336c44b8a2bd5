import { readFileSync } from 'node:fs'
import type { Language } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import type { SummaryJson } from '../summary/report.ts'
import type { SummarySnapshot } from '../summary/snapshot.ts'
import { Summary } from '../summary/summary.ts'
import { writeSummaryHtml } from '../summary/write-html.ts'
import { BatchFault } from './faults.ts'
import type { Partitioned, WorkFolder } from './work-folder.ts'

/** The sums of all partitions. Each has whole persons, so that sums add up in any order. Throws a BatchFault if a file is not as it was written. */
export function sumUp(policy: Policy, folder: WorkFolder, { partitions }: Partitioned): SummaryJson {
  const summary = new Summary(policy)
  for (let partition = 0; partition < partitions; partition++) summary.mergeSnapshot(readSums(folder.sums(partition)))
  return summary.toJson()
}

function readSums(file: string): SummarySnapshot {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SummarySnapshot
  } catch {
    throw new BatchFault('workDamaged', { file })
  }
}

/** A summary as its file's name asks for: a page if it ends with .html, else JSON. */
export const summaryText = async (file: string, summary: SummaryJson, language: Language): Promise<string> =>
  /\.html?$/i.test(file) ? await writeSummaryHtml(summary, language) : `${JSON.stringify(summary, null, 2)}\n`
