import type { Language } from '../base/issue.ts'
import type { FullPolicy } from '../full-policy.ts'
import type { SummaryJson } from '../summary/report.ts'

export type RowFormat = 'ndjson' | 'csv' | 'parquet'

/** What folds the years of persons; the bytes are the same. */
export type EngineName = 'node' | 'duckdb'

/** A column of the input for each fact of a claim that it holds: `{ "person.id": "card no" }`. */
export type ColumnMap = Readonly<Record<string, string>>

/** What an output row holds: whole settlements, or the claim's id and these lines. */
export interface RowShape {
  readonly format: RowFormat
  readonly full: boolean
  /** Ids of lines, in order. */
  readonly lines: readonly string[]
  /** The language of the messages of rejected rows. */
  readonly language: Language
}

/** One batch: `-` is standard input or output. */
export interface BatchJob {
  readonly input: string
  readonly inputFormat: RowFormat
  readonly map: ColumnMap | undefined
  readonly output: string
  readonly shape: RowShape
  /** Where rejected rows go; undefined: they are counted only. */
  readonly rejects: string | undefined
  /** Where the sums of the batch go: a page (.html) or JSON (.json); `-`: they are told only; undefined: nothing is summed up. */
  readonly summary: string | undefined
  readonly engine: EngineName
  /** Threads that settle, from 1. The result does not depend on it. */
  readonly workers: number
  /** Go on from what an earlier run of the same job left. */
  readonly resume: boolean
}

export interface BatchSummary {
  readonly rows: number
  readonly settled: number
  readonly rejected: number
  /** Parts of the work that an earlier run had done. */
  readonly resumed: number
  /** What the rows add up to, if that was asked for. */
  readonly sums: SummaryJson | undefined
}

export type BatchPhase = 'read' | 'settle' | 'merge'

/** Is told how far a batch is: bytes while it reads (total 0: not known), rows after. */
export interface BatchProgress {
  begin(phase: BatchPhase, total: number): void
  advance(done: number): void
  end(): void
}

/** Settles every row of a job. Throws a BatchFault (the job cannot be done as asked) or a FileFault (a file could not be read or written). */
export type BatchEngine = (policy: FullPolicy, job: BatchJob, progress: BatchProgress) => Promise<BatchSummary>

/** Takes the rows of an input in order, each as the bytes of a claim in JSON from `from` up to `to`, valid only during the call. */
export interface RowSink {
  row(row: number, bytes: Buffer, from: number, to: number): void
  /** A row that is no claim at all, and why: a code of an issue. */
  fault(row: number, code: RowFault): void
}

export type RowFault = 'rowTooLong' | 'rowNotUtf8' | 'rowNotCsv' | 'rowColumns'

/** Reads an input of one format from its chunks. */
export type RowReader = (chunks: AsyncIterable<Buffer>, sink: RowSink) => Promise<void>
